import { SECONDS_PER_DAY, toSeconds } from './clock.ts'
import { FIRST_DAY, type WorldSeller } from './order-plan.ts'
import { hash32 } from './random.ts'
import type { SimulatedSeller } from './seller.ts'

export interface SellerRegistry {
  readonly sellers: ReadonlyMap<string, SimulatedSeller>
  /** Adds a seller or replaces the one with its id, which keeps its number and so its orders. */
  add(seller: SimulatedSeller): void
  /** Throws for an unknown id. */
  get(sellerId: string): WorldSeller
}

export function createSellerRegistry(seed: string, epoch: Date): SellerRegistry {
  const sellers = new Map<string, SimulatedSeller>()
  const worldSellers = new Map<string, WorldSeller>()
  const takenNumbers = new Set<number>()

  const chooseNumber = (sellerId: string): number => {
    let sellerNumber = hash32('seller number', sellerId) % 1_000_000
    while (takenNumbers.has(sellerNumber)) sellerNumber = (sellerNumber + 1) % 1_000_000
    takenNumbers.add(sellerNumber)
    return sellerNumber
  }

  return {
    sellers,
    add: (seller) => {
      const { sellerId, historyDays } = seller
      sellers.set(sellerId, seller)
      worldSellers.set(sellerId, {
        seller,
        sellerNumber: worldSellers.get(sellerId)?.sellerNumber ?? chooseNumber(sellerId),
        seed: hash32(seed, sellerId),
        historyStartsAt: Math.max(
          toSeconds(epoch) - historyDays * SECONDS_PER_DAY,
          FIRST_DAY * SECONDS_PER_DAY,
        ),
      })
    },
    get: (sellerId) => {
      const found = worldSellers.get(sellerId)
      if (!found) throw new RangeError(`no seller ${sellerId}`)
      return found
    },
  }
}
