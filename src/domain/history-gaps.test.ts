import fc from 'fast-check'
import { expect, test } from 'vitest'
import { earliestServed, findGaps, type Span } from './backfill-plan.ts'
import { type BackfillPromise, findHistoryGaps, judgeCoverage } from './history-gaps.ts'

const day = 24 * 60 * 60_000
const now = new Date('2026-06-01T12:00:00Z')
const span = (from: number, to: number): Span => ({
  from: new Date(now.getTime() - from * day),
  to: new Date(now.getTime() - to * day),
})
const finished = (range: Span, change: Partial<BackfillPromise> = {}): BackfillPromise => ({
  status: 'success',
  isRepair: false,
  range,
  ...change,
})

/** A year that was finished ten days ago; what came since, the delta has followed until now. */
const year = finished(span(375, 10))
const whole = [span(375, 200), span(200, 10), span(10, 0)]

const verdicts: readonly [string, readonly BackfillPromise[], readonly Span[], object][] = [
  ['without a backfill nothing is promised', [], [], { kind: 'nothing_promised' }],
  [
    'a cancelled one promises nothing',
    [finished(span(375, 10), { status: 'cancelled' })],
    [],
    { kind: 'nothing_promised' },
  ],
  ['all is proven', [year], whole, { kind: 'complete' }],
  [
    'a hole in it is repaired',
    [year],
    [span(375, 300), span(270, 10), span(10, 0)],
    { kind: 'repair', gaps: [span(300, 270)] },
  ],
  [
    'so is what lies between the end of the backfill and what the delta follows',
    [year],
    [span(375, 10), span(5, 0)],
    { kind: 'repair', gaps: [span(10, 5)] },
  ],
  [
    'several holes, newest first',
    [year],
    [span(300, 100), span(90, 0)],
    { kind: 'repair', gaps: [span(100, 90), span(375, 300)] },
  ],
  ['a delta that is late leaves no gap', [year], [span(375, 10), span(10, 9)], { kind: 'complete' }],
  [
    'an extension that was cancelled is not insisted on',
    [finished(span(700, 375), { status: 'cancelled' }), year],
    whole,
    { kind: 'complete' },
  ],
  [
    'nor is a repair that was cancelled',
    [finished(span(300, 270), { status: 'cancelled', isRepair: true }), year],
    [span(375, 300), span(270, 0)],
    { kind: 'repair_cancelled', gaps: [span(300, 270)] },
  ],
  [
    'a repair that was done promises nothing of its own',
    [finished(span(300, 270), { isRepair: true }), year],
    whole,
    { kind: 'complete' },
  ],
]

test.each(verdicts)('a look at the stored history: %s', (_name, backfills, covered, verdict) => {
  expect(judgeCoverage(backfills, covered, now)).toEqual(verdict)
})

test('what Amazon no longer serves is no gap that could be closed', () => {
  const old = finished(span(1000, 300))
  expect(findHistoryGaps([old], [span(800, 300)], now)).toEqual([])
  const [gap] = findHistoryGaps([old], [span(700, 300)], now)
  expect(gap).toEqual({ from: earliestServed(now), to: span(700, 0).from })
})

test('whatever is covered, the gaps are what is missing of the promise, and once they are covered there are none', () => {
  const edge = fc.integer({ min: 0, max: 700 })
  const anySpan = fc
    .tuple(edge, edge)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => span(Math.max(a, b), Math.min(a, b)))
  fc.assert(
    fc.property(fc.array(anySpan, { minLength: 1, maxLength: 3 }), fc.array(anySpan), (ranges, covered) => {
      const backfills = ranges.map((range) => finished(range))
      const gaps = findHistoryGaps(backfills, covered, now)
      expect(findHistoryGaps(backfills, [...covered, ...gaps], now)).toEqual([])
      for (const gap of gaps) expect(findGaps(gap, covered)).toEqual([gap])
      for (const range of ranges) expect(findGaps(range, [...covered, ...gaps])).toEqual([])
    }),
  )
})
