import { Problem } from '../problem.ts'

export const datePattern =
  '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?(Z|[+-]\\d{2}:\\d{2}))?$'

const dayMs = 24 * 60 * 60_000

/** The first instant that `dateFrom` means: a day begins at midnight UTC. */
export function readDateFrom(text: string, field = 'dateFrom'): Date {
  return readInstant(text, field)
}

/** The first instant after `dateTo`: a day counts to its end, an instant up to and including its millisecond. */
export function readDateTo(text: string, field = 'dateTo'): Date {
  const start = readInstant(text, field)
  return new Date(start.getTime() + (text.includes('T') ? 1 : dayMs))
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
