import { type OrderPlan, planDay, type WorldSeller } from './order-plan.ts'

/** Days per cached block: few enough to be quick, enough that small sellers do not cost an entry a day. */
export const BLOCK_DAYS = 16

export interface PlanCache {
  /** The plans of block `block` (days block·16 …), oldest first. */
  block(worldSeller: WorldSeller, block: number): readonly OrderPlan[]
  readonly plansHeld: number
}

/**
 * Remembers generated orders, least recently used out first. Forgetting is harmless: they are generated
 * again, the same. The bound is in orders (about 0.8 KB each).
 */
export function createPlanCache(maxPlans = 150_000): PlanCache {
  const blocks = new Map<string, readonly OrderPlan[]>()
  let held = 0
  // An empty block costs memory, too.
  const weight = (plans: readonly OrderPlan[]) => plans.length + 1
  return {
    get plansHeld() {
      return held
    },
    block: (worldSeller, block) => {
      const key = `${worldSeller.sellerNumber}:${block}`
      const known = blocks.get(key)
      if (known) {
        blocks.delete(key)
        blocks.set(key, known)
        return known
      }
      const plans: OrderPlan[] = []
      for (let day = block * BLOCK_DAYS; day < (block + 1) * BLOCK_DAYS; day++) {
        plans.push(...planDay(worldSeller, day))
      }
      blocks.set(key, plans)
      held += weight(plans)
      for (const [oldestKey, oldest] of blocks) {
        if (held <= maxPlans || oldestKey === key) break
        blocks.delete(oldestKey)
        held -= weight(oldest)
      }
      return plans
    },
  }
}
