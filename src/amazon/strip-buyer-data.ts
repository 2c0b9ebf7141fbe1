import { readObject } from './wire-value.ts'

/**
 * Takes everything about the buyer out of a document before it is kept, wherever in it that stands. The rule goes
 * by the names of fields, so that it holds for fields that Amazon adds later and for documents of any shape; a
 * field too many is dropped rather than one too few. What it catches in an order: `buyer`, `recipient`, `payment`,
 * `tax.taxRegistrations`, gift messages, customisation addresses, and the merchant's `shipFromAddress`, which
 * nobody needs.
 * Source: Access Orders PII; orders_2026-01-01.json.
 */
const aboutBuyer =
  /buyer|recipient|customer|consignee|address|postal|phone|e-?mail|contact|gift_?message|customized_?(url|info)|tax_?registration|^tax_?id|delivery_?preference|^payment|name$/i

/** Names of things. */
const aboutThings = new Set(['productname', 'marketplacename', 'channelname', 'storename'])

/** Amazon's documents are a dozen levels deep. Deeper pieces are dropped, so that none can exhaust the stack. */
const maxDepth = 60

/** A copy without buyer data. Of a document that is no object only its JSON type is left. */
export function stripBuyerData(document: unknown): unknown {
  return readObject(document) === undefined ? jsonType(document) : strip(document, 0)
}

function strip(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth === maxDepth) return null
  if (Array.isArray(value)) return value.map((element) => strip(element, depth + 1))
  const kept = Object.entries(value).filter(([name]) => !isAboutBuyer(name))
  return Object.fromEntries(kept.map(([name, field]) => [name, strip(field, depth + 1)]))
}

/** Whether a field of this name may hold something about the buyer. */
export function isAboutBuyer(name: string): boolean {
  return aboutBuyer.test(name) && !aboutThings.has(name.toLowerCase())
}

function jsonType(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
