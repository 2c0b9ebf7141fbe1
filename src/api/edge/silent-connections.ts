import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Answers what closes the connections on which nothing was ever sent. Browsers open one ahead of need, and Node counts it
 * as busy: it would hold up a stop for as long as a request may.
 */
export function watchSilentConnections(server: Server): () => void {
  const open = new Set<Socket>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  return () => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy()
  }
}
