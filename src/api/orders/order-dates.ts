import { Problem } from '../problem.ts'

export const datePattern =
  '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?(Z|[+-]\\d{2}:\\d{2}))?$'

const dayMs = 24 * 60 * 60_000

/** Nothing of ours is older or newer than these, and not every step between here and PostgreSQL can say every year. */
const first = new Date('1900-01-01T00:00:00Z')
const last = new Date('2999-12-31T23:59:59.999Z')

/**
 * The first instant that `dateFrom` means: a day begins at midnight UTC. Null, no bound, for what programs write that
 * want none, such as 0001-01-01. Throws a 400 for a date that does not exist, and for one after all times.
 */
export function readDateFrom(text: string, field = 'dateFrom'): Date | null {
  const instant = readInstant(text, field)
  if (instant > last) throw beyondAllTimes(field)
  return instant < first ? null : instant
}

/**
 * The first instant after `dateTo`: a day counts to its end, an instant up to and including its millisecond. Null, no
 * bound, for 9999-12-31 and its like. Throws a 400 for a date that does not exist, and for one before all times.
 */
export function readDateTo(text: string, field = 'dateTo'): Date | null {
  const start = readInstant(text, field)
  if (start < first) throw beyondAllTimes(field)
  return start > last ? null : new Date(start.getTime() + (text.includes('T') ? 1 : dayMs))
}

function beyondAllTimes(field: string): Problem {
  return new Problem('invalid_request', `${field} is in a year in which nothing can be.`, { field })
}

function readInstant(text: string, field: string): Date {
  const instant = new Date(text)
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`)
  // JavaScript takes 30 February for 2 March.
  const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text.slice(0, 10))
  if (!exists || Number.isNaN(instant.getTime())) {
    throw new Problem('invalid_request', `${field} is not a date that exists.`, { field })
  }
  return instant
}
