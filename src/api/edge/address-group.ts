import ipaddr from 'ipaddr.js'

/**
 * What counts as one caller's address: an IPv4 address, or the /64 that an IPv6 address is in, because a single
 * customer commonly has all 2^64 of those. Source: RFC 6177.
 */
export function addressGroup(address: string): string {
  if (!ipaddr.isValid(address)) return 'unreadable'
  const parsed = ipaddr.process(address)
  return parsed instanceof ipaddr.IPv6
    ? `${parsed.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')}::/64`
    : parsed.toString()
}
