import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Clock } from '../runtime/clock.ts'
import { createTextDecoder } from './charset.ts'
import { AmazonError } from './errors.ts'
import { type Http, type HttpStream, TransportError } from './http.ts'
import type { ReportDocumentAddress, ReportText } from './reports-api.ts'

const retryAfterMs = 500

/** Large enough that what each piece costs does not matter, and not so large that V8 keeps it apart from young objects. */
const chunkBytes = 64 * 1024

/**
 * Downloads a report document as text, in pieces. The address is signed: it gets no header of SP-API and appears in
 * no error. Source: Reports API guides; reports_2021-06-30.json,
 * ReportDocument.
 */
export async function openReportText(
  { url, compressionAlgorithm }: ReportDocumentAddress,
  context: { readonly http: Http; readonly clock: Clock; readonly signal: AbortSignal | undefined },
): Promise<ReportText> {
  const stream = await openTwice(url.reveal(), context)
  if (stream.status !== 200) {
    stream.close()
    const what =
      stream.status === 403
        ? 'the address of the report document has expired; ask for a new one'
        : 'the report document could not be downloaded'
    throw new AmazonError('unavailable', `${what} (the storage answered ${stream.status})`, {
      httpStatus: stream.status,
    })
  }
  const decoder = createTextDecoder(stream.header('content-type'))
  const isGzip = compressionAlgorithm === 'GZIP' || /gzip/i.test(stream.header('content-encoding') ?? '')

  async function* read(): AsyncGenerator<string, void, undefined> {
    try {
      for await (const bytes of isGzip ? gunzip(stream.body) : stream.body) {
        const text = decoder.decode(bytes)
        if (text !== '') yield text
      }
      const rest = decoder.end()
      if (rest !== '') yield rest
    } catch (error) {
      throw toAmazonError(error)
    } finally {
      stream.close()
    }
  }

  return { charset: decoder.charset, charsetNote: decoder.note, chunks: read(), close: stream.close }
}

/**
 * Once more after a moment when the storage stumbles: the address still holds, and another one costs a token of a
 * bucket that refills once a minute.
 */
async function openTwice(
  url: string,
  { http, clock, signal }: { http: Http; clock: Clock; signal: AbortSignal | undefined },
): Promise<HttpStream> {
  const open = () => http.open({ method: 'GET', url, headers: {}, signal })
  try {
    const first = await open()
    if (first.status < 500) return first
    first.close()
  } catch (error) {
    if (!(error instanceof TransportError) || error.failure !== 'connection') throw toAmazonError(error)
  }
  await clock.sleep(retryAfterMs, signal)
  return open().catch((error: unknown) => {
    throw toAmazonError(error)
  })
}

/** Throws when the compressed data ends too early or is not what it claims to be. */
function gunzip(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const unzip = createGunzip({ chunkSize: chunkBytes })
  // An error of either side reaches the reader through `unzip`.
  pipeline(body, unzip, () => {})
  return unzip
}

/** What the signal or the reader threw stays as it is. */
function toAmazonError(error: unknown): unknown {
  if (error instanceof TransportError) {
    return new AmazonError('unavailable', `the download of a report document broke off: ${error.message}`, {
      cause: error,
    })
  }
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code === 'string' && code.startsWith('Z_')) {
    return new AmazonError('unavailable', `a report document cannot be decompressed (${code})`, {
      cause: error,
    })
  }
  return error
}
