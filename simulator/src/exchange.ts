import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Reply } from './reply.ts'

/** What happens on the connection: usually a reply, sometimes one of the ways to fail below it. */
export type Outcome =
  | { kind: 'reply'; reply: Reply; delayMs: number }
  | { kind: 'truncated'; reply: Reply; delayMs: number }
  | { kind: 'reset' }
  | { kind: 'hang' }

const MAX_BODY_BYTES = 4 * 1024 * 1024

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_BODY_BYTES) throw new RangeError('body too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Carries an outcome out. `beforeEnd` runs just before the last byte is handed over. */
export async function carryOut(
  response: ServerResponse,
  outcome: Outcome,
  now: () => Date,
  beforeEnd: () => void = () => {},
): Promise<void> {
  // The socket's closing is what ends a hanging request; nothing to do until then.
  if (outcome.kind === 'hang') return
  if (outcome.kind === 'reset') {
    // RST rather than FIN: the client sees ECONNRESET.
    response.socket?.resetAndDestroy()
    return
  }
  if (outcome.delayMs > 0) await sleep(outcome.delayMs, undefined, { ref: false })
  if (response.destroyed) return
  const { reply } = outcome
  const body = Buffer.from(reply.body, 'utf8')
  response.sendDate = false
  response.writeHead(reply.status, {
    'Content-Type': reply.contentType,
    'Content-Length': body.length,
    // The client measures its clock's skew with this.
    Date: now().toUTCString(),
    'x-amzn-RequestId': randomUUID(),
    ...reply.headers,
  })
  if (outcome.kind === 'truncated') {
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroy())
    return
  }
  beforeEnd()
  response.end(body)
}

export function replyOutcome(reply: Reply, delayMs = 0): Outcome {
  return { kind: 'reply', reply, delayMs }
}
