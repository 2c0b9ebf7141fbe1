import ipaddr from 'ipaddr.js'

/** Looks public, and answers the metadata of Azure's machines to those machines. */
const azureMetadata = '168.63.129.16'

/**
 * Whether an IP address belongs to the public internet, so that a request to it cannot reach what only our network
 * reaches: no private, loopback, link-local (the clouds' metadata service), carrier-grade NAT, multicast, documentation
 * or reserved range, and no IPv6 address that carries such an IPv4 address inside.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed instanceof ipaddr.IPv4)
    return parsed.range() === 'unicast' && parsed.toString() !== azureMetadata
  const { parts } = parsed
  // NAT64 (RFC 6052) forwards 64:ff9b::/96 to the IPv4 address in its last 32 bits.
  if (parsed.range() === 'rfc6052') return parts[2] === 0 && isPublicAddress(lastFourBytes(parts))
  // Global unicast is 2000::/3; everything else is reserved (RFC 4291).
  return parsed.range() === 'unicast' && ((parts[0] ?? 0) & 0xe000) === 0x2000
}

function lastFourBytes(parts: readonly number[]): string {
  return parts
    .slice(6)
    .flatMap((part) => [part >> 8, part & 0xff])
    .join('.')
}
