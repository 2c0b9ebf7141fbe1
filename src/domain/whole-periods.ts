/** A span of whole days or months in UTC: first day, and the first day after it. Null where it has no end: `ever` has none. */
export interface WholePeriods {
  readonly grain: 'day' | 'month' | 'ever'
  readonly from: Date | null
  readonly before: Date | null
}

/** A span of instants: `from` is in it, `before` is not. */
export interface Instants {
  readonly from: Date
  readonly before: Date
}

/** The same span in parts, none of which overlap: as many whole months as there are, then days, then the rest. */
export interface SplitSpan {
  readonly periods: readonly WholePeriods[]
  readonly rest: readonly Instants[]
}

const dayMs = 24 * 60 * 60_000

/**
 * Splits a span of time so that what is counted by month and by day answers for most of it: at most some thirty days on
 * either side of the months, and less than a day at either end. Null: no bound on that side.
 */
export function splitSpan(from: Date | null, before: Date | null): SplitSpan {
  if (from === null && before === null) return { periods: [{ grain: 'ever', from, before }], rest: [] }
  if (from !== null && before !== null && from >= before) return { periods: [], rest: [] }
  const firstDay = from === null ? null : ceilDay(from)
  const endDay = before === null ? null : floorDay(before)
  if (from !== null && before !== null && isAfter(firstDay, endDay)) {
    return { periods: [], rest: [{ from, before }] }
  }
  const rest = [
    ...(from !== null && firstDay !== null && from < firstDay ? [{ from, before: firstDay }] : []),
    ...(before !== null && endDay !== null && endDay < before ? [{ from: endDay, before }] : []),
  ]
  return { periods: splitDays(firstDay, endDay), rest }
}

function splitDays(firstDay: Date | null, endDay: Date | null): readonly WholePeriods[] {
  const firstMonth = firstDay === null ? null : ceilMonth(firstDay)
  const endMonth = endDay === null ? null : floorMonth(endDay)
  if (isAfter(firstMonth, endMonth)) return spanOf('day', firstDay, endDay)
  return [
    ...(firstDay === null ? [] : spanOf('day', firstDay, firstMonth)),
    ...spanOf('month', firstMonth, endMonth),
    ...(endDay === null ? [] : spanOf('day', endMonth, endDay)),
  ]
}

function spanOf(
  grain: WholePeriods['grain'],
  from: Date | null,
  before: Date | null,
): readonly WholePeriods[] {
  return from !== null && before !== null && from >= before ? [] : [{ grain, from, before }]
}

function isAfter(one: Date | null, other: Date | null): boolean {
  return one !== null && other !== null && one > other
}

function floorDay(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / dayMs) * dayMs)
}

function ceilDay(instant: Date): Date {
  return new Date(Math.ceil(instant.getTime() / dayMs) * dayMs)
}

function floorMonth(day: Date): Date {
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1))
}

function ceilMonth(day: Date): Date {
  const floor = floorMonth(day)
  return floor.getTime() === day.getTime()
    ? day
    : new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1))
}
