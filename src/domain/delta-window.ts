/**
 * Which span of `lastUpdatedTime` the delta lane asks for next. Pure: instants in, instants out, all in UTC.
 */

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/**
 * Amazon refuses an upper bound closer to now than two minutes; the margin covers requests that travel slowly.
 * Source: orders_2026-01-01.json, searchOrders, lastUpdatedBefore.
 */
export const upperBoundLagMs = 2 * minuteMs + 10_000

/**
 * Orders become visible late, by minutes as a rule and by hours at times (selling-partner-api-models#2321), so each
 * window reaches back behind the watermark, and once a day one reaches back two days.
 */
export const overlapMs = 30 * minuteMs
export const shortOverlapMs = 5 * minuteMs
export const wideOverlapMs = 48 * hourMs
export const wideWindowEveryMs = 24 * hourMs

/** What a window may cost in pages that only repeat known orders: 100 orders a page, one call in three minutes. */
const repeatedOrdersAllowed = 80
const repeatedOrdersAllowedWide = 500

export interface DeltaWindow {
  readonly after: Date
  readonly before: Date
  /** Whether it reaches back the wide overlap. */
  readonly wide: boolean
}

export interface DeltaPosition {
  readonly watermark: Date | null
  readonly lastWideWindowAt: Date | null
  readonly ordersPerHour: number
}

/**
 * The next window, or null when the watermark is so fresh that there is nothing to ask yet. `skewMs` is how far
 * Amazon's clock runs ahead of ours; behind us it shortens what Amazon accepts. A connection without watermark
 * starts `initialDays` back.
 */
export function planDeltaWindow(
  position: DeltaPosition,
  now: Date,
  skewMs: number,
  initialDays: number,
): DeltaWindow | null {
  const before = new Date(Math.floor((now.getTime() - upperBoundLagMs + Math.min(0, skewMs)) / 1000) * 1000)
  const { watermark } = position
  if (watermark === null) {
    return { after: new Date(before.getTime() - initialDays * 24 * hourMs), before, wide: true }
  }
  if (before <= watermark) return null
  const wide = isWideWindowDue(position, now)
  return { after: new Date(watermark.getTime() - chooseOverlapMs(position, wide)), before, wide }
}

function isWideWindowDue({ lastWideWindowAt }: DeltaPosition, now: Date): boolean {
  return lastWideWindowAt === null || now.getTime() - lastWideWindowAt.getTime() >= wideWindowEveryMs
}

/** As far back as wanted, but not further than a busy seller's quota can repeat. Never less than five minutes. */
function chooseOverlapMs({ ordersPerHour }: DeltaPosition, wide: boolean): number {
  const wanted = wide ? wideOverlapMs : overlapMs
  const allowed = wide ? repeatedOrdersAllowedWide : repeatedOrdersAllowed
  if (ordersPerHour <= 0) return wanted
  return Math.max(shortOverlapMs, Math.min(wanted, (allowed / ordersPerHour) * hourMs))
}

/** The smoothed number of orders that change in an hour, after a window with `orders` in `spanMs`. */
export function smoothOrdersPerHour(previous: number, orders: number, spanMs: number): number {
  if (spanMs <= 0) return previous
  const measured = (orders / spanMs) * hourMs
  return previous === 0 ? measured : 0.7 * previous + 0.3 * measured
}

/**
 * A watermark from text that another system kept. Accepts ISO 8601 with a date and a zone or none (then UTC),
 * between 2000 and now; anything else, an OAuth state token for example, is null.
 */
export function parseImportedCursor(text: string, now: Date): Date | null {
  const match = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(
    text.trim(),
  )
  if (match === null) return null
  const [whole, time, , , zone] = match
  const instant = new Date(
    time !== undefined && zone === undefined ? `${whole.replace(' ', 'T')}Z` : whole.replace(' ', 'T'),
  )
  const value = instant.getTime()
  if (Number.isNaN(value) || value < Date.UTC(2000, 0, 1) || value > now.getTime()) return null
  return instant
}
