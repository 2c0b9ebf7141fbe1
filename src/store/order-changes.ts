import type { OrderSource } from '../domain/order.ts'
import type { OrderDifference } from '../domain/order-difference.ts'
import type { FleetQueryable, TenantQueryable } from './database.ts'

/**
 * One entry of a tenant's feed: an order was created or updated. Positions count up by one in the order of commits,
 * without gaps (docs/adr 1).
 */
export interface OrderChange {
  readonly position: number
  readonly externalOrderId: string
  readonly kind: 'created' | 'updated'
  /** When it was stored here. */
  readonly at: Date
  /** When Amazon made the change. */
  readonly lastUpdatedAt: Date
  readonly source: OrderSource
  /** `{field: [before, after]}`, amounts as exact decimals; null for a created order. */
  readonly difference: OrderDifference | null
}

/** A piece of a feed. */
export type FeedPage =
  /** `end` is the position of the newest change that was there when the page was read. */
  | { readonly kind: 'page'; readonly changes: readonly OrderChange[]; readonly end: number }
  /** Changes behind the asked position are no longer kept, or never were: going on would leave a gap. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'no_tenant' }

/** An amount is read as text: earlier versions wrote a JSON number, which would lose its trailing zeros. */
const columns = `c.position, c.external_order_id, c.kind, c.recorded_at, c.last_updated_at, c.source_rank,
  CASE WHEN c.difference ? 'totalAmount' THEN c.difference || jsonb_build_object('totalAmount',
    jsonb_build_array(c.difference #>> '{totalAmount,0}', c.difference #>> '{totalAmount,1}')) ELSE c.difference END AS difference`

interface ChangeRow {
  readonly position: string
  readonly external_order_id: string
  readonly kind: 'created' | 'updated'
  readonly recorded_at: Date
  readonly last_updated_at: Date
  readonly source_rank: number
  readonly difference: OrderDifference | null
}

function fromRow(row: ChangeRow): OrderChange {
  return {
    position: Number(row.position),
    externalOrderId: row.external_order_id,
    kind: row.kind,
    at: row.recorded_at,
    lastUpdatedAt: row.last_updated_at,
    source: row.source_rank === 2 ? 'api' : 'report',
    difference: row.difference,
  }
}

/**
 * The changes after a position, oldest first; with null from the oldest that is kept. Changes and the feed's end come
 * from one snapshot, so that what is missing is known to be missing.
 */
export async function readFeed(db: TenantQueryable, after: number | null, limit: number): Promise<FeedPage> {
  const { rows } = await db.query<{ feed_position: string } & (ChangeRow | { readonly position: null })>(
    `SELECT t.feed_position, c.* FROM ordersync.tenants t LEFT JOIN LATERAL (
       SELECT ${columns} FROM ordersync.order_changes c
       WHERE c.tenant_id = t.tenant_id AND c.position > $2 ORDER BY c.position LIMIT $3
     ) c ON true WHERE t.tenant_id = $1 ORDER BY c.position`,
    [db.tenantId, after ?? 0, limit],
  )
  if (rows[0] === undefined) return { kind: 'no_tenant' }
  const end = Number(rows[0].feed_position)
  const changes = rows.flatMap((row) => (row.position === null ? [] : [fromRow(row)]))
  const next = changes[0]?.position ?? end + 1
  return after !== null && next !== after + 1 ? { kind: 'expired' } : { kind: 'page', changes, end }
}

/** The changes at these positions, as far as they are kept. */
export async function listChangesAt(
  db: TenantQueryable,
  positions: readonly number[],
): Promise<readonly OrderChange[]> {
  const { rows } = await db.query<ChangeRow>(
    `SELECT ${columns} FROM ordersync.order_changes c
     WHERE c.tenant_id = $1 AND c.position = ANY($2::bigint[]) ORDER BY c.position`,
    [db.tenantId, positions],
  )
  return rows.map(fromRow)
}

/** More than any order has; one that is changed without end still answers. */
const longestTimeline = 1000

/**
 * What happened to one order, oldest first, the newest thousand: real changes only. Amazon also sends newer copies in which
 * nothing differs that we show; they are in the feed, because the version of the order changed, and not here.
 */
export async function listTimeline(
  db: TenantQueryable,
  externalOrderId: string,
): Promise<readonly OrderChange[]> {
  const { rows } = await db.query<ChangeRow>(
    `SELECT ${columns} FROM ordersync.order_changes c
     WHERE c.tenant_id = $1 AND c.external_order_id = $2 AND (c.kind = 'created' OR c.difference <> '{}')
     ORDER BY c.position DESC LIMIT $3`,
    [db.tenantId, externalOrderId, longestTimeline],
  )
  return rows.map(fromRow).reverse()
}

/** The position of the newest change of a tenant's feed; null when there is no such tenant. */
export async function findFeedEnd(db: TenantQueryable): Promise<number | null> {
  const { rows } = await db.query<{ feed_position: string }>(
    'SELECT feed_position FROM ordersync.tenants WHERE tenant_id = $1',
    [db.tenantId],
  )
  return rows[0] === undefined ? null : Number(rows[0].feed_position)
}

/** The ends of the feeds of many tenants, one look-up each: who waits for changes asks for all at once. */
export async function readFeedEnds(
  db: FleetQueryable,
  tenantIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ tenant_id: string; feed_position: string }>(
    'SELECT tenant_id, feed_position FROM ordersync.fleet_feeds WHERE tenant_id = ANY($1)',
    [tenantIds],
  )
  return new Map(rows.map((row) => [row.tenant_id, Number(row.feed_position)]))
}
