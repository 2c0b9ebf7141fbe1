import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinSpans, longestWindowMs, type Span } from './backfill-plan.ts'
import {
  inTurn,
  judgeReportAccess,
  planAfterFailure,
  planFirstPhase,
  planNextLook,
  planStart,
  planWindowStep,
  reportAttempts,
  type WindowToPlan,
} from './backfill-planner.ts'

const day = 24 * 60 * 60_000
const now = new Date('2026-06-01T12:00:00Z')
const inMs = (ms: number): Date => new Date(now.getTime() + ms)
const daysAgo = (days: number): Date => inMs(-days * day)

const planned = (windowNumber: number, change: Partial<WindowToPlan> = {}): WindowToPlan => ({
  windowNumber,
  source: 'report',
  state: 'planned',
  attempts: 0,
  refusals: 0,
  reportId: null,
  nextTryAt: inMs(-1),
  ...change,
})
const refused = (windowNumber: number, times: number, nextTryAt = inMs(-1)): WindowToPlan =>
  planned(windowNumber, {
    attempts: times,
    refusals: times,
    nextTryAt,
    source: times >= reportAttempts ? 'search' : 'report',
  })

// The first phase

const range: Span = { from: daysAgo(365), to: now }
const begun = { frontier: now, spanFrom: null, orders: 0, lastSpanMs: null }

test('while the burst lasts, the first phase reads from the newest order backwards', () => {
  expect(planFirstPhase(range, begun, 'left')).toEqual({ kind: 'read', span: { from: daysAgo(1), to: now } })
})

test('a span whose reading was interrupted is gone on with, not planned anew', () => {
  const half = { frontier: daysAgo(10), spanFrom: daysAgo(13), orders: 500, lastSpanMs: day }
  expect(planFirstPhase(range, half, 'left')).toEqual({
    kind: 'read',
    span: { from: daysAgo(13), to: daysAgo(10) },
  })
})

test('what the burst does not reach becomes windows by report, also the rest of a span that is half read', () => {
  const half = { frontier: daysAgo(10), spanFrom: daysAgo(13), orders: 500, lastSpanMs: day }
  const step = planFirstPhase(range, half, 'used_up')
  const windows = step.kind === 'windows' ? step.windows : []
  expect(windows).toHaveLength(13)
  expect(windows.every(({ source }) => source === 'report')).toBe(true)
  expect(joinSpans(windows.map(({ span }) => span))).toEqual([{ from: daysAgo(365), to: daysAgo(10) }])
})

test('a history that the burst has read to its beginning needs no window', () => {
  const all = { frontier: range.from, spanFrom: null, orders: 120, lastSpanMs: 100 * day }
  expect(planFirstPhase(range, all, 'left')).toEqual({ kind: 'windows', windows: [] })
})

test('one missing piece begins with the burst, several are windows at once, none is nothing', () => {
  const piece = (from: number, to: number): Span => ({ from: daysAgo(from), to: daysAgo(to) })
  expect(planStart([])).toBeNull()
  expect(planStart([piece(20, 10)])).toEqual({ range: piece(20, 10), windows: [] })
  expect(planStart([piece(20, 10), piece(50, 40)])).toEqual({
    range: piece(50, 10),
    windows: [
      { span: piece(20, 10), source: 'report' },
      { span: piece(50, 40), source: 'report' },
    ],
  })
})

// The next step of a window

const steps: readonly [string, WindowToPlan, ReturnType<typeof planWindowStep>][] = [
  ['one that is done', planned(1, { state: 'done' }), { kind: 'done' }],
  ['a planned one asks for its report', planned(1), { kind: 'request_report' }],
  [
    'one whose request was not answered looks for it',
    planned(1, { state: 'requesting' }),
    { kind: 'find_lost_report' },
  ],
  ['one with a report looks at it', planned(1, { state: 'requested' }), { kind: 'look_at_report' }],
  ['one by search is read', planned(1, { source: 'search' }), { kind: 'read_by_search' }],
  ['none before its time', planned(1, { nextTryAt: inMs(5000) }), { kind: 'wait', until: inMs(5000) }],
]

test.each(steps)('what is done next: %s', (_name, window, step) => {
  expect(planWindowStep(window, [window], now, null)).toEqual(step)
})

test('windows by search wait for the one bucket that serves them all, those by report do not', () => {
  const windows = [planned(1, { source: 'search' }), planned(2)]
  const stepOf = (window: WindowToPlan) => planWindowStep(window, windows, now, inMs(60_000))
  expect(windows.map(stepOf)).toEqual([{ kind: 'wait', until: inMs(60_000) }, { kind: 'request_report' }])
  expect(planNextLook([planned(1, { source: 'search' })], now, inMs(60_000))).toEqual(inMs(60_000))
})

test('windows take their turns newest first, those whose report could not be had last time after the others', () => {
  const turns = inTurn([
    { windowNumber: 1, state: 'requested', error: 'gzip is broken' },
    { windowNumber: 2, state: 'requested', error: null },
    { windowNumber: 3, state: 'planned', error: 'reports are refused' },
    { windowNumber: 4, state: 'requested', error: null },
  ])
  expect(turns.map(({ windowNumber }) => windowNumber)).toEqual([2, 3, 4, 1])
})

// Whether reports may be had at all

test('one refusal is no proof: the same window asks again, and the others wait for its answer', () => {
  const windows = [planned(1), refused(2, 1, inMs(30_000)), planned(3)]
  expect(judgeReportAccess(windows)).toEqual({ kind: 'in_doubt', probe: windows[1] })
  for (const window of windows)
    expect(planWindowStep(window, windows, now, null)).toMatchObject({ kind: 'wait' })
  expect(planNextLook(windows, now, null)).toEqual(inMs(30_000))
  const due = [planned(1), refused(2, 2), planned(3)]
  expect(due.map((window) => planWindowStep(window, due, now, null).kind)).toEqual([
    'wait',
    'request_report',
    'wait',
  ])
})

test('refused three times and never permitted, all windows turn to search', () => {
  const windows = [refused(1, 3), planned(2), planned(3)]
  expect(judgeReportAccess(windows).kind).toBe('refused')
  expect(windows.map((window) => planWindowStep(window, windows, now, null).kind)).toEqual([
    'read_by_search',
    'read_by_search',
    'read_by_search',
  ])
})

const permitted: readonly [string, WindowToPlan][] = [
  ['one that Amazon makes now', planned(2, { state: 'requested', attempts: 1, reportId: 'r' })],
  ['one that was imported', planned(2, { state: 'done', attempts: 1, reportId: 'r' })],
  ['one that failed for another reason', planned(2, { attempts: 2, refusals: 1, reportId: 'r' })],
]
test.each(permitted)('a report that was permitted clears the doubt for the others: %s', (_name, window) => {
  const windows = [refused(1, 2), window, planned(3)]
  expect(judgeReportAccess(windows)).toEqual({ kind: 'open' })
  expect(planWindowStep(windows[2] as WindowToPlan, windows, now, null)).toEqual({ kind: 'request_report' })
})

test('a request that was never answered permits nothing: the doubt stays until the third refusal', () => {
  const lost = [planned(1, { attempts: 2, refusals: 1 }), planned(2), planned(3)]
  expect(judgeReportAccess(lost)).toEqual({ kind: 'in_doubt', probe: lost[0] })
  // Refused again, it has no attempt left, and the next window asks in its place.
  const turned = [planned(1, { source: 'search', attempts: 3, refusals: 2 }), planned(2), planned(3)]
  expect(judgeReportAccess(turned)).toEqual({ kind: 'in_doubt', probe: turned[1] })
  expect(judgeReportAccess([turned[0] as WindowToPlan, refused(2, 1), planned(3)]).kind).toBe('refused')
})

test('windows that were read by search say nothing about reports', () => {
  const windows = [refused(1, 3), { ...refused(2, 0), source: 'search', state: 'done' } as const, planned(3)]
  expect(judgeReportAccess(windows).kind).toBe('refused')
})

test('a report that brought nothing is asked for again, later each time, and the third time the window turns to search', () => {
  expect([1, 2, 3, 4].map(planAfterFailure)).toEqual([
    { source: 'report', retryAfterMs: 30_000 },
    { source: 'report', retryAfterMs: 60_000 },
    { source: 'search', retryAfterMs: 0 },
    { source: 'search', retryAfterMs: 0 },
  ])
})

// Whatever the rows say

const anyWindow = fc
  .record({
    source: fc.constantFrom('report' as const, 'search' as const),
    state: fc.constantFrom('planned', 'requesting', 'requested', 'done'),
    attempts: fc.nat(4),
    refused: fc.nat(4),
    reportId: fc.constantFrom(null, 'r'),
    dueInMs: fc.integer({ min: -100_000, max: 100_000 }),
  })
  .map(
    ({ source, state, attempts, refused: times, reportId, dueInMs }): Omit<WindowToPlan, 'windowNumber'> => ({
      source,
      state: source === 'search' && state !== 'done' ? 'planned' : state,
      attempts,
      refusals: Math.min(times, attempts),
      reportId,
      nextTryAt: inMs(dueInMs),
    }),
  )
const anyWindows = fc
  .array(anyWindow, { maxLength: 6 })
  .map((windows) => windows.map((window, index) => ({ ...window, windowNumber: index + 1 })))
const anyQuota = fc.option(fc.integer({ min: 1, max: 100_000 }).map(inMs))

test('whatever the rows say, the lane is never stuck: when it looks next, some window can be gone on with', () => {
  fc.assert(
    fc.property(anyWindows, anyQuota, (windows, quotaAt) => {
      const at = planNextLook(windows, now, quotaAt)
      expect(at === null).toBe(windows.every(({ state }) => state === 'done'))
      if (at === null) return
      expect(at.getTime()).toBeGreaterThanOrEqual(now.getTime())
      const kinds = windows.map((window) => planWindowStep(window, windows, at, quotaAt).kind)
      expect(kinds.some((kind) => kind !== 'wait' && kind !== 'done')).toBe(true)
    }),
  )
})

test('whatever the rows say, nothing is done before its time, and no report is asked for that may be under way', () => {
  fc.assert(
    fc.property(anyWindows, anyQuota, (windows, quotaAt) => {
      for (const window of windows) {
        const step = planWindowStep(window, windows, now, quotaAt)
        if (step.kind === 'wait' || step.kind === 'done') continue
        expect(window.nextTryAt.getTime()).toBeLessThanOrEqual(now.getTime())
        if (step.kind === 'request_report') expect(window.state).toBe('planned')
        if (step.kind === 'read_by_search') expect(window.state).toBe('planned')
      }
    }),
  )
})

test('played to its end against an Amazon that refuses every report, history costs three of them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 25 }), (count) => {
      let windows = Array.from({ length: count }, (_, index) => planned(index + 1))
      let time = now
      let asked = 0
      for (let at: Date | null = now; at !== null; at = planNextLook(windows, time, null)) {
        time = at
        for (const { windowNumber } of windows) {
          const window = windows[windowNumber - 1] as WindowToPlan
          const { kind } = planWindowStep(window, windows, time, null)
          if (kind === 'wait' || kind === 'done') continue
          const attempts = window.attempts + 1
          const { source, retryAfterMs } = planAfterFailure(attempts)
          const nextTryAt = new Date(time.getTime() + retryAfterMs)
          const next: WindowToPlan =
            kind === 'read_by_search'
              ? { ...window, source: 'search', state: 'done' }
              : { ...window, source, attempts, refusals: window.refusals + 1, nextTryAt }
          if (kind !== 'read_by_search') asked += 1
          windows = windows.with(windowNumber - 1, next)
        }
      }
      expect(asked).toBe(reportAttempts)
    }),
  )
})

test('whatever is missing, the windows of a start cover it, once, in pieces that a report may have', () => {
  const edges = fc.uniqueArray(fc.integer({ min: 0, max: 700 }), { minLength: 4, maxLength: 12 })
  fc.assert(
    fc.property(edges, (days) => {
      const sorted = days.toSorted((a, b) => a - b)
      const pieces: Span[] = []
      for (let index = 0; index + 1 < sorted.length; index += 2)
        pieces.push({ from: daysAgo(sorted[index + 1] ?? 0), to: daysAgo(sorted[index] ?? 0) })
      const windows = planStart(pieces)?.windows ?? []
      const lengthOf = (spans: readonly Span[]): number =>
        spans.reduce((sum, { from, to }) => sum + to.getTime() - from.getTime(), 0)
      const spans = windows.map(({ span }) => span)
      expect(joinSpans(spans)).toEqual(joinSpans(pieces))
      expect(lengthOf(spans)).toBe(lengthOf(pieces))
      for (const { from, to } of spans)
        expect(to.getTime() - from.getTime()).toBeLessThanOrEqual(longestWindowMs + 1000)
    }),
  )
})
