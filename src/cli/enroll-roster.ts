import type { Region } from '../domain/region.ts'
import { systemRandom } from '../runtime/random.ts'
import { Secret } from '../runtime/secret.ts'
import { findConnectionOfSeller, refreshTokenContext, saveConnection } from '../store/connections.ts'
import type { Database } from '../store/database.ts'
import { findTenant, saveTenant } from '../store/tenants.ts'
import type { Vault } from '../store/vault.ts'
import type { RosterEntry } from './simulator.ts'

/** Creates the tenants of the simulated fleet that are not there yet. What somebody changed since is left alone. */
export async function enrollRoster(
  db: Database,
  vault: Vault,
  roster: readonly RosterEntry[],
): Promise<void> {
  for (const entry of roster) {
    const region = entry.region.toUpperCase() as Region
    if ((await findTenant(db.of(entry.tenantId))) === null)
      await saveTenant(db.of(entry.tenantId), entry.displayName)
    if ((await findConnectionOfSeller(db.of(entry.tenantId), region, entry.sellerId)) !== null) continue
    const connectionId = systemRandom.id('con')
    const sealedRefreshToken =
      entry.refreshToken === null
        ? null
        : await vault.seal(entry.tenantId, refreshTokenContext(connectionId), new Secret(entry.refreshToken))
    await db.of(entry.tenantId).transaction((tx) =>
      saveConnection(tx, {
        connectionId,
        region,
        sellingPartnerId: entry.sellerId,
        marketplaceIds: entry.marketplaceIds,
        sealedRefreshToken,
        importedCursor: entry.importedCursor ?? null,
      }),
    )
  }
}
