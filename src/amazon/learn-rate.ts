import type { QuotaGovernor, QuotaKey } from '../domain/quota.ts'
import type { Log } from '../runtime/log.ts'
import { createLruMap } from './lru-map.ts'

/**
 * Passes `x-amzn-RateLimit-Limit` on to the governor, only when it says something new for this bucket: the
 * governor persists it, and nearly every answer repeats it.
 * Source: Usage Plans and Rate Limits in the SP-API.
 */
export interface RateLearner {
  /** Never throws: a fetched page must not be lost because its rate could not be noted. */
  learn(key: QuotaKey, header: string | null): Promise<void>
}

export function createRateLearner(governor: QuotaGovernor, log: Log, maxBuckets = 50_000): RateLearner {
  const told = createLruMap<number>(maxBuckets)
  return {
    async learn(key, header) {
      const ratePerSecond = Number(header ?? Number.NaN)
      if (!(ratePerSecond > 0 && ratePerSecond <= 10_000)) return
      const name = [key.region, key.sellingPartnerId, key.applicationId, key.operation].join(' ')
      if (told.get(name) === ratePerSecond) return
      try {
        await governor.learnRate(key, ratePerSecond)
        told.set(name, ratePerSecond)
      } catch (error) {
        log.warn({ operation: key.operation, region: key.region, error }, 'a rate limit could not be noted')
      }
    },
  }
}
