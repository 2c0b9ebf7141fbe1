import { expect, test } from 'vitest'
import { type LagRun, lagTicks, summarizeLag, timeTicks, toLagLines } from './lag-lines.ts'

const minute = 60_000
const day = (time: string): string => `2026-03-02T${time}:00Z`
const span = { from: Date.parse(day('00:00')), to: Date.parse(day('12:00')) }
const run = (
  finishedAt: string | null,
  watermarkBefore: string | null,
  watermarkAfter: string | null,
  connectionId = 'conn_1',
): LagRun => ({ connectionId, finishedAt, watermarkBefore, watermarkAfter })

const stands = (connectionId: string, watermark: string | null) => ({
  connectionId,
  watermark: watermark === null ? null : Date.parse(watermark),
})

const drawn = (...of: readonly [readonly LagRun[], ReturnType<typeof stands>[]]) =>
  toLagLines(...of, span).map(({ connectionId, points }) => [
    connectionId,
    points.map(({ at, lagMs }) => `${new Date(at).toISOString().slice(11, 16)} ${lagMs / minute}`),
  ])

test('the lag is drawn as it was before each success too, and on to this moment, whatever fails', () => {
  const runs = [
    run(null, day('01:55'), null),
    run(day('09:00'), day('01:55'), null),
    run(day('02:00'), day('00:55'), day('01:55')),
    run(day('01:00'), '2026-03-01T23:50:00Z', day('00:55')),
  ]
  const now = [stands('conn_1', day('01:55'))]
  expect(drawn(runs, now)).toEqual([
    ['conn_1', ['00:00 10', '01:00 70', '01:00 5', '02:00 65', '02:00 5', '12:00 605']],
  ])
  const summary = summarizeLag(toLagLines(runs, now, span))
  expect(summary?.longest).toBe(605 * minute)
  expect((summary?.median ?? 0) / minute).toBeCloseTo(245, -1)
})

test('each connection has a line of its own, also one that nothing ran for; one that is gone has none', () => {
  const runs = [
    run(day('06:00'), day('05:00'), day('05:58'), 'conn_2'),
    run('2026-03-01T22:00:00Z', '2026-03-01T21:00:00Z', '2026-03-01T21:57:00Z'),
    run(day('07:00'), day('05:00'), day('06:58'), 'conn_gone'),
  ]
  const now = [
    stands('conn_1', '2026-03-01T21:57:00Z'),
    stands('conn_2', day('05:58')),
    stands('conn_3', '2026-03-01T12:00:00Z'),
  ]
  expect(drawn(runs, now)).toEqual([
    ['conn_1', ['00:00 123', '12:00 843']],
    ['conn_2', ['06:00 60', '06:00 2', '12:00 362']],
    ['conn_3', ['00:00 720', '12:00 1440']],
  ])
})

test('before the first success nothing is known', () => {
  const runs = [run(day('10:00'), null, null), run(day('11:00'), null, day('10:57'))]
  expect(drawn(runs, [stands('conn_1', day('10:57'))])).toEqual([['conn_1', ['11:00 3', '12:00 63']]])
  expect(drawn(runs.slice(0, 1), [stands('conn_1', null)])).toEqual([])
  expect(summarizeLag([])).toBeNull()
})

test('the axis has its marks at round times, and reaches beyond the longest lag', () => {
  expect(lagTicks(0)).toEqual([0, 10_000])
  expect(lagTicks(2.4 * minute)).toEqual([0, 1, 2, 3].map((n) => n * minute))
  expect(lagTicks(4 * minute)).toEqual([0, 1, 2, 3, 4].map((n) => n * minute))
  expect(lagTicks(61 * minute)).toEqual([0, 15, 30, 45, 60, 75].map((n) => n * minute))
  expect(lagTicks(34 * 1440 * minute)).toEqual([0, 7, 14, 21, 28, 35].map((n) => n * 1440 * minute))
})

test('the axis of time has a mark every four hours', () => {
  expect(timeTicks(span)).toEqual(['00:00', '04:00', '08:00', '12:00'].map((time) => Date.parse(day(time))))
  expect(timeTicks({ from: span.from + 1, to: span.to - 1 })).toHaveLength(2)
})
