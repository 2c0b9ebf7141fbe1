/** What the API and the lanes run as: it owns no table of ours, and row-level security holds for it. */
export const applicationRole = 'ordersync_app'

/**
 * How soon PostgreSQL notices that the machine at the other end vanished from the network, some ten seconds, and ends the
 * session: until then its open transaction keeps rows locked, and its locks keep others from taking over.
 */
const noticesSilence = [
  'tcp_keepalives_idle=5',
  'tcp_keepalives_interval=2',
  'tcp_keepalives_count=3',
  'tcp_user_timeout=10000',
]

/**
 * The same address, for connections that begin as the application's role whoever signs in. Said at the start of the
 * connection and not by a statement on it: a connection that somebody forgot to prepare must not be the mighty one.
 */
export function asApplication(connectionString: string): string {
  const url = new URL(connectionString)
  const settings = [...noticesSilence, `role=${applicationRole}`].map((setting) => `-c ${setting}`)
  const options = [url.searchParams.get('options'), ...settings]
  url.searchParams.set('options', options.filter((option) => option !== null).join(' '))
  return url.href
}
