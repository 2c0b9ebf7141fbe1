/** What can be said of a day. `arriving`: not there yet, and being fetched. `outside`: nobody asked for it. */
export const dayStates = ['full', 'outline', 'partly', 'arriving', 'missing', 'outside', 'future'] as const

/** What is stored of the orders that were placed on one day, by UTC. */
export type DayState = (typeof dayStates)[number]

export interface Day {
  /** `2026-03-01` */
  readonly date: string
  readonly state: DayState
}

/** Creation times of which every order is stored. */
export interface CoveredTime {
  readonly connectionId: string
  readonly from: string
  readonly to: string
  readonly level: 'full' | 'outline'
}

export interface CalendarInput {
  readonly year: number
  /** The connections that count: of several, a day is as its least covered one. */
  readonly connectionIds: readonly string[]
  readonly coverage: readonly CoveredTime[]
  /** Days before this one are nobody's wish. In ms; null when nothing is wanted. */
  readonly wantedFrom: number | null
  /** Whether the history is being fetched: what is missing is on its way. */
  readonly isArriving?: boolean
  /** In ms. */
  readonly now: number
}

const dayMs = 86_400_000

/** A sync is always a little behind; more than this and the API calls it late. */
const lateMs = 60 * 60_000

/** Every day of the year with what is stored of it. A day that is not over yet is judged by what there was of it. */
export function coverageDays(input: CalendarInput): readonly Day[] {
  const { year, now, wantedFrom, connectionIds } = input
  const spans = connectionIds.map((connectionId) => spansOf(input.coverage, connectionId))
  const days: Day[] = []
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += dayMs) {
    const date = new Date(at).toISOString().slice(0, 10)
    days.push({ date, state: stateOf(at) })
  }
  return days

  function stateOf(from: number): DayState {
    if (from >= now) return 'future'
    const to = Math.min(from + dayMs, Math.max(from, now - lateMs))
    if (wantedFrom === null || to <= wantedFrom || spans.length === 0) return 'outside'
    const state = worstOf(spans.map((own) => judge(own, { from: Math.max(from, wantedFrom), to })))
    return state === 'missing' && input.isArriving === true ? 'arriving' : state
  }
}

interface Span {
  readonly from: number
  readonly to: number
}

interface Spans {
  readonly full: readonly Span[]
  readonly any: readonly Span[]
}

function spansOf(coverage: readonly CoveredTime[], connectionId: string): Spans {
  const own = coverage.filter((span) => span.connectionId === connectionId)
  const toSpan = ({ from, to }: CoveredTime): Span => ({ from: Date.parse(from), to: Date.parse(to) })
  return {
    full: join(own.filter(({ level }) => level === 'full').map(toSpan)),
    any: join(own.map(toSpan)),
  }
}

/** Spans that overlap or touch as one, oldest first. */
function join(spans: readonly Span[]): readonly Span[] {
  const joined: { from: number; to: number }[] = []
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to)
    else joined.push({ from, to })
  }
  return joined
}

type Judged = 'full' | 'outline' | 'partly' | 'missing'

function judge({ full, any }: Spans, day: Span): Judged {
  if (holds(full, day)) return 'full'
  if (holds(any, day)) return 'outline'
  return any.some((span) => span.from < day.to && span.to > day.from) ? 'partly' : 'missing'
}

function holds(spans: readonly Span[], day: Span): boolean {
  return spans.some((span) => span.from <= day.from && span.to >= day.to)
}

/** Several connections: all alike, or the weaker of what is complete; anything else is a part. */
function worstOf(states: readonly Judged[]): Judged {
  if (states.every((state) => state === 'full')) return 'full'
  if (states.every((state) => state === 'full' || state === 'outline')) return 'outline'
  return states.every((state) => state === 'missing') ? 'missing' : 'partly'
}
