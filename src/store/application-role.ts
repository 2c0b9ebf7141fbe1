/** What the API and the lanes run as: it owns no table of ours, and row-level security holds for it. */
export const applicationRole = 'ordersync_app'

/**
 * The same address, for connections that begin as the application's role whoever signs in. Said at the start of the
 * connection and not by a statement on it: a connection that somebody forgot to prepare must not be the mighty one.
 */
export function asApplication(connectionString: string): string {
  const url = new URL(connectionString)
  const options = [url.searchParams.get('options'), `-c role=${applicationRole}`]
  url.searchParams.set('options', options.filter((option) => option !== null).join(' '))
  return url.href
}
