type Points = readonly (readonly [at: number, value: number])[]

/** Functions of a series' points in the time before an instant; null: no answer. */
export const rangeFunctions: Readonly<
  Record<string, (points: Points, at: number, seconds: number) => number | null>
> = {
  increase,
  rate: (points, at, seconds) => {
    const total = increase(points, at, seconds)
    return total === null ? null : total / seconds
  },
  changes: (points) =>
    points.length === 0
      ? null
      : points.filter(([, value], index) => index > 0 && value !== points[index - 1]?.[1]).length,
  min_over_time: (points) => (points.length === 0 ? null : Math.min(...points.map(([, value]) => value))),
  max_over_time: (points) => (points.length === 0 ? null : Math.max(...points.map(([, value]) => value))),
}

/**
 * As Prometheus reckons it: resets count as beginnings at zero, and what lies between the points is drawn on to the ends of
 * the time, unless the ends are far, or the counter would have begun below zero.
 * Source: prometheus/promql/functions.go, extrapolatedRate.
 */
function increase(points: Points, at: number, seconds: number): number | null {
  const [first] = points
  const last = points.at(-1)
  if (first === undefined || last === undefined || points.length < 2) return null
  const resets = points.reduce((sum, [, value], index) => {
    const before = points[index - 1]?.[1] ?? 0
    return index > 0 && value < before ? sum + before : sum
  }, 0)
  const grown = last[1] - first[1] + resets
  const sampled = last[0] - first[0]
  const between = sampled / (points.length - 1)
  const farAway = between * 1.1
  let toStart = first[0] - (at - seconds)
  let toEnd = at - last[0]
  if (toStart >= farAway) toStart = between / 2
  if (grown > 0 && first[1] >= 0) toStart = Math.min(toStart, sampled * (first[1] / grown))
  if (toEnd >= farAway) toEnd = between / 2
  return grown * ((sampled + toStart + toEnd) / sampled)
}
