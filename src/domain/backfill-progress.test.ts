import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  backfillStatuses,
  type MeasuredBackfill,
  type MeasuredWindow,
  measureBackfill,
  percentOf,
} from './backfill-progress.ts'

const day = 24 * 60 * 60_000
const now = new Date('2026-06-01T12:00:00Z')
const daysAgo = (days: number): Date => new Date(now.getTime() - days * day)
const secondsAgo = (seconds: number): Date => new Date(now.getTime() - seconds * 1000)

/** 100 days, of which the first phase has read the newest 10. */
function backfill(change: Partial<MeasuredBackfill> = {}): MeasuredBackfill {
  return {
    status: 'in_progress',
    phase: 'windows',
    range: { from: daysAgo(100), to: now },
    search: { frontier: daysAgo(10), orders: 400, lastSpanMs: 2 * day },
    laneFailures: 0,
    ...change,
  }
}

/** The nth of ten-day windows that follow. */
function window(number: number, change: Partial<MeasuredWindow> = {}): MeasuredWindow {
  return {
    span: { from: daysAgo(10 + number * 10), to: daysAgo(number * 10) },
    source: 'report',
    state: 'planned',
    attempts: 0,
    nextTryAt: now,
    requestedAt: null,
    doneAt: null,
    orders: 0,
    error: null,
    ...change,
  }
}

const nine = (change: (number: number) => Partial<MeasuredWindow>): readonly MeasuredWindow[] =>
  Array.from({ length: 9 }, (_, index) => window(index + 1, change(index + 1)))

function percent(measured: MeasuredBackfill, windows: readonly MeasuredWindow[]): number {
  return percentOf([measureBackfill(measured, windows, now)], measured.status === 'success')
}

test('done windows and what the first phase has read count by their length', () => {
  expect(
    percent(
      backfill(),
      nine(() => ({})),
    ),
  ).toBe(10)
  expect(
    percent(
      backfill(),
      nine((number) => (number <= 4 ? { state: 'done' } : {})),
    ),
  ).toBe(50)
})

test('a requested report counts partly, by how long reports took so far', () => {
  const waiting = (seconds: number) =>
    percent(
      backfill(),
      nine((number) =>
        number === 1
          ? { state: 'done', requestedAt: secondsAgo(200), doneAt: secondsAgo(100) }
          : { state: 'requested', requestedAt: secondsAgo(seconds) },
      ),
    )
  expect(waiting(0)).toBe(20)
  expect(waiting(50)).toBe(60)
  expect(waiting(100_000)).toBe(92)
})

test('nothing but success is 100 %, and success is 100 % and no second more', () => {
  const all = nine(() => ({ state: 'done' }))
  expect(percent(backfill(), all)).toBe(99.9)
  expect(percent(backfill({ status: 'success' }), all)).toBe(100)
  expect(measureBackfill(backfill({ status: 'success' }), all, now).secondsLeft).toBe(0)
})

test('what is paused, failed or cancelled has no end in sight', () => {
  for (const status of ['paused', 'failed', 'cancelled'] as const)
    expect(
      measureBackfill(
        backfill({ status }),
        nine(() => ({})),
        now,
      ).secondsLeft,
    ).toBeNull()
})

test('before the first page is there, nothing is known and nothing is made up', () => {
  const fresh = backfill({ phase: 'search', search: { frontier: now, orders: 0, lastSpanMs: null } })
  expect(measureBackfill(fresh, [], now).secondsLeft).toBeNull()
  expect(percent(fresh, [])).toBe(0)
})

test('a small seller is a matter of seconds, a large one of reports', () => {
  const small = backfill({
    phase: 'search',
    search: { frontier: daysAgo(10), orders: 3, lastSpanMs: 9 * day },
  })
  expect(measureBackfill(small, [], now).secondsLeft).toBeLessThanOrEqual(5)
  const large = backfill({
    phase: 'search',
    search: { frontier: daysAgo(10), orders: 1200, lastSpanMs: day },
  })
  expect(measureBackfill(large, [], now).secondsLeft).toBe(240)
})

test('reports within the burst take one report time, those beyond it a minute each', () => {
  const within = nine(() => ({ state: 'requested', attempts: 1, requestedAt: now }))
  expect(measureBackfill(backfill(), within, now).secondsLeft).toBe(240)
  expect(
    measureBackfill(
      backfill(),
      nine(() => ({})),
      now,
    ).secondsLeft,
  ).toBe(240)
  const beyond = [...nine(() => ({ state: 'done', attempts: 2 })), window(10), window(11), window(12)]
  expect(measureBackfill(backfill(), beyond, now).secondsLeft).toBe(Math.ceil(3 / 0.0167 + 240))
})

test('the report times of this backfill replace the usual one', () => {
  const windows = nine((number) =>
    number <= 3
      ? { state: 'done', requestedAt: secondsAgo(400), doneAt: secondsAgo(100 - number) }
      : { state: 'requested', requestedAt: secondsAgo(100) },
  )
  expect(measureBackfill(backfill(), windows, now).secondsLeft).toBe(202)
})

test('a report that is late may come with the next look', () => {
  const windows = [window(1, { state: 'requested', requestedAt: secondsAgo(5000) })]
  expect(measureBackfill(backfill(), windows, now).secondsLeft).toBe(15)
})

test('a report that Amazon has not agreed to make is no part done, and none that is nearly there', () => {
  const asked = (change: Partial<MeasuredWindow>) =>
    nine(() => ({ state: 'requesting', attempts: 1, requestedAt: secondsAgo(5000), ...change }))
  expect(percent(backfill(), asked({}))).toBe(10)
  expect(measureBackfill(backfill(), asked({}), now).secondsLeft).toBe(240)
  const unanswered = asked({ error: 'getReports is answered 500' })
  expect(percent(backfill(), unanswered)).toBe(10)
  expect(measureBackfill(backfill(), unanswered, now).secondsLeft).toBeNull()
})

test('while looks at a late report fail, the next look is no estimate', () => {
  const looked = (seconds: number) =>
    measureBackfill(
      backfill(),
      [
        window(1, {
          state: 'requested',
          requestedAt: secondsAgo(seconds),
          error: 'getReport is answered 500',
        }),
      ],
      now,
    ).secondsLeft
  expect(looked(100)).toBe(140)
  expect(looked(5000)).toBeNull()
})

test('while run after run fails, nobody knows how long the rest takes', () => {
  const windows = nine((number) => (number <= 4 ? { state: 'done' } : {}))
  const failing = backfill({ laneFailures: 1 })
  expect(measureBackfill(failing, windows, now).secondsLeft).toBeNull()
  expect(percent(failing, windows)).toBe(50)
  expect(measureBackfill({ ...failing, status: 'success' }, windows, now).secondsLeft).toBe(0)
})

test('a window by search takes a quarter of an hour a page, at the density seen: polls come first', () => {
  // 40 orders a day: 400 in the window, of which 100 are there.
  const windows = [window(1, { source: 'search', orders: 100 })]
  expect(measureBackfill(backfill(), windows, now).secondsLeft).toBe(Math.ceil(3 / 0.0056 / 0.2))
  expect(percent(backfill(), windows)).toBe(62.5)
})

test('a window that has to wait for its next try is waited for', () => {
  const windows = [window(1, { nextTryAt: new Date(now.getTime() + 600_000) })]
  expect(measureBackfill(backfill(), windows, now).secondsLeft).toBe(840)
})

test('whatever the rows say, the percentage is one and the time is never negative', () => {
  const instant = fc.integer({ min: -200, max: 200 }).map((days) => daysAgo(days))
  const maybe = fc.option(instant)
  const windows = fc.array(
    fc.record({
      span: fc.record({ from: instant, to: instant }),
      source: fc.constantFrom('report' as const, 'search' as const),
      state: fc.constantFrom('planned', 'requesting', 'requested', 'done'),
      attempts: fc.nat(5),
      nextTryAt: instant,
      requestedAt: maybe,
      doneAt: maybe,
      orders: fc.nat(1000),
      error: fc.option(fc.constant('500')),
    }),
    { maxLength: 5 },
  )
  const measured = fc.record({
    status: fc.constantFrom(...backfillStatuses),
    phase: fc.constantFrom('search' as const, 'windows' as const),
    range: fc.record({ from: instant, to: instant }),
    search: fc.record({
      frontier: instant,
      orders: fc.nat(5000),
      lastSpanMs: fc.option(fc.integer({ min: 1, max: day })),
    }),
    laneFailures: fc.nat(2),
  })
  fc.assert(
    fc.property(measured, windows, (one, own) => {
      const measure = measureBackfill(one, own, now)
      const share = percentOf([measure], false)
      expect(share).toBeGreaterThanOrEqual(0)
      expect(share).toBeLessThanOrEqual(99.9)
      if (measure.secondsLeft !== null) {
        expect(Number.isSafeInteger(measure.secondsLeft)).toBe(true)
        expect(measure.secondsLeft).toBeGreaterThanOrEqual(0)
      }
    }),
  )
})
