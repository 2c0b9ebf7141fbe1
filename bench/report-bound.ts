import { usagePlans } from '../src/domain/quota.ts'

/**
 * The least time, in seconds, in which anybody can have these reports under Amazon's default quotas: all asked for as
 * early as `createReport` allows, each made in the time that Amazon took for it, and each document fetched as early as
 * `getReportDocument` allows. `madeInSeconds`: of each report, in the order in which they were asked for.
 */
export function leastReportSeconds(madeInSeconds: readonly number[]): number {
  const asked = earliest(
    madeInSeconds.map(() => 0),
    usagePlans.createReport,
  )
  const ready = madeInSeconds.map((seconds, index) => (asked[index] ?? 0) + seconds)
  return Math.max(0, ...earliest(ready, usagePlans.getReportDocument))
}

interface Plan {
  readonly ratePerSecond: number
  readonly burst: number
}

/** When calls that are wanted at these times can be made with a full bucket; sorted. */
function earliest(wantedAt: readonly number[], { ratePerSecond, burst }: Plan): readonly number[] {
  const made: number[] = []
  let level: number = burst
  let at = 0
  for (const wanted of wantedAt.toSorted((a, b) => a - b)) {
    level = Math.min(burst, level + Math.max(0, wanted - at) * ratePerSecond)
    at = Math.max(at, wanted)
    if (level < 1) {
      at += (1 - level) / ratePerSecond
      level = 1
    }
    level -= 1
    made.push(at)
  }
  return made
}
