import { type Static, Type } from 'typebox'
import { regions } from '../../domain/region.ts'
import type { Connection } from '../../store/connections.ts'
import { findConnection } from '../../store/connections.ts'
import type { Database } from '../../store/database.ts'
import { Problem } from '../problem.ts'
import { Id, Instant, nullable, strict, TenantId } from '../schemas.ts'

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
})

export function toConnectionView(connection: Connection): Static<typeof ConnectionView> {
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
  }
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
