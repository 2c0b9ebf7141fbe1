/**
 * The `Retry-After` header in milliseconds, null when it is missing or not usable. A date is compared with the
 * answer's own `Date`, so that our clock does not matter. Source: RFC 9110, 10.2.3.
 */
export function parseRetryAfter(header: string | null, dateHeader: string | null, now: Date): number | null {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  if (!/^[A-Z][a-z]{2}/.test(text)) return null
  const at = Date.parse(text)
  if (Number.isNaN(at)) return null
  const serverNow = Date.parse(dateHeader ?? '')
  return Math.max(0, at - (Number.isNaN(serverNow) ? now.getTime() : serverNow))
}
