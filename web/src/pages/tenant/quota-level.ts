import type { Quota } from '../../data/quotas.ts'

/** What a bucket holds some time after the API said so: it fills with time and nothing else is known. */
export function levelAfter(
  { tokens, burst, ratePerSecond }: Pick<Quota, 'tokens' | 'burst' | 'ratePerSecond'>,
  elapsedMs: number,
): number {
  return Math.min(burst, tokens + (Math.max(0, elapsedMs) / 1000) * ratePerSecond)
}

/** How long until a bucket is full, in ms. */
export function fullInMs(
  quota: Pick<Quota, 'tokens' | 'burst' | 'ratePerSecond'>,
  elapsedMs: number,
): number {
  return ((quota.burst - levelAfter(quota, elapsedMs)) / quota.ratePerSecond) * 1000
}
