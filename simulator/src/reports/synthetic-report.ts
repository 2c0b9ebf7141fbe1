import { Readable } from 'node:stream'
import { isoSeconds } from '../clock.ts'
import { combine32, hash32 } from '../random.ts'
import { encodeText, type ReportCharset } from './charset.ts'

export interface SyntheticReportOptions {
  /** Same seed, same rows. Default: 'synthetic'. */
  seed?: string
  /** Purchase dates lie in between, oldest first. Default: 30 days from 2026-06-01. */
  from?: Date
  to?: Date
  charset?: ReportCharset
}

/**
 * An All Orders report of any size, independent of the world: for measuring memory. One order in fifty
 * has two rows with the same SKU, one in four is cancelled, one in a hundred has no prices yet. Rows are
 * made as they are read, so the size costs nothing but time.
 */
export function syntheticReport(rows: number, options: SyntheticReportOptions = {}): Readable {
  const { charset = 'UTF-8' } = options
  return Readable.from(encode(syntheticLines(rows, options), charset), { objectMode: false })
}

function* encode(batches: Iterable<readonly string[]>, charset: ReportCharset): Generator<Buffer> {
  for (const batch of batches) yield encodeText(`${batch.join('\n')}\n`, charset)
}

const ROWS_PER_BATCH = 250
const DAY_MS = 86_400_000
const HEADER =
  'amazon-order-id merchant-order-id purchase-date last-updated-date order-status fulfillment-channel ' +
  'sales-channel order-channel ship-service-level product-name sku asin item-status quantity currency ' +
  'item-price item-tax shipping-price shipping-tax gift-wrap-price gift-wrap-tax item-promotion-discount ' +
  'ship-promotion-discount ship-city ship-state ship-postal-code ship-country promotion-ids ' +
  'is-business-order purchase-order-number price-designation'
const CHANNELS = ['Amazon.de', 'Amazon.de', 'Amazon.fr', 'Amazon.it', 'Amazon.es'] as const
const TITLES = [
  'Bilderrahmen 12" x 8" "Klassik", Buche geölt',
  'Übergroße Hängematte für 2 Personen, 300 × 200 cm',
  'Garden Hose Connector 3/4" to 1/2", Brass; 2 Pack',
  'Kinderfahrrad 16" Größe S blau/grün',
] as const
const CITIES = [
  'Köln\tNordrhein-Westfalen\t50667\tDE',
  'Orléans\t\t45000\tFR',
  'Milano\tMI\t20121\tIT',
] as const

/** Header first, in batches. */
export function* syntheticLines(rows: number, options: SyntheticReportOptions = {}): Generator<string[]> {
  const { seed = 'synthetic', from = new Date('2026-06-01T00:00:00Z') } = options
  const fromMs = from.getTime()
  const toMs = options.to?.getTime() ?? fromMs + 30 * DAY_MS
  const seedNumber = hash32(seed, 'synthetic')
  const window = { seed: seedNumber, fromMs, toMs, rows, idPrefix: windowPrefix(seedNumber, fromMs) }
  yield [HEADER.replaceAll(' ', '\t')]
  for (let row = 0; row < rows; row += ROWS_PER_BATCH) {
    const lines: string[] = []
    for (let at = row; at < Math.min(rows, row + ROWS_PER_BATCH); at++) lines.push(syntheticLine(at, window))
    yield lines
  }
}

interface SyntheticWindow {
  seed: number
  fromMs: number
  toMs: number
  rows: number
  idPrefix: string
}

function syntheticLine(row: number, { seed, fromMs, toMs, rows, idPrefix }: SyntheticWindow): string {
  // Every fiftieth row belongs to the order of the row before it.
  const isSecond = row % 50 === 49
  const order = isSecond ? row - 1 : row
  const draw = combine32(seed, order)
  const createdAt = Math.ceil(fromMs / 1000) + Math.floor(((toMs - fromMs) * order) / rows / 1000)
  const created = reportTime(createdAt)
  const updated = reportTime(createdAt + (draw % 400_000))
  const id = `${idPrefix}${shuffleDigits(order)}`
  const isCancelled = draw % 1000 < 245
  const isPending = draw % 1000 >= 990
  const status = isCancelled ? 'Cancelled' : isPending ? 'Pending' : 'Shipped'
  const cents = 1_872 + (draw % 32_000)
  const price = isPending ? '' : `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
  const zero = isPending ? '' : '0.00'
  const channel = CHANNELS[draw % CHANNELS.length]
  const fulfiller = draw & 4 ? 'Amazon' : 'Merchant'
  const title = TITLES[draw % TITLES.length]
  // One of ten thousand products: its SKU, ASIN and title go together.
  const product = String(draw % 10_000).padStart(4, '0')
  const city = isPending || isCancelled ? '\t\t\t' : CITIES[draw % CITIES.length]
  return (
    `${id}\t\t${created}\t${updated}\t${status}\t${fulfiller}\t${channel}\t\tStandard\t` +
    `${title}\tKB-${product}\tB0KX00${product}\t${status}\t1\t` +
    `${isPending ? '' : 'EUR'}\t${price}\t${zero}\t${zero}\t\t\t\t${zero}\t\t${city}\t\tfalse\t\t`
  )
}

function reportTime(seconds: number): string {
  return `${isoSeconds(seconds).slice(0, -1)}+00:00`
}

/** Odd and no multiple of five: multiplying by it shuffles seven digits without a collision. */
const SHUFFLE = 7_654_321
const SEVEN_DIGITS = 10_000_000

/** The same for all orders of a window; windows that begin on different days differ. */
function windowPrefix(seed: number, fromMs: number): string {
  const place = (Math.floor(fromMs / DAY_MS) % 10_000) * 1000 + (seed % 1000)
  return `305-${shuffleDigits(place)}-`
}

function shuffleDigits(number: number): string {
  return String((number * SHUFFLE) % SEVEN_DIGITS).padStart(7, '0')
}
