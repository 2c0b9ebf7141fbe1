import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ReceivedRequest {
  readonly method: string
  /** Path and query as they came over the wire. */
  readonly target: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Text and bytes as they are; anything else as JSON. */
  readonly body?: unknown
  /** Sends so much of the body and then breaks the connection, or leaves it open and silent. */
  readonly stopAfter?: { readonly bytes: number; readonly end: 'reset' | 'silence' }
}

/** Answers, breaks the connection, or leaves the request waiting for ever. */
export type Script = (request: ReceivedRequest, index: number) => Reply | 'reset' | 'silence'

export interface ScriptedServer {
  readonly url: string
  readonly requests: ReceivedRequest[]
  /** How many connections were opened so far. */
  connections(): number
  close(): void
}

/** A real HTTP server on loopback that answers as the test tells it. */
export async function startServer(script: Script): Promise<ScriptedServer> {
  const requests: ReceivedRequest[] = []
  const server = createServer(async (incoming, response) => {
    let body = ''
    for await (const chunk of incoming) body += String(chunk)
    const request = {
      method: incoming.method ?? '',
      target: incoming.url ?? '',
      headers: incoming.headers,
      body,
    }
    requests.push(request)
    const reply = script(request, requests.length - 1)
    if (reply === 'reset') incoming.socket.destroy()
    else if (reply !== 'silence') send(response, reply)
  })
  let connections = 0
  server.on('connection', () => {
    connections += 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    connections: () => connections,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function send(response: ServerResponse, { status = 200, headers = {}, body = '', stopAfter }: Reply): void {
  const isText = typeof body === 'string'
  const bytes = isText || Buffer.isBuffer(body) ? Buffer.from(body) : Buffer.from(JSON.stringify(body))
  const type = isText || Buffer.isBuffer(body) ? 'text/plain' : 'application/json'
  response.writeHead(status, { 'content-type': type, ...headers })
  if (stopAfter === undefined) {
    response.end(bytes)
    return
  }
  response.write(bytes.subarray(0, stopAfter.bytes), () => {
    if (stopAfter.end === 'reset') setTimeout(() => response.destroy(), 20)
  })
}
