import type { Run } from '../../data/runs.ts'

/** How far behind the orders were when a run ended. */
export interface LagPoint {
  /** When it ended, in ms. */
  readonly at: number
  readonly lagMs: number
}

/** Of each run that moved the watermark within the last `spanMs`, oldest first. */
export function toLagPoints(runs: readonly Run[], now: number, spanMs = 86_400_000): readonly LagPoint[] {
  return runs
    .flatMap(({ finishedAt, watermarkAfter, status }) => {
      if (finishedAt === null || watermarkAfter === null || status !== 'success') return []
      const at = Date.parse(finishedAt)
      return at < now - spanMs ? [] : [{ at, lagMs: Math.max(0, at - Date.parse(watermarkAfter)) }]
    })
    .toSorted((a, b) => a.at - b.at)
}

/** The middle and the longest; null when there is none. */
export function summarizeLag(points: readonly LagPoint[]): { median: number; longest: number } | null {
  const lags = points.map(({ lagMs }) => lagMs).toSorted((a, b) => a - b)
  const median = lags[Math.floor(lags.length / 2)]
  const longest = lags.at(-1)
  return median === undefined || longest === undefined ? null : { median, longest }
}

const minute = 60_000
const steps = [10_000, ...[1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440].map((n) => n * minute)]

/** Where a lag axis has its marks: round times, six at most, the last not below the longest lag. In ms. */
export function lagTicks(longestMs: number): readonly number[] {
  const step =
    steps.find((ms) => longestMs <= 5 * ms) ?? Math.ceil(longestMs / 5 / 1440 / minute) * 1440 * minute
  const marks = Math.max(1, Math.ceil(longestMs / step))
  return Array.from({ length: marks + 1 }, (_, index) => index * step)
}
