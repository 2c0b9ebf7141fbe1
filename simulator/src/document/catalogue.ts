import type { WorldSeller } from '../order-plan.ts'
import { combine32, createRandom, type Random } from '../random.ts'
import { TITLES } from './words.ts'

/** What is sold: one SKU of the seller, one ASIN, one title. */
export interface Product {
  sku: string
  asin: string
  title: string
}

const smallestCatalogue = 20

/**
 * The product of a line. A seller has a catalogue, larger the more is sold, and sells some of it far more often than the
 * rest: half of the lines are of a quarter of the products.
 */
export function drawProduct(random: Random, { seller, seed }: WorldSeller): Product {
  const monthly = Math.max(...[seller.ordersPerMonth].flat())
  const size = Math.max(smallestCatalogue, Math.round(4 * Math.sqrt(monthly)))
  const draw = random.unit()
  return productOf(createRandom(combine32(seed, Math.floor(draw * draw * size), 0x5c0)))
}

function productOf(random: Random): Product {
  return {
    sku: `${random.pick(['KB', 'ECO', 'HG-ä', 'x'])}-${random.digits(4)}${random.pick(['', '/B', '_FBA', ' new'])}`,
    asin: `B0${random.digits(2)}${random.pick(['KX', 'ZT', 'QM', 'WP'])}${random.digits(4)}`,
    title: random.pick(TITLES),
  }
}
