import { toSeconds } from './clock.ts'
import { findMarketplace, LONG_MEMORY_COUNTRIES } from './marketplaces.ts'
import type { OrderPlan } from './order-plan.ts'

/**
 * Amazon shows orders of the last two years, those of JP, AU and SG since 2016.
 * Source: amzn/selling-partner-api-models, orders_2026-01-01.json, info.description.
 */
export function rememberedAt(now: Date): (plan: OrderPlan) => boolean {
  const twoYearsAgo = new Date(now)
  twoYearsAgo.setUTCFullYear(now.getUTCFullYear() - 2)
  const oldest = toSeconds(twoYearsAgo)
  return (plan) => plan.createdAt >= oldest || hasLongMemory(plan.marketplaceId)
}

function hasLongMemory(marketplaceId: string): boolean {
  return LONG_MEMORY_COUNTRIES.includes(findMarketplace(marketplaceId)?.countryCode ?? '')
}
