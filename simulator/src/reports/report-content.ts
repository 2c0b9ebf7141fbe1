import { once } from 'node:events'
import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createGzip } from 'node:zlib'
import type { SimulatedSeller } from '../seller.ts'
import type { World } from '../world.ts'
import { breakLines } from './broken-lines.ts'
import { encodeText } from './charset.ts'
import type { ReportFormat } from './report-format.ts'
import { reportLines } from './report-lines.ts'
import { isTooLong, type ReportRecord } from './report-record.ts'
import { syntheticLines } from './synthetic-report.ts'

/** Source: amzn/selling-partner-api-models, issue 2591. */
export const SPAN_EXCEEDED = 'Date range exceeded. Report can be requested only upto 30 days'
export const ERROR_SENTENCE = 'We are unable to process your request at this time. Please try again later.'
/** Why a report is FATAL stands, if anywhere, in its document. Source: reports_2021-06-30.json, Report. */
export const FATAL_EXPLANATION = JSON.stringify({
  errorDetails: 'The report could not be generated because of an internal error. Please request it again.',
})

/** A document's bytes, made as they are read. */
export function reportContent(
  world: World,
  seller: SimulatedSeller,
  record: ReportRecord,
  format: ReportFormat,
): Readable {
  const bytes = Readable.from(encode(batchesOf(world, seller, record), format), { objectMode: false })
  if (!format.gzip) return bytes
  // Speed rather than size: nothing here travels far.
  const gzip = createGzip({ level: 1 })
  bytes.on('error', (error) => gzip.destroy(error))
  gzip.on('close', () => bytes.destroy())
  return bytes.pipe(gzip)
}

/** At most so many bytes from the beginning. */
export async function readHead(content: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of content as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= maxBytes) break
  }
  if (!content.closed) {
    content.destroy()
    await once(content, 'close')
  }
  return Buffer.concat(chunks).subarray(0, maxBytes)
}

function batchesOf(world: World, seller: SimulatedSeller, record: ReportRecord): AsyncIterable<string[]> {
  const text = textInstead(record)
  if (text !== null) return single(text)
  const lines = seller.syntheticRows
    ? takingTurns(
        syntheticLines(seller.syntheticRows, {
          seed: `${world.seed} ${seller.sellerId}`,
          from: new Date(record.dataFrom),
          to: new Date(record.dataTo),
        }),
      )
    : reportLines(world, record)
  return record.fate === 'broken_rows' ? breakLines(lines) : lines
}

function textInstead(record: ReportRecord): string | null {
  if (record.fate === 'error_text') return record.text ?? ERROR_SENTENCE
  if (record.fate === 'fatal_with_document') return record.text ?? FATAL_EXPLANATION
  return isTooLong(record) ? SPAN_EXCEEDED : null
}

async function* encode(batches: AsyncIterable<readonly string[]>, format: ReportFormat) {
  if (format.byteOrderMark) yield Buffer.from('\ufeff')
  for await (const lines of batches) {
    if (lines.length === 0) continue
    yield encodeText(lines.join(format.lineEnd) + format.lineEnd, format.charset)
  }
}

async function* single(text: string): AsyncGenerator<string[]> {
  if (text !== '') yield [text]
}

async function* takingTurns(batches: Iterable<string[]>): AsyncGenerator<string[]> {
  for (const batch of batches) {
    yield batch
    await nextTurn()
  }
}
