import { longestHistoryDays } from '../backfill-plan.ts'
import { findMarketplace } from '../marketplaces.ts'
import { type Region, regions } from '../region.ts'
import type { Note } from './finding.ts'
import { parseSourceInstant } from './source-value.ts'

/** A row of "MarketplaceConnection"; everything is text as PostgreSQL writes it. */
export interface SourceConnection {
  readonly id: string
  readonly tenantId: string
  readonly marketplace: string | null
  readonly status: string | null
  readonly region: string | null
  readonly marketplaceId: string | null
  readonly sellingPartnerId: string | null
  /** Holds a secret: never printed. */
  readonly refreshToken: { reveal(): string } | null
  readonly displayName: string | null
}

/** A row of "MarketplaceSyncState". */
export interface SourceState {
  readonly id: string
  readonly tenantId: string
  readonly marketplace: string | null
  readonly lastUpdatedAfter: string | null
  readonly initialBackfillDays: string | null
  readonly initialBackfillDoneAt: string | null
  readonly initialBackfillStatus: string | null
}

/** A seller account of a tenant, as it is to be connected here. */
export interface MovedConnection {
  readonly connectionId: string
  readonly region: Region
  readonly sellingPartnerId: string
  readonly marketplaceIds: readonly string[]
  readonly refreshToken: { reveal(): string } | null
}

const usableId = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$/
const sellerId = /^A[A-Z0-9]{9,20}$/
const marketplaceId = /^A[A-Z0-9]{9,20}$/
const refreshToken = /^Atzr\|[\x21-\x7e]{1,2043}$/
/** Words of a connection that its tenant ended. */
const ended = /^(disconnected|disabled|revoked|deleted|inactive|removed)$/i

export function isAmazon(marketplace: string | null): boolean {
  return marketplace === null || /^amazon/i.test(marketplace.trim())
}

/** The seller accounts of one tenant; `note` hears what is wrong. Rows of one account become one connection. */
export function toMovedConnections(
  rows: readonly SourceConnection[],
  note: Note,
): readonly MovedConnection[] {
  const byAccount = new Map<string, MovedConnection>()
  for (const row of rows) {
    const moved = toMoved(row, note)
    if (moved === null) continue
    const account = `${moved.region}/${moved.sellingPartnerId}`
    const first = byAccount.get(account)
    if (first !== undefined) note('connection_twice', row.id)
    byAccount.set(account, first === undefined ? moved : join(first, moved))
  }
  return [...byAccount.values()]
}

function join(first: MovedConnection, second: MovedConnection): MovedConnection {
  return {
    ...first,
    marketplaceIds: [...new Set([...first.marketplaceIds, ...second.marketplaceIds])],
    refreshToken: first.refreshToken ?? second.refreshToken,
  }
}

function toMoved(row: SourceConnection, note: Note): MovedConnection | null {
  if (!isAmazon(row.marketplace)) {
    note('other_marketplace', row.id)
    return null
  }
  const account = row.sellingPartnerId?.trim() ?? ''
  const region = findRegion(row)
  if (region === null || !sellerId.test(account) || !usableId.test(row.id)) {
    note('seller_unknown', row.id)
    return null
  }
  return {
    connectionId: row.id,
    region,
    sellingPartnerId: account,
    marketplaceIds: listMarketplaces(row),
    refreshToken: chooseToken(row, note),
  }
}

/** The region by its name (`EU`, `eu-west-1`), else that of the marketplace. */
export function findRegion(row: Pick<SourceConnection, 'region' | 'marketplaceId'>): Region | null {
  const written = row.region?.trim().toUpperCase().split(/[-_]/)[0] ?? ''
  const named = regions.find((region) => region === written || (written === 'US' && region === 'NA'))
  if (named !== undefined) return named
  const [first] = listMarketplaces(row)
  return first === undefined ? null : (findMarketplace(first)?.region ?? null)
}

function listMarketplaces(row: Pick<SourceConnection, 'marketplaceId'>): readonly string[] {
  return (row.marketplaceId ?? '').split(/[\s,;{}"[\]]+/).filter((id) => marketplaceId.test(id))
}

/** Amazon's tokens are told by how they begin; what a tenant disconnected stays disconnected. */
function chooseToken(row: SourceConnection, note: Note): MovedConnection['refreshToken'] {
  const token = row.refreshToken
  if (token === null || token.reveal().trim() === '') {
    note('token_missing', row.id)
    return null
  }
  if (ended.test(row.status?.trim() ?? '')) {
    note('token_of_disconnected', row.id)
    return null
  }
  if (!refreshToken.test(token.reveal())) {
    note('token_unreadable', row.id)
    return null
  }
  note('token_in_clear', row.id)
  return token
}

/** Where the earlier system had come to with one tenant. */
export interface MovedState {
  /** For the first run of the delta lane: it goes on from there, or repairs what is no date in the past. */
  readonly cursor: string | null
  /** How much history the engine fetches again; null: as much as of every new connection. */
  readonly backfillDays: number | null
}

/**
 * What is kept of a sync state. That a backfill was done says nothing about which days are complete, so it is fetched
 * again: coverage is what this engine has proven itself.
 */
export function toMovedState(state: SourceState, now: Date, note: Note): MovedState {
  return { cursor: readCursor(state, now, note), backfillDays: readBackfill(state, note) }
}

function readCursor({ id, lastUpdatedAfter }: SourceState, now: Date, note: Note): string | null {
  const text = lastUpdatedAfter?.trim() ?? ''
  if (text === '') {
    note('cursor_missing', id)
    return null
  }
  const cursor = parseSourceInstant(text, now)
  if (cursor !== null) return cursor.toISOString()
  const far = parseSourceInstant(text, new Date('9999-01-01'))
  note(far === null ? 'cursor_not_a_date' : 'cursor_in_future', id)
  // As `connect --cursor` takes it: in one line and not without end. The first run looks at it and says what it did.
  return text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 500)
}

function readBackfill(state: SourceState, note: Note): number | null {
  const { id, initialBackfillDays, initialBackfillStatus, initialBackfillDoneAt } = state
  if (initialBackfillDoneAt !== null || initialBackfillStatus === 'success') note('backfill_unproven', id)
  else if (initialBackfillStatus === 'in_progress') note('backfill_stuck', id)
  else if (initialBackfillStatus === 'failed') note('backfill_failed', id)
  if (initialBackfillDays === null) return null
  const days = Number(initialBackfillDays)
  if (Number.isInteger(days) && days >= 1 && days <= longestHistoryDays) return days
  note('backfill_days_unusable', id)
  return null
}
