import { refillSafety } from './quota.ts'

/**
 * The arithmetic of a bucket as a pure function, for whoever plans in virtual time. The buckets of the product are rows,
 * taken from in one SQL statement (`src/store/quota-buckets.ts`); a test runs both side by side and holds them equal.
 */
export interface TokenBucket {
  readonly ratePerSecond: number
  readonly burst: number
  /** Tokens at `filledAtMs`; may be below zero by calls that were granted a short delay. */
  readonly tokens: number
  readonly filledAtMs: number
}

export type Taken =
  | { readonly kind: 'granted'; readonly delayMs: number; readonly bucket: TokenBucket }
  | { readonly kind: 'exhausted'; readonly availableAtMs: number }

/** Tokens now: what was there, plus what flowed in since, up to the burst. A clock that went back adds nothing. */
export function levelOf(
  { tokens, filledAtMs, ratePerSecond, burst }: TokenBucket,
  nowMs: number,
  safety = refillSafety,
): number {
  return Math.min(burst, tokens + (Math.max(0, nowMs - filledAtMs) / 1000) * ratePerSecond * safety)
}

/**
 * Takes a token and leaves `reservedShare` of the burst untouched, if that is possible within `maxDelayMs`; otherwise
 * takes nothing. A granted delay lets the bucket go below zero, so that callers queue up behind each other.
 */
export function takeToken(
  bucket: TokenBucket,
  reservedShare: number,
  maxDelayMs: number,
  nowMs: number,
): Taken {
  const level = levelOf(bucket, nowMs)
  const missing = Math.max(0, 1 + bucket.burst * reservedShare - level)
  const delayMs = (1000 * missing) / (bucket.ratePerSecond * refillSafety)
  if (delayMs > maxDelayMs) return { kind: 'exhausted', availableAtMs: nowMs + delayMs }
  const filledAtMs = Math.max(bucket.filledAtMs, nowMs)
  return { kind: 'granted', delayMs, bucket: { ...bucket, tokens: level - 1, filledAtMs } }
}
