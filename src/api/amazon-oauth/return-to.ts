import { Type } from 'typebox'

/** Where a browser goes after a consent unless somebody wished otherwise. */
export const defaultReturnTo = '/connect/done'

/** A path of this server: one slash, then no slash or backslash, which browsers take for another host. */
export const ReturnTo = Type.String({
  pattern: '^/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]{0,500}$',
  description: 'A path of this server, such as /connect/done.',
})

/** The path with the result of the consent in its query. */
export function toReturnUrl(returnTo: string, result: Readonly<Record<string, string>>): string {
  const base = 'http://ordersync.invalid'
  const url = new URL(returnTo, base)
  // The pattern allows no other host; if it ever did, nobody would be sent there.
  if (url.origin !== base) return toReturnUrl(defaultReturnTo, result)
  for (const [name, value] of Object.entries(result)) url.searchParams.set(name, value)
  return `${url.pathname}${url.search}${url.hash}`
}
