import type { UsagePlan } from './seller.ts'

/**
 * Amazon's token buckets: `ratePerSecond` tokens are added, at most `burst` are held, a request takes
 * one. Time is the simulated clock's. Source: developer-docs.amazon.com/sp-api, "Usage Plans and Rate
 * Limits".
 */
export interface Quotas {
  /** False: throttled, nothing taken. */
  take(key: string, plan: UsagePlan, nowMs: number): boolean
  available(key: string, plan: UsagePlan, nowMs: number): number
}

interface Bucket {
  tokens: number
  atMs: number
}

export function createQuotas(): Quotas {
  const buckets = new Map<string, Bucket>()
  const available = (key: string, plan: UsagePlan, nowMs: number) => {
    const bucket = buckets.get(key)
    return bucket ? refill(bucket, plan, nowMs) : plan.burst
  }
  return {
    available,
    take: (key, plan, nowMs) => {
      const tokens = available(key, plan, nowMs)
      // One millionth forgives the rounding of a bucket that should be exactly one again.
      const taken = tokens >= 1 - 1e-6
      buckets.set(key, { tokens: taken ? Math.max(0, tokens - 1) : tokens, atMs: nowMs })
      return taken
    },
  }
}

function refill(bucket: Bucket, plan: UsagePlan, nowMs: number): number {
  const elapsedSeconds = Math.max(0, nowMs - bucket.atMs) / 1000
  return Math.min(plan.burst, bucket.tokens + elapsedSeconds * plan.ratePerSecond)
}
