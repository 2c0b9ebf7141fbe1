import { once } from 'node:events'
import { createServer } from 'node:net'

/** Throws what listening there would: asked before anything is written, so that a port in use changes nothing. */
export async function tryPort({
  host,
  port,
}: {
  readonly host: string
  readonly port: number
}): Promise<void> {
  const server = createServer().listen({ host, port, exclusive: true })
  // An error instead rejects.
  await once(server, 'listening')
  server.close()
  await once(server, 'close')
}
