/** When a connection is asked again. Pure: numbers in, milliseconds out. */
import { upperBoundLagMs } from './delta-window.ts'

export interface BucketLevel {
  readonly tokens: number
  readonly ratePerSecond: number
  readonly burst: number
}

/**
 * However much Amazon allows: it shows a change two minutes after it at the earliest (see `upperBoundLagMs`), so that
 * asking more than four times in that time brings hardly anything earlier and costs everybody calls.
 */
const shortestPeriodMs = upperBoundLagMs / 4

/** How much slower a bucket below half its burst is polled, so that it recovers. */
const recoveryPace = 1.25
/** Of what a drained bucket earns, the share that its polls leave to pages, details and history. */
export const shareLeftByPolls = 1 - 1 / recoveryPace

/**
 * After a success: as often as the bucket earns a token (178.6 s by default), for as many connections as share it.
 * A bucket below half its burst is let recover, so that later pages and hints find tokens: a quarter slower. Never
 * more often than twice a minute.
 */
export function pollPeriodMs(bucket: BucketLevel, connectionsOnBucket: number): number {
  const earnMs = 1000 / bucket.ratePerSecond
  const pace = bucket.tokens < bucket.burst / 2 ? recoveryPace : 1
  return Math.max(shortestPeriodMs, earnMs * pace * Math.max(1, connectionsOnBucket))
}

const longestBackOffMs = 60 * 60_000

/**
 * After the `failures`-th failure in a row: from half a minute, doubling, to an hour. `unit` in [0, 1) spreads
 * those that failed together over a quarter of the time.
 */
export function backOffMs(failures: number, unit: number): number {
  const base = Math.min(longestBackOffMs, 30_000 * 2 ** Math.min(20, Math.max(0, failures - 1)))
  return base * (0.875 + 0.25 * unit)
}
