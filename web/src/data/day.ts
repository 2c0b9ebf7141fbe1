const dayMs = 86_400_000

/** A day that the calendar has, as addresses hold it (`2026-03-01`); undefined for anything else. */
export function readDay(text: unknown): string | undefined {
  if (typeof text !== 'string' || !/^[12]\d{3}-\d{2}-\d{2}$/.test(text)) return undefined
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : undefined
}

/** The first and the last instant of a day as clocks here tell it: not every day has 24 hours. */
export function instantsOf(day: string): { readonly first: string; readonly last: string } {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10)
  const last = new Date(`${next}T00:00:00`).getTime() - 1
  return { first: new Date(`${day}T00:00:00`).toISOString(), last: new Date(last).toISOString() }
}
