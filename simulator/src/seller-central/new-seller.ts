import { createSeller } from '../fleets.ts'
import type { Region } from '../marketplaces.ts'
import type { SimulatedSeller } from '../seller.ts'
import type { World } from '../world.ts'

/** The key of the next seller that nobody has seen yet: `new-eu-1`. */
export function nextNewSellerKey(world: World, region: Region): string {
  for (let number = 1; ; number++) {
    const key = `new-${region}-${number}`
    if (!world.sellers.has(makeSeller(world.seed, key).sellerId)) return key
  }
}

/**
 * The seller of this key, added to the world unless it is there. A pure function of seed and key, so that a seller
 * made on the consent page comes back with its refresh token after a restart.
 */
export function ensureNewSeller(world: World, key: string): SimulatedSeller {
  const seller = makeSeller(world.seed, key)
  const known = world.sellers.get(seller.sellerId)
  if (known) return known
  world.addSeller(seller)
  return seller
}

function makeSeller(seed: string, key: string): SimulatedSeller {
  const region = key.split('-')[1] as Region
  return createSeller(seed, key, { region, ordersPerMonth: 60, historyDays: 90, refreshTokens: [] })
}
