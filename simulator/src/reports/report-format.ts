import { findMarketplace } from '../marketplaces.ts'
import { combine32, hash32 } from '../random.ts'
import type { SimulatedSeller } from '../seller.ts'
import type { ReportCharset } from './charset.ts'
import type { ReportRecord } from './report-record.ts'

/** How a document's text becomes bytes. */
export interface ReportFormat {
  charset: ReportCharset
  byteOrderMark: boolean
  lineEnd: '\n' | '\r\n'
  gzip: boolean
}

/**
 * No table says which marketplace writes what; seen are UTF-8 with and without a byte order mark,
 * windows-1252 and, in Japan, Windows-31J. A seller's own settings come first.
 * Source: amzn/selling-partner-api-models, issues 545, 1621, 4888 and 4955.
 */
export function formatOf(seller: SimulatedSeller, seed: string, record: ReportRecord): ReportFormat {
  const { reports = {} } = seller
  const draw = hash32(seed, 'report format', seller.sellerId)
  const countries = record.marketplaceIds.map((id) => findMarketplace(id)?.countryCode)
  const charset = reports.charset ?? drawCharset(draw, countries.includes('JP'))
  return {
    charset,
    byteOrderMark: charset === 'UTF-8' && (reports.byteOrderMark ?? (draw >>> 8) % 4 === 0),
    lineEnd: charset === 'Cp1252' || charset === 'windows-1252' ? '\r\n' : '\n',
    // Some documents of the same seller are compressed and some are not.
    gzip: reports.gzip ?? combine32(draw, Math.floor(record.dataFrom / 1000), record.number) % 3 > 0,
  }
}

function drawCharset(draw: number, isJapanese: boolean): ReportCharset {
  if (isJapanese) return draw & 1 ? 'Windows-31J' : 'Shift_JIS'
  return draw % 4 === 0 ? 'Cp1252' : 'UTF-8'
}

export function contentTypeOf({ charset }: ReportFormat): string {
  return `text/plain;charset=${charset}`
}
