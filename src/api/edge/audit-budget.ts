import type { Clock } from '../../runtime/clock.ts'
import { TokenBuckets } from './token-buckets.ts'

/**
 * Which refusals of nobody in particular are written to the audit log: the first hundred, then ten a minute. Whoever
 * floods us with calls that prove nothing could fill the disk otherwise. The rest is counted, and the next entry that
 * is written says how many there were.
 */
export class AuditBudget {
  readonly #buckets: TokenBuckets
  #left = 0

  constructor(clock: Clock) {
    this.#buckets = new TokenBuckets(clock, { perMinute: 10, burst: 100 })
  }

  /** Whether to write this one, and how many were not written since the last that was. */
  spend(): { readonly write: boolean; readonly leftOut: number } {
    if (this.#buckets.take('nobody') > 0) {
      this.#left += 1
      return { write: false, leftOut: this.#left }
    }
    const leftOut = this.#left
    this.#left = 0
    return { write: true, leftOut }
  }
}
