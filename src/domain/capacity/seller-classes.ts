/**
 * How a fleet's orders spread over its sellers: one in a hundred has a third of them all, nine in a hundred another
 * third, and the rest what is left, as 1 × 1,000, 9 × 100 and 90 × 10 orders a month. Pure.
 */

export interface SellerClass {
  readonly name: 'large' | 'medium' | 'small'
  readonly sellers: number
  /** Of one seller, on an average day. */
  readonly ordersPerDay: number
}

/** Shares of sellers and how much each weighs; weights times shares sum to `weightOfAll`. */
const kinds = [
  { name: 'large', share: 0.01, weight: 100 },
  { name: 'medium', share: 0.09, weight: 10 },
  { name: 'small', share: 0.9, weight: 1 },
] as const
const weightOfAll = kinds.reduce((sum, { share, weight }) => sum + share * weight, 0)

/** Cuts `tenants` with on average `ordersPerDay` orders each into size classes; a small fleet may have no large seller. */
export function planClasses(tenants: number, ordersPerDay: number): readonly SellerClass[] {
  const large = Math.round(tenants * kinds[0].share)
  const medium = Math.round(tenants * kinds[1].share)
  const counts = [large, medium, tenants - large - medium]
  return kinds.map(({ name, weight }, index) => ({
    name,
    sellers: counts[index] ?? 0,
    ordersPerDay: (ordersPerDay * weight) / weightOfAll,
  }))
}
