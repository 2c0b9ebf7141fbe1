import { Type } from 'typebox'
import { regions } from '../../domain/region.ts'
import { Secret } from '../../runtime/secret.ts'
import {
  type Connection,
  findConnectionOfSeller,
  isSellerOfAnotherTenant,
  type NewConnection,
  refreshTokenContext,
  saveConnection,
} from '../../store/connections.ts'
import { lockSeller } from '../../store/lock-seller.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import { ConnectionView, toConnectionView } from './connection-view.ts'

const Body = strict({
  region: Type.Enum([...regions]),
  sellingPartnerId: Type.String({ pattern: '^A[A-Z0-9]{9,20}$' }),
  refreshToken: Type.String({
    pattern: '^Atzr\\|[\\x21-\\x7e]{1,2043}$',
    description: 'From the authorisation of a private application. Sealed at once and never shown again.',
  }),
  marketplaceIds: Type.Optional(Type.Array(Type.String({ pattern: '^A[A-Z0-9]{9,20}$' }), { maxItems: 50 })),
  importedCursor: Type.Optional(
    Type.String({
      maxLength: 500,
      pattern: '^[\\x20-\\x7e]*$',
      description: 'Where another system had come to; the first run reads or repairs it.',
    }),
  ),
  includeBuyerData: Type.Optional(
    Type.Boolean({
      description:
        'Ask for buyer data and keep it, encrypted, until 30 days after delivery. False unless given; a connection that exists keeps its wish.',
    }),
  ),
  allowSharedSeller: Type.Optional(
    Type.Boolean({ description: 'Operator only: let two tenants connect the same selling partner.' }),
  ),
})

export function registerCreateConnection(api: Api, context: ApiContext): void {
  api.post(
    '/tenants/:tenantId/connections',
    {
      schema: {
        operationId: 'connect',
        tags: ['Connections'],
        summary: 'Connect a seller with a refresh token (201), or renew the token of its connection (200)',
        params: strict({ tenantId: TenantId }),
        querystring: strict({}),
        body: Body,
        response: { 200: ConnectionView, 201: ConnectionView },
      },
    },
    async (request, reply) => {
      const { body } = request
      if (body.allowSharedSeller !== undefined && request.caller?.role !== 'operator') {
        throw new Problem('forbidden', 'Only an operator decides about allowSharedSeller.', {
          field: 'allowSharedSeller',
        })
      }
      const { tenantId } = await requireTenant(context.db, request)
      const { created, connection } = await connect(context, tenantId, new Secret(body.refreshToken), {
        region: body.region,
        sellingPartnerId: body.sellingPartnerId,
        marketplaceIds: body.marketplaceIds,
        importedCursor: body.importedCursor ?? null,
        includeBuyerData: body.includeBuyerData,
        shared: body.allowSharedSeller === true,
      })
      return reply.code(created ? 201 : 200).send(toConnectionView(connection))
    },
  )
}

interface Wish {
  readonly region: NewConnection['region']
  readonly sellingPartnerId: string
  /** Undefined keeps those of a connection that exists. */
  readonly marketplaceIds: readonly string[] | undefined
  readonly importedCursor: string | null
  readonly includeBuyerData: boolean | undefined
  readonly shared: boolean
}

/**
 * Seals the token for the connection that it belongs to and stores it. Sealing comes first, because the vault must
 * not be waited for under a lock; if the connection appeared or went meanwhile, the token is sealed anew.
 */
async function connect(
  { db, vault, random }: ApiContext,
  tenantId: string,
  token: Secret,
  wish: Wish,
): Promise<{ readonly created: boolean; readonly connection: Connection }> {
  const { region, sellingPartnerId } = wish
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const known = await findConnectionOfSeller(db.of(tenantId), region, sellingPartnerId)
    const connectionId = known?.connectionId ?? random.id('con')
    const sealedRefreshToken = await vault.seal(tenantId, refreshTokenContext(connectionId), token)
    const connection = await db.of(tenantId).transaction(async (tx) => {
      await lockSeller(tx, region, sellingPartnerId)
      const current = await findConnectionOfSeller(tx, region, sellingPartnerId)
      if (current?.connectionId !== known?.connectionId) return null
      if (!wish.shared && (await isSellerOfAnotherTenant(tx, region, sellingPartnerId))) {
        throw new Problem(
          'seller_connected_elsewhere',
          'This selling partner is connected by another tenant. An operator can allow it with allowSharedSeller.',
          { field: 'sellingPartnerId' },
        )
      }
      return saveConnection(tx, {
        connectionId,
        region,
        sellingPartnerId,
        sealedRefreshToken,
        marketplaceIds: wish.marketplaceIds ?? current?.marketplaceIds ?? [],
        importedCursor: wish.importedCursor,
        includeBuyerData: wish.includeBuyerData,
      })
    })
    if (connection !== null) return { created: known === null, connection }
  }
  throw new Problem('conflict', 'The connection is being changed by somebody else: try again.')
}
