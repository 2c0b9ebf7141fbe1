import { Agent, type Dispatcher } from 'undici'
import { assertAllowedUrl } from './allowed-url.ts'

/**
 * The transport: one request, one bounded answer. It knows neither tokens nor quotas, retries nothing and follows
 * no redirect. Its errors name the host and a code only, because URLs, headers and bodies may hold what must not
 * be seen.
 */
export interface Http {
  /** Throws TransportError, or the signal's reason when it aborts. */
  request(request: HttpRequest): Promise<HttpResponse>
  close(): Promise<void>
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string | URL
  readonly headers: Readonly<Record<string, string>>
  /** Only for POST: Amazon refuses a GET with a body. */
  readonly body?: string
  readonly signal?: AbortSignal | undefined
}

export interface HttpResponse {
  readonly status: number
  /** A header by its name in any case, null when it was not sent. */
  header(name: string): string | null
  readonly text: string
}

export type TransportFailure = 'timeout' | 'connection' | 'too_large'

/** No usable answer arrived. `code` is the system's or undici's (`ECONNRESET`, `UND_ERR_SOCKET`). */
export class TransportError extends Error {
  override readonly name = 'TransportError'
  readonly failure: TransportFailure
  readonly code: string

  constructor(failure: TransportFailure, host: string, code: string) {
    super(`${host}: ${failure.replace('_', ' ')} (${code})`)
    this.failure = failure
    this.code = code
  }
}

export interface HttpOptions {
  readonly userAgent: string
  readonly connectTimeoutMs?: number
  /** Until the answer's headers have arrived. */
  readonly headersTimeoutMs?: number
  /** Between two pieces of the body. */
  readonly bodyTimeoutMs?: number
  /** For the whole request, waiting for a free connection included. */
  readonly totalTimeoutMs?: number
  readonly connectionsPerOrigin?: number
  readonly maxResponseBytes?: number
}

/** A transport with kept-alive connections. All time-outs are in real time, whatever the injected clock says. */
export function createHttp(options: HttpOptions): Http {
  const maxResponseBytes = options.maxResponseBytes ?? 32 * 1024 * 1024
  const totalTimeoutMs = options.totalTimeoutMs ?? 90_000
  const agent = new Agent({
    connections: options.connectionsPerOrigin ?? 128,
    pipelining: 1,
    allowH2: false,
    connect: { minVersion: 'TLSv1.2', timeout: options.connectTimeoutMs ?? 10_000 },
    headersTimeout: options.headersTimeoutMs ?? 30_000,
    bodyTimeout: options.bodyTimeoutMs ?? 30_000,
  })

  async function request({
    method,
    url: address,
    headers,
    body,
    signal,
  }: HttpRequest): Promise<HttpResponse> {
    const url = assertAllowedUrl(address)
    signal?.throwIfAborted()
    const limit = limitTime(totalTimeoutMs, signal)
    try {
      const response = await agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        headers: { 'user-agent': options.userAgent, ...headers },
        body: body ?? null,
        signal: limit.signal,
      })
      const text = await readText(response.body, maxResponseBytes)
      if (text === null) throw new TransportError('too_large', url.host, `over ${maxResponseBytes} bytes`)
      return {
        status: response.statusCode,
        header: (name) => firstValue(response.headers[name.toLowerCase()]),
        text,
      }
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason
      if (error instanceof TransportError) throw error
      if (limit.signal.aborted) throw new TransportError('timeout', url.host, `after ${totalTimeoutMs} ms`)
      throw toTransportError(error, url.host)
    } finally {
      limit.end()
    }
  }

  return { request, close: () => agent.close() }
}

/** A signal that aborts with `outer` or after `ms`, and leaves nothing behind on a long-lived `outer`. */
function limitTime(ms: number, outer: AbortSignal | undefined): { signal: AbortSignal; end(): void } {
  const controller = new AbortController()
  const abort = () => controller.abort()
  const timer = setTimeout(abort, ms)
  outer?.addEventListener('abort', abort, { once: true })
  return {
    signal: controller.signal,
    end: () => {
      clearTimeout(timer)
      outer?.removeEventListener('abort', abort)
    },
  }
}

/** The body as text (a byte order mark is dropped), or null when it is longer than allowed. */
async function readText(body: Dispatcher.ResponseData['body'], maxBytes: number): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes) return null
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}

function toTransportError(error: unknown, host: string): TransportError {
  const code = (error as { code?: unknown } | null)?.code
  const name = typeof code === 'string' ? code : 'unknown'
  return new TransportError(/TIMEOUT|TIMEDOUT/.test(name) ? 'timeout' : 'connection', host, name)
}

function firstValue(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null
}
