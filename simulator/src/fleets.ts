import { createHash } from 'node:crypto'
import { marketplaceIdOf, type Region } from './marketplaces.ts'
import { DAYS_PER_MONTH } from './season.ts'
import { ALL_ROLES, type Fleet, type RosterEntry, type SimulatedSeller } from './seller.ts'

/** A real seller's volume: 27,713 orders in 24 months, 550 in the weakest and 1,756 in the best. */
const MAIN_SELLER_ORDERS = 27_713
const TWO_YEARS_DAYS = 730
const MAIN_SELLER_MONTHLY = (MAIN_SELLER_ORDERS / TWO_YEARS_DAYS) * DAYS_PER_MONTH

const REGION_COUNTRIES: Record<Region, readonly string[]> = {
  na: ['US', 'CA', 'MX'],
  eu: ['DE', 'FR', 'IT', 'ES'],
  fe: ['JP', 'AU'],
}
/** Two of four sellers are European. */
const REGION_TURNS: readonly Region[] = ['eu', 'na', 'eu', 'fe']

/** The two tenants of the first installation, and the one that was never really connected. */
export function seedFleet(seed: string): Fleet {
  const main = createSeller(seed, 'ecomlg-001', { name: 'EcomLG', ordersPerMonth: MAIN_SELLER_MONTHLY })
  const test = createSeller(seed, 'kbz_test', { name: 'KBZ Test', ordersPerMonth: 12 })
  const unconnected = createSeller(seed, 'kbz-002', { name: 'KBZ', ordersPerMonth: 12, refreshTokens: [] })
  return {
    sellers: [main, test, unconnected],
    roster: [
      enroll('ecomlg-001', main),
      enroll('kbz-002', unconnected),
      {
        ...enroll('kbz_test', test),
        // An earlier system wrote its OAuth state into the cursor column.
        importedCursor: `amzn_oauth_state_${digest(seed, 'state').slice(0, 24)}`,
      },
    ],
  }
}

/**
 * Extreme skew, as met in practice: 1 × 1000, 9 × 100 and 90 × 10 orders a month, 5 without a token,
 * 5 failing for ever, and 3 tenants that share one seller account. `scale` multiplies the tenants.
 */
export function lessonsFleet(seed: string, { scale = 1 }: { scale?: number } = {}): Fleet {
  return mixedFleet(seed, 'lessons', { large: 1, medium: 9, small: 90, unconnected: 5, failing: 5 }, scale)
}

/** For a first look: the seed tenants and about twenty more, in all three regions. */
export function demoFleet(seed: string): Fleet {
  const counts = { large: 1, medium: 3, small: 9, unconnected: 2, failing: 1 }
  const lessons = mixedFleet(seed, 'demo', counts, 1)
  const first = seedFleet(seed)
  return {
    sellers: [...first.sellers, ...lessons.sellers],
    roster: [...first.roster, ...lessons.roster],
  }
}

/** Anything about the sellers but who they are. */
export type ChaosOptions = Partial<
  Omit<SimulatedSeller, 'sellerId' | 'name' | 'region' | 'marketplaceIds' | 'refreshTokens'>
>

/**
 * `tenants` connected sellers with little history, for tests that break things. A plain number of orders
 * a month means the same number in every month: no season.
 */
export function chaosFleet(seed: string, tenants: number, options: ChaosOptions = {}): Fleet {
  const { ordersPerMonth = 300 } = options
  const monthly = typeof ordersPerMonth === 'number' ? Array<number>(12).fill(ordersPerMonth) : ordersPerMonth
  const sellers = Array.from({ length: tenants }, (_, index) =>
    createSeller(seed, `chaos-${pad(index)}`, {
      region: regionOf(index),
      historyDays: 10,
      ...options,
      ordersPerMonth: monthly,
    }),
  )
  return { sellers, roster: sellers.map((seller, index) => enroll(`chaos-${pad(index)}`, seller)) }
}

/** A seller as the fleets make them; handy for adding one at run time. */
export function createSeller(
  seed: string,
  key: string,
  options: Partial<SimulatedSeller> & Pick<SimulatedSeller, 'ordersPerMonth'>,
): SimulatedSeller {
  const region = options.region ?? 'eu'
  const sellerId = `A${digest(seed, 'seller', key)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 13)}`
  return {
    sellerId,
    name: key,
    region,
    marketplaceIds: REGION_COUNTRIES[region].map(marketplaceIdOf),
    historyDays: TWO_YEARS_DAYS,
    roles: ALL_ROLES,
    refreshTokens: [createRefreshToken(seed, key)],
    ...options,
  }
}

/** The same refresh token for the same seed and key, whenever and wherever it is asked for. */
export function createRefreshToken(seed: string, key: string): string {
  return `Atzr|${digest(seed, 'refresh token', key)}`
}

/** A tenant that holds one of the seller's refresh tokens; null where there is none. */
export function enroll(tenantId: string, seller: SimulatedSeller, tokenIndex = 0): RosterEntry {
  return {
    tenantId,
    displayName: seller.name,
    sellerId: seller.sellerId,
    region: seller.region,
    marketplaceIds: seller.marketplaceIds,
    refreshToken: seller.refreshTokens[tokenIndex] ?? null,
  }
}

interface Counts {
  large: number
  medium: number
  small: number
  unconnected: number
  failing: number
}

function mixedFleet(seed: string, prefix: string, counts: Counts, scale: number): Fleet {
  const sellers: SimulatedSeller[] = []
  const roster: RosterEntry[] = []
  const add = (
    kind: string,
    count: number,
    options: Partial<SimulatedSeller> & { ordersPerMonth: number },
  ) => {
    for (let index = 0; index < count * scale; index++) {
      const key = `${prefix}-${kind}-${pad(index)}`
      const seller = createSeller(seed, key, { region: regionOf(sellers.length), ...options })
      sellers.push(seller)
      roster.push(enroll(key, seller))
    }
  }
  add('large', counts.large, { ordersPerMonth: 1000 })
  add('medium', counts.medium, { ordersPerMonth: 100 })
  add('small', counts.small, { ordersPerMonth: 10 })
  add('unconnected', counts.unconnected, { ordersPerMonth: 10, refreshTokens: [] })
  add('failing', counts.failing, { ordersPerMonth: 10, permanentFault: { status: 500 } })
  for (let group = 0; group < scale; group++) {
    const keys = ['a', 'b', 'c'].map((letter) => `${prefix}-shared-${pad(group)}-${letter}`)
    const seller = createSeller(seed, `${prefix}-shared-${pad(group)}`, {
      region: regionOf(group),
      ordersPerMonth: 100,
      refreshTokens: keys.map((key) => createRefreshToken(seed, key)),
    })
    sellers.push(seller)
    for (const [index, key] of keys.entries()) roster.push(enroll(key, seller, index))
  }
  return { sellers, roster }
}

function regionOf(index: number): Region {
  return REGION_TURNS[index % REGION_TURNS.length] ?? 'eu'
}

function digest(...parts: readonly string[]): string {
  return createHash('sha512').update(parts.join('\n')).digest('base64url')
}

function pad(index: number): string {
  return String(index + 1).padStart(3, '0')
}
