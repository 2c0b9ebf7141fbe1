import type { LookupAddress } from 'node:dns'
import { lookup as resolve } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'

/** A host that must not be called. Its message says no address: that would tell an outsider about our network. */
export class HostRefused extends Error {
  override readonly name = 'HostRefused'
  readonly code: 'HOST_UNKNOWN' | 'HOST_NOT_PUBLIC'

  constructor(code: 'HOST_UNKNOWN' | 'HOST_NOT_PUBLIC') {
    super(
      code === 'HOST_UNKNOWN'
        ? 'the host name does not resolve'
        : 'the host resolves to an address that is not public',
    )
    this.code = code
  }
}

/** How host names become addresses: `dns.lookup`, or what a test says. */
export type ResolveHost = typeof resolveWithSystem

async function resolveWithSystem(hostname: string): Promise<readonly LookupAddress[]> {
  return resolve(hostname, { all: true })
}

export const resolveHost: ResolveHost = resolveWithSystem

/** The addresses of a host. Throws HostRefused when it has none, or one that `isAllowed` refuses. */
export async function resolveAllowed(
  hostname: string,
  isAllowed: (address: string) => boolean,
  find: ResolveHost = resolveHost,
): Promise<readonly LookupAddress[]> {
  const addresses = await find(hostname.replace(/^\[|\]$/g, '')).catch(() => [])
  if (addresses.length === 0) throw new HostRefused('HOST_UNKNOWN')
  if (!addresses.every(({ address }) => isAllowed(address))) throw new HostRefused('HOST_NOT_PUBLIC')
  return addresses
}

/**
 * A `lookup` for sockets that checks what it answers. The socket connects to the very addresses that were checked, so a
 * name that resolves differently a moment later gains nothing. A literal address in a URL is never looked up: check it
 * with `resolveAllowed` first.
 */
export function checkedLookup(
  isAllowed: (address: string) => boolean,
  find: ResolveHost = resolveHost,
): LookupFunction {
  return (hostname, options, callback) => {
    resolveAllowed(hostname, isAllowed, find).then(
      (addresses) => {
        const [first] = addresses
        if (options.all === true) callback(null, [...addresses])
        else callback(null, first?.address ?? '', first?.family ?? 0)
      },
      (error: Error) => callback(error, ''),
    )
  }
}
