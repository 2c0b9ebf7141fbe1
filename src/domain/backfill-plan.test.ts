import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  backfillRange,
  backfillSpan,
  findGaps,
  findMissing,
  inWholeSeconds,
  joinSpans,
  longestWindowMs,
  nextSearchSpan,
  planWindows,
  type Span,
} from './backfill-plan.ts'

const day = 24 * 60 * 60_000
const now = new Date('2026-06-01T12:00:00Z')
const daysAgo = (days: number): Date => new Date(now.getTime() - days * day)
const spanOf = (from: number, to: number): Span => ({ from: new Date(from), to: new Date(to) })

test('a year is thirteen windows that touch, newest first, none longer than a report may be', () => {
  const windows = planWindows({ from: daysAgo(365), to: now })
  expect(windows).toHaveLength(13)
  expect(windows[0]?.to).toEqual(now)
  expect(windows.at(-1)?.from).toEqual(daysAgo(365))
  for (const [index, window] of windows.entries()) {
    expect(window.to.getTime() - window.from.getTime()).toBeLessThanOrEqual(longestWindowMs + 1000)
    if (index > 0) expect(window.to).toEqual(windows[index - 1]?.from)
  }
})

test('two years are cut off where Amazon stops serving', () => {
  expect(backfillSpan(730, now, now).from).toEqual(daysAgo(729))
  expect(backfillSpan(30, now, now).from).toEqual(daysAgo(30))
})

/** Plays the first phase for a seller with so many orders a day: how many calls, how far back. */
function play(ordersPerDay: number, calls: number): { calls: number; days: number } {
  const range = { from: daysAgo(365), to: now }
  let frontier = now
  let seen: { orders: number; lastSpanMs: number | null } = { orders: 0, lastSpanMs: null }
  let made = 0
  for (
    let span = nextSearchSpan(range, frontier, seen);
    span !== null && made < calls;
    span = nextSearchSpan(range, frontier, seen)
  ) {
    const lengthMs = span.to.getTime() - span.from.getTime()
    const orders = Math.round((lengthMs / day) * ordersPerDay)
    made += Math.max(1, Math.ceil(orders / 100))
    frontier = span.from
    seen = { orders: seen.orders + orders, lastSpanMs: lengthMs }
  }
  return { calls: made, days: Math.round((now.getTime() - frontier.getTime()) / day) }
}

test('a seller with 120 orders a year is complete in a few calls', () => {
  const small = play(120 / 365, 14)
  expect(small.days).toBe(365)
  expect(small.calls).toBeLessThanOrEqual(6)
})

test('a seller without orders is complete in four calls', () => {
  expect(play(0, 14)).toEqual({ calls: 4, days: 365 })
})

test('a seller with 32 orders a day gets its newest weeks within the burst', () => {
  const main = play(32, 14)
  expect(main.days).toBeGreaterThanOrEqual(30)
  expect(main.calls).toBeLessThanOrEqual(15)
})

test("gaps and spans are each other's complement, whatever the spans", () => {
  const edge = fc.integer({ min: 0, max: 100 })
  const span = fc
    .tuple(edge, edge)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => spanOf(Math.min(a, b), Math.max(a, b)))
  fc.assert(
    fc.property(fc.array(span, { maxLength: 8 }), (covered) => {
      const gaps = findGaps(spanOf(0, 100), covered)
      for (let at = 0; at < 100; at += 1) {
        const inside = (spans: readonly Span[]): boolean =>
          spans.some((each) => each.from.getTime() <= at && at < each.to.getTime())
        expect(inside(gaps)).toBe(!inside(covered))
      }
      const joined = joinSpans([...gaps, ...covered.filter((each) => each.from.getTime() < 100)])
      expect(joined).toHaveLength(1)
    }),
  )
})

test('a backfill ends where Amazon still answers, and begins and ends on whole seconds', () => {
  const range = backfillRange(730, new Date(now.getTime() + 789))
  expect(range.to).toEqual(new Date(now.getTime() - 130_000))
  expect(range.from).toEqual(daysAgo(729))
})

test('365 days that are there are not fetched again for 730, nor what the delta has followed since', () => {
  const first = { from: daysAgo(375), to: daysAgo(10) }
  const wish = { from: daysAgo(729), to: now }
  expect(findMissing(wish, [first], first.to)).toEqual([{ from: wish.from, to: first.from }])
  expect(findMissing({ from: daysAgo(365), to: now }, [first], first.to)).toEqual([])
  expect(findMissing(wish, [first], null)).toEqual([
    { from: first.to, to: now },
    { from: wish.from, to: first.from },
  ])
})

test('spans that touch ask for every moment, wherever they are cut, in whole seconds and never beyond the next one', () => {
  const start = Date.parse('2026-03-01T00:00:00Z')
  for (const cuts of [
    [0, 1000, 2000, 5000],
    [0, 1500, 3200, 3900, 5000],
    [0, 999, 1001, 2999.5, 5000],
    [1, 4999, 5001],
  ]) {
    const edges = cuts.map((ms) => start + ms)
    const asked = edges.slice(1).map((to, index) => inWholeSeconds(spanOf(edges[index] ?? 0, to)))
    for (const { from, to } of asked) expect([from.getTime() % 1000, to.getTime() % 1000]).toEqual([0, 0])
    const [from = 0, to = 0] = [edges[0], edges.at(-1)]
    for (let createdAt = from; createdAt < to; createdAt += 1)
      expect(asked.some((span) => span.from.getTime() <= createdAt && createdAt <= span.to.getTime())).toBe(
        true,
      )
    expect(asked[0]?.from.getTime()).toBeGreaterThan(from - 1000)
    expect(asked.at(-1)?.to.getTime()).toBeLessThan(to + 1000)
  }
})

test('the newest moment that a backfill asks for is as old as Amazon wants it to be', () => {
  for (const ms of [0, 1, 499, 999]) {
    const at = new Date(now.getTime() + ms)
    const { to } = inWholeSeconds(backfillRange(30, at))
    expect(at.getTime() - to.getTime()).toBeGreaterThanOrEqual(2 * 60_000)
  }
})

test('the first phase cuts at whole seconds, however many orders it has seen', () => {
  const range = { from: daysAgo(120), to: now }
  let frontier = now
  let seen = { orders: 0, lastSpanMs: null as number | null }
  for (
    let span = nextSearchSpan(range, frontier, seen);
    span !== null;
    span = nextSearchSpan(range, frontier, seen)
  ) {
    expect(span.from.getTime() % 1000).toBe(0)
    frontier = span.from
    seen = { orders: seen.orders + 37, lastSpanMs: span.to.getTime() - span.from.getTime() }
  }
  expect(frontier).toEqual(range.from)
})
