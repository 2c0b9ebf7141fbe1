import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface ReceivedPost {
  readonly headers: IncomingHttpHeaders
  readonly raw: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it
  readonly body: any
}

/** A receiver of webhooks on this machine that answers as a test says. */
export interface Receiver {
  readonly url: string
  readonly received: ReceivedPost[]
  /** How it answers from now on; 200 unless told otherwise. */
  answer: (response: ServerResponse, post: ReceivedPost) => void
  close(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const received: ReceivedPost[] = []
  const server: Server = createServer(async (request, response) => {
    const raw = await text(request)
    const post = { headers: request.headers, raw, body: JSON.parse(raw) }
    received.push(post)
    receiver.answer(response, post)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    received,
    answer: (response) => void response.end('ok'),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return receiver
}
