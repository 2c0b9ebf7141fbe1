import type { Run } from '../../data/runs.ts'

/** How far behind the orders of a connection were. */
export interface LagPoint {
  /** In ms. */
  readonly at: number
  readonly lagMs: number
}

/** The lag of one connection: from point to point it changes evenly, by the second while nothing is synced. */
export interface LagLine {
  readonly connectionId: string
  readonly points: readonly LagPoint[]
}

/** The span that is looked at, in ms. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** What a lag depends on. */
export type LagRun = Pick<Run, 'connectionId' | 'finishedAt' | 'watermarkBefore' | 'watermarkAfter'>

/** A connection and what it is stored up to now, in ms; null while nobody knows. */
export interface Standing {
  readonly connectionId: string
  readonly watermark: number | null
}

/**
 * A line for each connection whose watermark is known: it rises with time, falls when a run ends that moved the
 * watermark, and goes on to the end of the span, however long nothing succeeded.
 */
export function toLagLines(
  runs: readonly LagRun[],
  standings: readonly Standing[],
  span: Span,
): readonly LagLine[] {
  const ended = runs.filter(({ finishedAt }) => finishedAt !== null).toSorted((a, b) => endOf(a) - endOf(b))
  return standings.flatMap((standing) => {
    const { connectionId } = standing
    const own = ended.filter((run) => run.connectionId === connectionId)
    const points = toPoints(own, standing, span)
    return points.length === 0 ? [] : [{ connectionId, points }]
  })
}

function toPoints(runs: readonly LagRun[], standing: Standing, { from, to }: Span): readonly LagPoint[] {
  const points: LagPoint[] = []
  let watermark: number | null = null
  const add = (at: number): void => {
    if (watermark !== null) points.push({ at, lagMs: Math.max(0, at - watermark) })
  }
  /** Where it stood when the span began, unless the first thing that is known is younger. */
  const begin = (): void => {
    if (points.length === 0 && watermark !== null && watermark <= from) add(from)
  }
  for (const run of runs) {
    const at = endOf(run)
    const after = readInstant(run.watermarkAfter)
    watermark ??= readInstant(run.watermarkBefore)
    if (at < from) watermark = after ?? watermark
    else if (after !== null && after !== watermark) {
      begin()
      add(at)
      watermark = after
      add(at)
    }
  }
  watermark = standing.watermark ?? watermark
  begin()
  add(to)
  return points
}

/** The middle of all minutes, and the longest of all times; null when nothing is known. */
export function summarizeLag(lines: readonly LagLine[]): { median: number; longest: number } | null {
  const lags = lines.flatMap(byTheMinute).toSorted((a, b) => a - b)
  const median = lags[Math.floor(lags.length / 2)]
  if (median === undefined) return null
  return { median, longest: Math.max(...lines.flatMap(({ points }) => points.map(({ lagMs }) => lagMs))) }
}

/** The lag at each minute of a line. */
function byTheMinute({ points }: LagLine): readonly number[] {
  return points.slice(1).flatMap((end, index) => {
    const begin = points[index] ?? end
    const minutes = Math.floor(end.at / minute) - Math.floor(begin.at / minute)
    const rise = minutes === 0 ? 0 : (end.lagMs - begin.lagMs) / minutes
    return Array.from({ length: minutes }, (_, past) => begin.lagMs + rise * past)
  })
}

function endOf({ finishedAt }: LagRun): number {
  return Date.parse(finishedAt ?? '')
}

function readInstant(text: string | null): number | null {
  return text === null ? null : Date.parse(text)
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

const timeStepMs = 4 * 60 * minute

/** Where the axis of time has its marks: every four hours of the span. In ms. */
export function timeTicks({ from, to }: Span): readonly number[] {
  const first = Math.ceil(from / timeStepMs) * timeStepMs
  return Array.from({ length: Math.floor((to - first) / timeStepMs) + 1 }, (_, n) => first + n * timeStepMs)
}
