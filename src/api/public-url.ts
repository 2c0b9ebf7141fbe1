import type { Server } from 'node:net'

/** The configured address of this server; where its port is 0, with the port that the system gave it. */
export function publicUrlOf(server: Server, configured: string): string {
  const url = new URL(configured)
  if (url.port !== '0') return configured
  const address = server.address()
  if (address === null || typeof address === 'string') return configured
  url.port = String(address.port)
  return url.origin
}
