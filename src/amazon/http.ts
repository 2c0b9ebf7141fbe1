import { Agent } from 'undici'
import { assertAllowedUrl } from './allowed-url.ts'

/**
 * The transport: one request, one answer, bounded or as a stream. It knows neither tokens nor quotas, retries nothing and follows
 * no redirect. Its errors name the host and a code only, because URLs, headers and bodies may hold what must not
 * be seen.
 */
export interface Http {
  /** Throws TransportError, or the signal's reason when it aborts. */
  request(request: HttpRequest): Promise<HttpResponse>
  /** The same for an answer of any length: resolves with its headers, the body is read as it arrives. */
  open(request: HttpRequest): Promise<HttpStream>
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

export interface HttpStream {
  readonly status: number
  /** A header by its name in any case, null when it was not sent. */
  header(name: string): string | null
  /** To be read once, as it came over the wire. Throws TransportError when it breaks off or stalls. */
  readonly body: AsyncIterable<Uint8Array>
  /** Gives the connection back; needed only when the body is not read to its end. */
  close(): void
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
  /** For the whole request, waiting for a free connection included; for a stream until its headers have arrived. */
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

  /** Sends the request and waits for the headers of its answer. */
  async function start({ method, url: address, headers, body, signal }: HttpRequest) {
    const url = assertAllowedUrl(address)
    signal?.throwIfAborted()
    const limit = limitTime(totalTimeoutMs, signal)
    const translate = (error: unknown): unknown => {
      if (signal?.aborted === true) return signal.reason
      if (error instanceof TransportError) return error
      if (limit.signal.aborted) return new TransportError('timeout', url.host, `after ${totalTimeoutMs} ms`)
      return toTransportError(error, url.host)
    }
    try {
      const response = await agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        headers: { 'user-agent': options.userAgent, ...headers },
        body: body ?? null,
        signal: limit.signal,
      })
      const close = () => {
        limit.end()
        // A body that is given up before its end reports that as an error, which nobody listens to any more.
        response.body.on('error', () => {}).destroy()
      }
      const header = (name: string) => firstValue(response.headers[name.toLowerCase()])
      return {
        status: response.statusCode,
        header,
        body: response.body as AsyncIterable<Uint8Array>,
        host: url.host,
        lift: limit.lift,
        close,
        translate,
      }
    } catch (error) {
      limit.end()
      throw translate(error)
    }
  }

  async function request(asked: HttpRequest): Promise<HttpResponse> {
    const { status, header, body, host, close, translate } = await start(asked)
    try {
      const text = await readText(body, maxResponseBytes)
      if (text === null) throw new TransportError('too_large', host, `over ${maxResponseBytes} bytes`)
      return { status, header, text }
    } catch (error) {
      throw translate(error)
    } finally {
      close()
    }
  }

  async function open(asked: HttpRequest): Promise<HttpStream> {
    const { status, header, body, lift, close, translate } = await start(asked)
    lift()
    async function* read() {
      try {
        yield* body
      } catch (error) {
        throw translate(error)
      } finally {
        close()
      }
    }
    return { status, header, body: read(), close }
  }

  return { request, open, close: () => agent.close() }
}

/**
 * A signal that aborts with `outer` or after `ms`, and leaves nothing behind on a long-lived `outer`. `lift` takes
 * the time limit off it, `end` both.
 */
function limitTime(ms: number, outer: AbortSignal | undefined) {
  const controller = new AbortController()
  const abort = () => controller.abort()
  const timer = setTimeout(abort, ms)
  outer?.addEventListener('abort', abort, { once: true })
  const lift = () => clearTimeout(timer)
  return {
    signal: controller.signal,
    lift,
    end: () => {
      lift()
      outer?.removeEventListener('abort', abort)
    },
  }
}

/** The body as text (a byte order mark is dropped), or null when it is longer than allowed. */
async function readText(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body) {
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
