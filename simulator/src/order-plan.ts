import { SECONDS_PER_DAY } from './clock.ts'
import { type LifecycleEvent, planLifecycle } from './lifecycle.ts'
import type { Region } from './marketplaces.ts'
import { toOrderId } from './order-id.ts'
import { combine32, createRandom, type Random } from './random.ts'
import { expectedOrders } from './season.ts'
import { type SimulatedSeller, USUAL_LATENESS } from './seller.ts'

/** A seller as the world knows it: with the numbers its randomness starts from. */
export interface WorldSeller {
  seller: SimulatedSeller
  /** Unique in the fleet; part of every order id. */
  sellerNumber: number
  /** hash(seed, sellerId). */
  seed: number
  /** Seconds since 1970; no order is older. */
  historyStartsAt: number
}

/** What an order is and will become. The document is drawn from `contentSeed` when somebody asks. */
export interface OrderPlan {
  orderId: string
  createdAt: number
  marketplaceId: string
  fulfilledBy: 'AMAZON' | 'MERCHANT'
  channelName: 'AMAZON' | 'NON_AMAZON'
  /** Quantity of each line. */
  quantities: readonly number[]
  contentSeed: number
  events: readonly LifecycleEvent[]
}

/** 2016-01-01 in days since 1970: day 0 of order ids. */
export const FIRST_DAY = 16_801
const ID_PREFIXES: Record<Region, readonly string[]> = {
  na: ['111', '112', '113', '114', '701', '702'],
  eu: ['028', '171', '302', '303', '304', '305', '306', '402', '404', '405', '406', '407', '408'],
  fe: ['249', '250', '503'],
}

/** All orders of one seller created on one UTC day, oldest first. Pure: same arguments, same orders. */
export function planDay(worldSeller: WorldSeller, day: number): OrderPlan[] {
  const { seller, seed } = worldSeller
  const random = createRandom(combine32(seed, day))
  const expected = expectedOrders(seller.ordersPerMonth, day)
  const count = Math.min(9_999, Math.floor(expected * (0.8 + 0.4 * random.unit()) + random.unit()))
  const times = Array.from({ length: count }, () => day * SECONDS_PER_DAY + secondOfDay(random))
  times.sort((a, b) => a - b)
  const plans: OrderPlan[] = []
  for (const [index, createdAt] of times.entries()) {
    if (createdAt < worldSeller.historyStartsAt) continue
    plans.push(planOrder(worldSeller, day, index, createdAt))
  }
  return plans
}

function planOrder(worldSeller: WorldSeller, day: number, index: number, createdAt: number): OrderPlan {
  const { seller, seed, sellerNumber } = worldSeller
  const random = createRandom(combine32(seed, day, index + 1))
  const fulfilledBy = random.chance(seller.merchantShare ?? 0.48) ? 'MERCHANT' : 'AMAZON'
  const channelName = fulfilledBy === 'AMAZON' && random.chance(0.01) ? 'NON_AMAZON' : 'AMAZON'
  const quantities = planQuantities(random)
  const place = { sellerNumber, dayNumber: day - FIRST_DAY, index }
  return {
    orderId: toOrderId(random.pick(ID_PREFIXES[seller.region]), place, ORDER_ID_KEY),
    createdAt,
    marketplaceId: pickMarketplace(random, seller.marketplaceIds),
    fulfilledBy,
    channelName,
    quantities,
    contentSeed: combine32(seed, day, -index - 1),
    events: planLifecycle(random, {
      createdAt,
      fulfilledBy,
      channelName,
      units: quantities.reduce((sum, quantity) => sum + quantity, 0),
      tempo: seller.tempo ?? 1,
      lateness: seller.lateness ?? USUAL_LATENESS,
    }),
  }
}

/** Any constant will do: it only has to be the same when an id is read back. */
export const ORDER_ID_KEY = 0x5eed

/** The first marketplace is home: it gets more than half. */
function pickMarketplace(random: Random, marketplaceIds: readonly string[]): string {
  const home = marketplaceIds[0]
  return home !== undefined && random.chance(0.58) ? home : random.pick(marketplaceIds)
}

/** 1.02 lines per order; now and then five of a thing. */
function planQuantities(random: Random): number[] {
  const lines = random.chance(0.982) ? 1 : random.chance(0.9) ? 2 : 3
  return Array.from({ length: lines }, () => {
    const draw = random.unit()
    return draw < 0.94 ? 1 : draw < 0.975 ? 2 : draw < 0.985 ? 3 : 5
  })
}

/** Mostly between six in the morning and eleven at night. */
function secondOfDay(random: Random): number {
  if (random.chance(0.15)) return random.int(0, SECONDS_PER_DAY - 1)
  return Math.floor(3600 * (6 + (17 * (random.unit() + random.unit())) / 2))
}
