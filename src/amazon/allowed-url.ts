const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * The address as a URL, or an error that says what is wrong with it: tokens and orders travel over TLS, and only a
 * simulator or a test on this machine may be spoken to without.
 * Source: Data Protection Policy, encryption in transit.
 */
export function assertAllowedUrl(address: string | URL): URL {
  const url = parse(address)
  if (url.username !== '' || url.password !== '') {
    throw new Error(`The Amazon address for ${url.host} must not contain a user name or password`)
  }
  if (url.protocol === 'https:') return url
  if (url.protocol === 'http:' && loopbackHost.test(url.hostname)) return url
  throw new Error(
    `The Amazon address ${url.protocol}//${url.host} must use https (http is for loopback only)`,
  )
}

function parse(address: string | URL): URL {
  if (address instanceof URL) return address
  const url = URL.parse(address)
  if (url === null) throw new Error('An Amazon address is not a URL')
  return url
}
