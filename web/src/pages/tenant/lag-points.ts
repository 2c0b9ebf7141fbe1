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
