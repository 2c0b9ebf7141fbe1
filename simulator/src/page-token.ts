import { createHash } from 'node:crypto'
import type { Position } from './page-select.ts'
import type { Signer } from './signing.ts'
import type { SearchMark } from './stats.ts'

/** Everything the next page needs; nothing is kept on our side. */
export interface PageState {
  sellerId: string
  /** Hash of the parameters that must be sent again unchanged. */
  parameters: string
  after: Position
  /** The effective upper bound of the first page, seconds since 1970. */
  to: number
  issuedAt: number
  mark: SearchMark
}

/** Source: amzn/selling-partner-api-models, orders_2026-01-01.json, Pagination. */
const LIFETIME_SECONDS = 24 * 3600

/** May change from page to page. Source: as above, paginationToken. */
const FREE_PARAMETERS: ReadonlySet<string> = new Set(['paginationToken', 'maxResultsPerPage', 'includedData'])

/**
 * Real tokens hold characters that mean something in a query string. A client that forgets to encode
 * this one sends a blank for the plus sign and is refused.
 */
const MARKER = 'p+/'

export function fingerprint(query: URLSearchParams): string {
  const frozen = [...query].filter(([name]) => !FREE_PARAMETERS.has(name)).toSorted()
  return createHash('sha256').update(JSON.stringify(frozen)).digest('base64url').slice(0, 22)
}

export function writePageToken(signer: Signer, state: PageState): string {
  return `${MARKER}${signer.sign('page', state)}==`
}

/** Null: not ours, older than a day, of another seller, or sent with other parameters. */
export function readPageToken(
  signer: Signer,
  token: string,
  expected: { sellerId: string; parameters: string; nowSeconds: number },
): PageState | null {
  if (!token.startsWith(MARKER) || !token.endsWith('==')) return null
  const state = signer.verify('page', token.slice(MARKER.length, -2)) as PageState | null
  if (!state || state.sellerId !== expected.sellerId || state.parameters !== expected.parameters) return null
  return expected.nowSeconds - state.issuedAt > LIFETIME_SECONDS ? null : state
}
