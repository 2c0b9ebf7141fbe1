import { Agent } from 'undici'
import { isPublicAddress } from '../domain/public-address.ts'
import { findUrlFault } from '../domain/webhook-url.ts'
import { checkedLookup, HostRefused, type ResolveHost, resolveHost } from '../runtime/public-host.ts'

const connectTimeoutMs = 5000
const mostBytes = 4096
const mostCharacters = 500

/** What a receiver answered, or why there is no answer. */
export interface PostResult {
  readonly ok: boolean
  /** Null when no answer came. */
  readonly status: number | null
  /** The beginning of the answer's body, without control characters. */
  readonly text: string | null
  readonly durationMs: number
  /** A sentence for people; null when it is ok. */
  readonly error: string | null
}

export interface PosterOptions {
  readonly userAgent: string
  readonly allowPrivate: boolean
  /** For everything: resolving, connecting, sending, the answer. Ten seconds unless given. */
  readonly totalTimeoutMs?: number
  readonly resolve?: ResolveHost
}

export interface Poster {
  /** Never rejects: whatever goes wrong is a result. */
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<PostResult>
  close(): Promise<void>
}

/**
 * Sends a body to an address that a tenant chose, so everything about it is distrusted: it must be public at the moment of
 * connecting, redirects are not followed, no proxy of the environment is used, and an answer is read for ten seconds and a
 * few kilobytes at most. The status line counts; a body that trickles in does not change it.
 */
export function createPoster(options: PosterOptions): Poster {
  const { userAgent, allowPrivate, totalTimeoutMs = 10_000, resolve = resolveHost } = options
  const isAllowed = (address: string): boolean => allowPrivate || isPublicAddress(address)
  const agent = new Agent({
    connect: { lookup: checkedLookup(isAllowed, resolve), timeout: connectTimeoutMs },
    headersTimeout: totalTimeoutMs,
    bodyTimeout: totalTimeoutMs,
    pipelining: 1,
    allowH2: false,
  })

  async function send(url: URL, headers: Readonly<Record<string, string>>, body: string) {
    const signal = AbortSignal.timeout(totalTimeoutMs)
    const response = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': userAgent, ...headers },
      body,
      signal,
    })
    return { status: response.statusCode, text: await readBeginning(response.body) }
  }

  return {
    post: async (address, headers, body) => {
      const startedAt = performance.now()
      const failed = (error: string): PostResult => ({
        ok: false,
        status: null,
        text: null,
        durationMs: took(),
        error,
      })
      const took = (): number => Math.round(performance.now() - startedAt)
      const fault = findUrlFault(address, allowPrivate)
      if (fault !== null) return failed(`The address may not be used. ${fault}`)
      try {
        const { status, text } = await send(new URL(address), headers, body)
        const error = explainStatus(status)
        return { ok: error === null, status, text, durationMs: took(), error }
      } catch (error) {
        return failed(explainError(error, totalTimeoutMs))
      }
    },
    close: () => agent.destroy(),
  }
}

/** As much of a body as is worth keeping. It ends, breaks off, stalls or is cut: what came is what is answered. */
async function readBeginning(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const piece of body) {
      pieces.push(piece)
      bytes += piece.length
      if (bytes >= mostBytes) break
    }
  } catch {
    // The status has arrived and counts.
  }
  return Buffer.concat(pieces)
    .subarray(0, mostBytes)
    .toString()
    .replaceAll(/[\p{Cc}\p{Cf}\ufffd]+/gu, ' ')
    .slice(0, mostCharacters)
    .trim()
}

function explainStatus(status: number): string | null {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400) {
    return `The receiver answered ${status}: redirects are not followed, set the address it leads to.`
  }
  return `The receiver answered ${status}.`
}

function explainError(error: unknown, timeoutMs: number): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (cause instanceof HostRefused) return `The address may not be used: ${cause.message}.`
  const { name, code } = cause as { name?: unknown; code?: unknown }
  if (name === 'TimeoutError' || code === 'UND_ERR_HEADERS_TIMEOUT')
    return `No answer within ${timeoutMs / 1000} seconds.`
  if (code === 'UND_ERR_CONNECT_TIMEOUT')
    return 'The receiver cannot be reached (it does not accept the connection).'
  const known = typeof code === 'string' ? code : String(name)
  if (/CERT|TLS|SSL|SIGNATURE|ISSUER/.test(known))
    return `The receiver's certificate cannot be trusted (${known}).`
  return `The receiver cannot be reached (${known}).`
}
