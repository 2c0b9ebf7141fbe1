import { readObject } from './wire-value.ts'

/**
 * Takes everything about the buyer out of a document, wherever in it that stands. The rule goes by the names of
 * fields, so that it holds for fields that Amazon adds later and for documents of any shape; a field too many is taken
 * rather than one too few. What it finds in an order: `buyer`, `recipient`, `payment`, `tax.taxRegistrations`, gift
 * messages, customisation addresses, and also the merchant's own `shipFromAddress`.
 * Source: Access Orders PII; orders_2026-01-01.json.
 */
const aboutBuyer =
  /buyer|recipient|customer|consignee|address|postal|phone|e-?mail|contact|gift_?message|customized_?(url|info)|tax_?registration|^tax_?id|delivery_?preference|^payment|name$/i

/** Names of things, and demands on the carrier that say nothing of the person (`recipientAgeVerification`). */
const aboutThings = new Set([
  ...['productname', 'marketplacename', 'channelname', 'storename'],
  ...['recipientidentityverification', 'recipientageverification'],
])

/** What tells to which part of the order a piece belongs that was taken out of it. */
const identifiers = ['orderItemId', 'packageReferenceId'] as const

/** Amazon's documents are a dozen levels deep. Deeper pieces are dropped, so that none can exhaust the stack. */
const maxDepth = 60

export interface SplitDocument {
  /** The document without buyer data. Of a document that is no object only its JSON type is left. */
  readonly kept: unknown
  /**
   * What was taken, at the places where it stood: lists hold their elements that lost something, each with its
   * identifier. Undefined when there was nothing.
   */
  readonly taken: unknown
}

export function splitBuyerData(document: unknown): SplitDocument {
  return readObject(document) === undefined
    ? { kept: jsonType(document), taken: undefined }
    : split(document, 0)
}

function split(value: unknown, depth: number): SplitDocument {
  if (typeof value !== 'object' || value === null) return { kept: value, taken: undefined }
  if (depth === maxDepth) return { kept: null, taken: undefined }
  if (Array.isArray(value)) {
    const parts = value.map((element) => split(element, depth + 1))
    const taken = parts.map((part) => part.taken).filter((part) => part !== undefined)
    return { kept: parts.map((part) => part.kept), taken: taken.length === 0 ? undefined : taken }
  }
  return splitObject(value, depth)
}

function splitObject(value: object, depth: number): SplitDocument {
  const kept: [string, unknown][] = []
  const taken: [string, unknown][] = []
  for (const [name, field] of Object.entries(value)) {
    if (isAboutBuyer(name)) {
      if (!isBlank(field)) taken.push([name, field])
      continue
    }
    const parts = split(field, depth + 1)
    kept.push([name, parts.kept])
    if (parts.taken !== undefined) taken.push([name, parts.taken])
  }
  return {
    kept: Object.fromEntries(kept),
    taken: taken.length === 0 ? undefined : Object.fromEntries([...identify(kept), ...taken]),
  }
}

/** What Amazon leaves of a part when it hides its fields. */
function isBlank(field: unknown): boolean {
  if (typeof field !== 'object' || field === null) return field === null || field === ''
  return Object.values(field).every(isBlank)
}

function identify(kept: readonly [string, unknown][]): readonly [string, unknown][] {
  return kept.filter(([name]) => (identifiers as readonly string[]).includes(name))
}

/** Whether a field of this name may hold something about the buyer. */
export function isAboutBuyer(name: string): boolean {
  return aboutBuyer.test(name) && !aboutThings.has(name.toLowerCase())
}

function jsonType(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
