import type { Region } from '../../domain/region.ts'
import type { Secret } from '../../runtime/secret.ts'
import {
  type Connection,
  findConnectionOfSeller,
  isSellerOfAnotherTenant,
  refreshTokenContext,
  saveConnection,
} from '../../store/connections.ts'
import { lockSeller } from '../../store/lock-seller.ts'
import type { ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'

/** An authorisation to be stored: of whom, and under which conditions. */
export interface NewAuthorization {
  readonly region: Region
  readonly sellingPartnerId: string
  /** Undefined keeps those of a connection that exists. */
  readonly marketplaceIds: readonly string[] | undefined
  readonly importedCursor: string | null
  /** The operator allows that another tenant has this seller too. */
  readonly shared: boolean
  /** Whether buyer data is kept; undefined leaves a connection that exists as it is. */
  readonly includeBuyerData: boolean | undefined
  /** Undefined: it does not end by itself. */
  readonly validForDays: number | undefined
}

/**
 * Seals the token for the connection that it belongs to and stores it; a connection that exists keeps its id, watermark
 * and history. Sealing comes first, because the vault must not be waited for under a lock; if the connection appeared
 * or went meanwhile, the token is sealed anew. Throws Problem when another tenant has the seller.
 */
export async function saveAuthorization(
  { db, vault, random }: Pick<ApiContext, 'db' | 'vault' | 'random'>,
  tenantId: string,
  token: Secret,
  wish: NewAuthorization,
): Promise<{ readonly created: boolean; readonly connection: Connection }> {
  const { region, sellingPartnerId, validForDays } = wish
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
        ...(validForDays === undefined ? {} : { validForDays }),
      })
    })
    if (connection !== null) return { created: known === null, connection }
  }
  throw new Problem('conflict', 'The connection is being changed by somebody else: try again.')
}
