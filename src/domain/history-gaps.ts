import { earliestServed, findGaps, type Span } from './backfill-plan.ts'
import type { BackfillStatus } from './backfill-progress.ts'

/** Whether history that was fetched is still proven complete. Pure: rows and the present time in, a decision out. */

/** How often a finished history is looked at: the look is one query, and what it finds has been wrong for a day at most. */
export const coverageCheckEveryMs = 24 * 60 * 60_000

/** As much of a backfill as the promise depends on that it made. */
export interface BackfillPromise {
  readonly status: BackfillStatus
  readonly isRepair: boolean
  readonly range: Span
}

/**
 * Spans that were promised by backfills that finished and that nothing proves any more, newest first. `covered` holds
 * what backfills proved and what the delta lane followed since: what is newer than all of it is the delta's next
 * window, no gap. What Amazon no longer serves cannot be fetched again and is left out.
 */
export function findHistoryGaps(
  backfills: readonly BackfillPromise[],
  covered: readonly Span[],
  now: Date,
): readonly Span[] {
  const kept = backfills.filter(({ status, isRepair }) => status === 'success' && !isRepair)
  if (kept.length === 0) return []
  const from = Math.min(...kept.map(({ range }) => range.from.getTime()))
  const to = Math.max(
    ...kept.map(({ range }) => range.to.getTime()),
    ...covered.map((span) => span.to.getTime()),
  )
  const served = Math.max(from, earliestServed(now).getTime())
  return served < to ? findGaps({ from: new Date(served), to: new Date(to) }, covered) : []
}

export type CoverageVerdict =
  /** Nothing was promised yet. */
  | { readonly kind: 'nothing_promised' | 'complete' }
  | { readonly kind: 'repair'; readonly gaps: readonly Span[] }
  /** Somebody cancelled the repair: the engine does not insist, a person may run a backfill. */
  | { readonly kind: 'repair_cancelled'; readonly gaps: readonly Span[] }

/** What a look at a connection's history leads to. `backfills`: newest first, none of them active. */
export function judgeCoverage(
  backfills: readonly BackfillPromise[],
  covered: readonly Span[],
  now: Date,
): CoverageVerdict {
  if (!backfills.some(({ status }) => status === 'success')) return { kind: 'nothing_promised' }
  const gaps = findHistoryGaps(backfills, covered, now)
  if (gaps.length === 0) return { kind: 'complete' }
  const [newest] = backfills
  const cancelled = newest?.isRepair === true && newest.status === 'cancelled'
  return { kind: cancelled ? 'repair_cancelled' : 'repair', gaps }
}
