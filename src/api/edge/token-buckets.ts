import type { Clock } from '../../runtime/clock.ts'

export interface BucketOptions {
  readonly perMinute: number
  /** How many at once; a minute's worth unless given. */
  readonly burst?: number
  /** How many buckets are remembered; the one not used for longest is forgotten first, as if it were full. */
  readonly remembered?: number
}

interface Bucket {
  tokens: number
  filledAt: number
}

/**
 * Allowances by name, in the memory of this process: N processes allow N times as much. That is enough against floods
 * and guessing, and costs a flood no query.
 */
export class TokenBuckets {
  readonly #clock: Clock
  readonly #perMs: number
  readonly #burst: number
  readonly #remembered: number
  readonly #buckets = new Map<string, Bucket>()

  constructor(clock: Clock, { perMinute, burst = perMinute, remembered = 10_000 }: BucketOptions) {
    this.#clock = clock
    this.#perMs = perMinute / 60_000
    this.#burst = burst
    this.#remembered = remembered
  }

  /** Takes tokens. Answers 0, or how many seconds to wait when there are not as many; then none is taken. */
  take(name: string, tokens = 1): number {
    const bucket = this.#fill(name)
    if (bucket.tokens < tokens) return Math.ceil((tokens - bucket.tokens) / this.#perMs / 1000)
    bucket.tokens -= tokens
    return 0
  }

  /** How many seconds until there is a token again: 0 when there is one. Takes none. */
  wait(name: string): number {
    if (!this.#buckets.has(name)) return 0
    const { tokens } = this.#fill(name)
    return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / this.#perMs / 1000)
  }

  /** Leaves nothing. */
  drain(name: string): void {
    this.#fill(name).tokens = 0
  }

  #fill(name: string): Bucket {
    const now = this.#clock.now().getTime()
    const known = this.#buckets.get(name) ?? { tokens: this.#burst, filledAt: now }
    // A clock that is set back fills nothing.
    const elapsedMs = Math.max(0, now - known.filledAt)
    known.tokens = Math.min(this.#burst, known.tokens + elapsedMs * this.#perMs)
    known.filledAt = now
    this.#buckets.delete(name)
    this.#buckets.set(name, known)
    if (this.#buckets.size > this.#remembered) this.#buckets.delete(this.#buckets.keys().next().value ?? '')
    return known
  }
}
