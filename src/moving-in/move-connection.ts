import { backfillRange } from '../domain/backfill-plan.ts'
import type { MovedConnection } from '../domain/moving-in/moved-connection.ts'
import { Secret } from '../runtime/secret.ts'
import { createBackfill } from '../store/backfills.ts'
import {
  findConnectionOfSeller,
  isSellerOfAnotherTenant,
  refreshTokenContext,
  saveConnection,
} from '../store/connections.ts'
import type { Database } from '../store/database.ts'
import { lockSeller } from '../store/lock-seller.ts'
import { wasSellerRemoved } from '../store/removed-connections.ts'
import { wakeLane } from '../store/sync-states.ts'
import type { MovedTenant } from './plan-tenants.ts'
import type { Tally } from './tally.ts'
import type { MoveInOptions, MoveInTools } from './tools.ts'

/** Whether another tenant of this installation has one of the sellers connected. */
export async function isOfAnotherTenant(db: Database, tenant: MovedTenant): Promise<boolean> {
  for (const { region, sellingPartnerId } of tenant.connections) {
    if (await isSellerOfAnotherTenant(db.of(tenant.tenantId), region, sellingPartnerId)) return true
  }
  return false
}

/** A seller that is connected here already keeps its connection's id. */
export async function withKnownConnections(db: Database, tenant: MovedTenant): Promise<MovedTenant> {
  const connections: MovedConnection[] = []
  for (const moved of tenant.connections) {
    const known = await findConnectionOfSeller(db.of(tenant.tenantId), moved.region, moved.sellingPartnerId)
    connections.push(known === null ? moved : { ...moved, connectionId: known.connectionId })
  }
  return { ...tenant, connections }
}

/**
 * Connects the sellers of a tenant whose orders are there. One that is connected already stays as it is; `ordersTaken`
 * says whether it has new outlines to complete.
 */
export async function finishTenant(
  tools: MoveInTools,
  tally: Tally,
  tenant: MovedTenant,
  ordersTaken: boolean,
  options: MoveInOptions,
): Promise<void> {
  const outcomes: string[] = []
  for (const connection of tenant.connections) {
    const become = await moveConnection(tools, tenant, connection, options)
    if (become === 'known' && ordersTaken && !options.dryRun)
      await wakeLane(tools.db.of(tenant.tenantId), connection.connectionId, 'detail')
    if (become === 'seller_of_two_tenants' || become === 'seller_removed')
      tally.note(become, connection.connectionId)
    else tally[become]('MarketplaceConnection', 1)
    outcomes.push(become)
  }
  // The state goes with a connection, a new one or one that is here, and without one is left out.
  if (tenant.state === null) return
  if (outcomes.includes('taken')) tally.taken('MarketplaceSyncState', 1)
  else if (outcomes.includes('known')) tally.known('MarketplaceSyncState', 1)
}

/**
 * Stores one connection with its token, the cursor for its first run, and a backfill of as many days as the earlier
 * system had been asked for, in one transaction.
 */
async function moveConnection(
  { db, vault, random, now }: MoveInTools,
  { tenantId, state }: MovedTenant,
  { connectionId, region, sellingPartnerId, marketplaceIds, refreshToken }: MovedConnection,
  { dryRun, allowSharedSeller, allowRemoved }: MoveInOptions,
): Promise<'taken' | 'known' | 'seller_of_two_tenants' | 'seller_removed'> {
  const own = db.of(tenantId)
  const isKnown = (await findConnectionOfSeller(own, region, sellingPartnerId)) !== null
  if (!isKnown && !allowRemoved && (await wasSellerRemoved(own, region, sellingPartnerId)))
    return 'seller_removed'
  if (dryRun) return isKnown ? 'known' : 'taken'
  // Sealed before the transaction: the vault must not be waited for under a lock.
  const sealedRefreshToken =
    isKnown || refreshToken === null
      ? null
      : await vault.seal(tenantId, refreshTokenContext(connectionId), new Secret(refreshToken.reveal()))
  return own.transaction(async (tx) => {
    await lockSeller(tx, region, sellingPartnerId)
    const current = await findConnectionOfSeller(tx, region, sellingPartnerId)
    if (current !== null) return 'known'
    if (!allowSharedSeller && (await isSellerOfAnotherTenant(tx, region, sellingPartnerId)))
      return 'seller_of_two_tenants'
    if (!allowRemoved && (await wasSellerRemoved(tx, region, sellingPartnerId))) return 'seller_removed'
    await saveConnection(tx, {
      connectionId,
      region,
      sellingPartnerId,
      marketplaceIds,
      sealedRefreshToken,
      importedCursor: state?.cursor ?? null,
    })
    const days = state?.backfillDays ?? null
    // Without a token nobody would work on it; whoever connects the seller again gets the usual history.
    if (days !== null && sealedRefreshToken !== null) {
      const backfill = { connectionId, days, isRepair: false, range: backfillRange(days, now), windows: [] }
      await createBackfill(tx, { backfillId: random.id('bf'), ...backfill })
    }
    return 'taken'
  })
}
