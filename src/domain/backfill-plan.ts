/**
 * How a connection's history is cut into pieces. Pure: instants and counts in, spans out, all in UTC.
 */
import { upperBoundLagMs } from './delta-window.ts'

const dayMs = 24 * 60 * 60_000

/** A span of creation times: from inclusive, to exclusive. */
export interface Span {
  readonly from: Date
  readonly to: Date
}

/**
 * Amazon serves orders of the last two years, with a day of margin so that the oldest request is not refused while it
 * waits. Source: orders_2026-01-01.json, searchOrders (JP, AU and SG go back to 2016; the product's limit is 730 days).
 */
export const longestHistoryDays = 730
/** What a seller gets who does not say how much. */
export const usualHistoryDays = 365
const horizonMarginMs = dayMs

/**
 * "All Orders" reports of more than 30 days contain an error text instead of orders
 * (amzn/selling-partner-api-models#2591); a little less leaves room for bounds that are counted differently.
 */
export const longestWindowMs = 29.5 * dayMs

/** The oldest time of creation that Amazon still serves. */
export function earliestServed(now: Date): Date {
  return new Date(now.getTime() - longestHistoryDays * dayMs + horizonMarginMs)
}

/** The span that a backfill of `days` fetches, clamped to what Amazon still serves. */
export function backfillSpan(days: number, until: Date, now: Date): Span {
  const from = Math.max(earliestServed(now).getTime(), until.getTime() - days * dayMs)
  return { from: new Date(from), to: until }
}

/**
 * The span of a backfill of `days` that begins now, in whole seconds as Amazon counts. It ends where Amazon still
 * answers; what is created or changed later is the work of the delta lane, which has its watermark before this.
 */
export function backfillRange(days: number, now: Date): Span {
  const second = (ms: number): Date => new Date(Math.floor(ms / 1000) * 1000)
  return backfillSpan(days, second(now.getTime() - upperBoundLagMs), second(now.getTime()))
}

/**
 * The bounds to ask for, in whole seconds, that hold a span with everything in it: Amazon's bounds are inclusive and its times have
 * fractions at times, so that an order created half a second before a cut is newer than the last whole second before it. Spans that
 * touch share the second of the cut; to read an order twice changes nothing.
 * Source: orders_2026-01-01.json, searchOrders, createdAfter and createdBefore ("at or after", "at or before"), samples of createdTime.
 */
export function inWholeSeconds({ from, to }: Span): Span {
  return {
    from: new Date(Math.floor(from.getTime() / 1000) * 1000),
    to: new Date(Math.ceil(to.getTime() / 1000) * 1000),
  }
}

/** Cuts a span into equal windows of at most 29.5 days, newest first. An empty span has none. */
export function planWindows(span: Span): readonly Span[] {
  const lengthMs = span.to.getTime() - span.from.getTime()
  if (lengthMs <= 0) return []
  const count = Math.ceil(lengthMs / longestWindowMs)
  const edge = (index: number): Date =>
    new Date(span.to.getTime() - Math.round((lengthMs * index) / count / 1000) * 1000)
  return Array.from({ length: count }, (_, index) => ({
    from: index === count - 1 ? span.from : edge(index + 1),
    to: edge(index),
  }))
}

/** What one call of the burst is meant to bring: a page, with some room for a busier time. */
const ordersPerCall = 80
const firstSpanMs = dayMs
const fastestGrowth = 8

/**
 * The next span of the first phase, which goes backwards from the newest order: as long as will bring one page at the
 * density seen so far, growing at most eightfold. A seller with 120 orders a year is read in five calls, one with a
 * thousand a month gets its newest weeks.
 */
export function nextSearchSpan(
  range: Span,
  frontier: Date,
  seen: { readonly orders: number; readonly lastSpanMs: number | null },
): Span | null {
  const remainingMs = frontier.getTime() - range.from.getTime()
  if (remainingMs <= 0) return null
  const readMs = range.to.getTime() - frontier.getTime()
  const wantedMs = seen.orders > 0 ? (readMs / seen.orders) * ordersPerCall : Number.POSITIVE_INFINITY
  const longestMs = seen.lastSpanMs === null ? firstSpanMs : seen.lastSpanMs * fastestGrowth
  const lengthMs = Math.max(60_000, Math.min(wantedMs, longestMs, remainingMs))
  // A short rest is not worth a call of its own.
  const takesAll = remainingMs - lengthMs < lengthMs / 4 && remainingMs <= longestMs
  const from = Math.floor((frontier.getTime() - lengthMs) / 1000) * 1000
  return { from: takesAll || from <= range.from.getTime() ? range.from : new Date(from), to: frontier }
}

/** Spans joined where they touch or overlap, oldest first. */
export function joinSpans(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = []
  for (const span of [...spans].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = joined.at(-1)
    if (last !== undefined && span.from <= last.to) {
      joined[joined.length - 1] = { from: last.from, to: later(span.to, last.to) }
    } else joined.push(span)
  }
  return joined
}

function later(a: Date, b: Date): Date {
  return new Date(Math.max(a.getTime(), b.getTime()))
}

/** What of `range` no span covers, newest first. */
export function findGaps(range: Span, covered: readonly Span[]): readonly Span[] {
  const gaps: Span[] = []
  let from = range.from
  for (const span of joinSpans(covered)) {
    if (span.to <= from) continue
    if (span.from >= range.to) break
    if (span.from > from) gaps.push({ from, to: span.from })
    from = span.to
  }
  if (from < range.to) gaps.push({ from, to: range.to })
  return gaps.reverse()
}

/**
 * What a backfill of `range` still has to fetch, newest first: what no span covers and what was created before the
 * delta lane began to follow the connection. Null for the latter: the delta lane follows nothing yet.
 */
export function findMissing(
  range: Span,
  covered: readonly Span[],
  followedSince: Date | null,
): readonly Span[] {
  const followed = followedSince === null ? [] : [{ from: followedSince, to: later(followedSince, range.to) }]
  return findGaps(range, [...covered, ...followed])
}
