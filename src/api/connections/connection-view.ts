import { type Static, Type } from 'typebox'
import { regions } from '../../domain/region.ts'
import { type Connection, findConnection, listConnections } from '../../store/connections.ts'
import type { Database } from '../../store/database.ts'
import { type ConnectionSyncStatus, listSyncStatus } from '../../store/sync-status.ts'
import type { ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { Id, Instant, nullable, strict, TenantId } from '../schemas.ts'
import { assessConnection, HealthSchema } from '../sync/health.ts'

export const ConnectionParams = strict({ tenantId: TenantId, connectionId: Id })

/** A connection as callers see it: whether there is a token, never the token. */
export const ConnectionView = Type.Object({
  tenantId: TenantId,
  connectionId: Type.String(),
  region: Type.Enum([...regions]),
  sellingPartnerId: Type.String(),
  status: Type.Enum(['connected', 'paused', 'reauthorization_required']),
  hasRefreshToken: Type.Boolean(),
  marketplaceIds: Type.Array(Type.String()),
  includeBuyerData: Type.Boolean({ description: 'Whether buyer data is asked for and kept, encrypted.' }),
  createdAt: Instant,
  authorizedAt: nullable(Instant),
  authorizationExpiresAt: nullable(
    Type.String({
      format: 'date-time',
      description:
        'When Amazon ends the consent; null for the token of a private application, which does not end.',
    }),
  ),
  health: HealthSchema,
})

type View = Static<typeof ConnectionView>

/** The connections of a tenant with how each is doing. */
export async function listConnectionViews(
  { db, clock, settings }: Pick<ApiContext, 'db' | 'clock' | 'settings'>,
  tenantId: string,
): Promise<View[]> {
  const connections = await listConnections(db.of(tenantId))
  const [tenant] = await listSyncStatus(db.of(tenantId), {
    ...{ offset: null, limit: 1 },
    applicationId: settings.applicationId,
  })
  const now = clock.now()
  // A connection that went between the two readings is left out.
  return connections.flatMap((connection) => {
    const status = tenant?.connections.find(({ connectionId }) => connectionId === connection.connectionId)
    return status === undefined ? [] : [toView(connection, status, now)]
  })
}

/** One of them. Throws a 404 when the tenant has none with this id. */
export async function requireConnectionView(
  context: Pick<ApiContext, 'db' | 'clock' | 'settings'>,
  tenantId: string,
  connectionId: string,
): Promise<View> {
  const views = await listConnectionViews(context, tenantId)
  const view = views.find((candidate) => candidate.connectionId === connectionId)
  if (view === undefined) throw connectionNotFound(connectionId)
  return view
}

/** The connection of that tenant. Throws a 404 when it has none with this id. */
export async function requireConnection(
  db: Database,
  tenantId: string,
  connectionId: string,
): Promise<Connection> {
  const connection = await findConnection(db.of(tenantId), connectionId)
  if (connection === null) throw connectionNotFound(connectionId)
  return connection
}

export function connectionNotFound(connectionId: string): Problem {
  return new Problem('connection_not_found', `The tenant has no connection "${connectionId}".`)
}

function toView(connection: Connection, status: ConnectionSyncStatus, now: Date): View {
  return {
    tenantId: connection.tenantId,
    connectionId: connection.connectionId,
    region: connection.region,
    sellingPartnerId: connection.sellingPartnerId,
    status: connection.status,
    hasRefreshToken: connection.hasRefreshToken,
    marketplaceIds: [...connection.marketplaceIds],
    includeBuyerData: connection.includeBuyerData,
    createdAt: connection.createdAt.toISOString(),
    authorizedAt: connection.authorizedAt?.toISOString() ?? null,
    authorizationExpiresAt: connection.authorizationExpiresAt?.toISOString() ?? null,
    health: { ...assessConnection(status, now) },
  }
}
