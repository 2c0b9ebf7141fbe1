/**
 * The names under which Amazon announces the encodings of its report documents. Several are Java's, which
 * a web platform's TextDecoder does not know.
 * Source: amzn/selling-partner-api-models, issues 545, 1621, 4888 and 4955.
 */
export const REPORT_CHARSETS = [
  'UTF-8',
  'Cp1252',
  'windows-1252',
  'ISO-8859-1',
  'Shift_JIS',
  'Windows-31J',
] as const
export type ReportCharset = (typeof REPORT_CHARSETS)[number]

/** By UTF-16 code unit: 0 is lost, below 256 one byte, otherwise two. */
type CodeTable = Uint16Array

const LOST = 0x3f
const tables = new Map<ReportCharset, CodeTable>()

/** Writes text in a charset; what the charset lacks becomes a question mark, as in Amazon's documents. */
export function encodeText(text: string, charset: ReportCharset): Buffer {
  if (charset === 'UTF-8') return Buffer.from(text, 'utf8')
  const table = tableOf(charset)
  // No code unit takes more than two bytes here.
  const bytes = Buffer.allocUnsafe(text.length * 2)
  let length = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    // One question mark for a pair of surrogates.
    if (unit >= 0xdc00 && unit <= 0xdfff) continue
    const code = unit < 0x80 ? unit : (table[unit] ?? 0) || LOST
    if (code > 0xff) bytes[length++] = code >> 8
    bytes[length++] = code & 0xff
  }
  return bytes.subarray(0, length)
}

function tableOf(charset: ReportCharset): CodeTable {
  const known = tables.get(charset)
  if (known) return known
  const made =
    charset === 'Shift_JIS' || charset === 'Windows-31J' ? invertShiftJis() : invertSingleByte(charset)
  tables.set(charset, made)
  return made
}

function invertSingleByte(charset: ReportCharset): CodeTable {
  const table = new Uint16Array(65_536)
  const decoder = new TextDecoder('windows-1252')
  for (let byte = 0x80; byte <= 0xff; byte++) {
    // TextDecoder reads ISO-8859-1 as windows-1252; the real one has controls where that has letters.
    if (charset === 'ISO-8859-1') {
      if (byte >= 0xa0) table[byte] = byte
      continue
    }
    const unit = decoder.decode(Uint8Array.of(byte)).charCodeAt(0)
    if (unit >= 0xa0) table[unit] = byte
  }
  return table
}

/** The decoder reads `shift_jis` as Windows-31J. Of several codes for a character the first is written. */
function invertShiftJis(): CodeTable {
  const table = new Uint16Array(65_536)
  const decoder = new TextDecoder('shift_jis')
  for (let byte = 0xa1; byte <= 0xdf; byte++) {
    table[decoder.decode(Uint8Array.of(byte)).charCodeAt(0)] = byte
  }
  for (let lead = 0x81; lead <= 0xfc; lead++) {
    // 0xA0 to 0xDF are single bytes; 0xED and 0xEE repeat the characters of 0xFA to 0xFC.
    if ((lead >= 0xa0 && lead <= 0xdf) || lead === 0xed || lead === 0xee) continue
    for (let trail = 0x40; trail <= 0xfc; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail))
      const unit = text.charCodeAt(0)
      if (text.length === 1 && unit !== 0xfffd) table[unit] ||= (lead << 8) | trail
    }
  }
  return table
}
