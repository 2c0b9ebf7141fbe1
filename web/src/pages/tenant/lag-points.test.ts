import { expect, test } from 'vitest'
import type { Run } from '../../data/runs.ts'
import { lagTicks, summarizeLag, toLagPoints } from './lag-points.ts'

const now = Date.parse('2026-03-02T12:00:00Z')
const run = (finishedAt: string | null, watermarkAfter: string | null, status = 'success'): Run =>
  ({ finishedAt, watermarkAfter, status }) as Run

test('a point for each run of the last day that moved the watermark, oldest first', () => {
  const points = toLagPoints(
    [
      run('2026-03-02T11:00:00Z', '2026-03-02T10:55:00Z'),
      run(null, null),
      run('2026-03-02T10:00:00Z', null, 'failed'),
      run('2026-03-02T09:00:00Z', '2026-03-02T08:00:00Z'),
      run('2026-03-01T11:00:00Z', '2026-03-01T10:00:00Z'),
    ],
    now,
  )
  expect(points.map(({ lagMs }) => lagMs / 60_000)).toEqual([60, 5])
  expect(summarizeLag(points)).toEqual({ median: 60 * 60_000, longest: 60 * 60_000 })
  expect(summarizeLag([])).toBeNull()
})

test('the axis has its marks at round times, and reaches beyond the longest lag', () => {
  const minute = 60_000
  expect(lagTicks(0)).toEqual([0, 10_000])
  expect(lagTicks(2.4 * minute)).toEqual([0, 1, 2, 3].map((n) => n * minute))
  expect(lagTicks(4 * minute)).toEqual([0, 1, 2, 3, 4].map((n) => n * minute))
  expect(lagTicks(61 * minute)).toEqual([0, 15, 30, 45, 60, 75].map((n) => n * minute))
  expect(lagTicks(34 * 1440 * minute)).toEqual([0, 7, 14, 21, 28, 35].map((n) => n * 1440 * minute))
})
