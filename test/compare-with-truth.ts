import { type OrderTruth, type RosterEntry, USUAL_LATENESS } from '@ordersync/simulator'
import type { Queryable } from '../src/store/database.ts'

/**
 * How far behind Amazon's last change every watermark must be before the two are compared: the change may be shown late, and
 * a window ends two minutes before it is asked for.
 */
export const settledAfterMs = USUAL_LATENESS.maxSeconds * 1000 + 5 * 60_000

/** How the store differs from what is true at Amazon. All zero: the store equals the truth. */
export interface Difference {
  /** True at Amazon, not stored for a tenant that is connected to the seller. */
  readonly lost: number
  /** Stored or announced more than once: items beyond the truth's, or a second "created" in the feed. */
  readonly doubled: number
  /** Stored, but not as it is true now, or counted otherwise than stored. */
  readonly stale: number
  /** Stored, but unknown at Amazon. */
  readonly phantom: number
  /** Stored for a tenant whose seller did not get this order. */
  readonly crossTenant: number
  /** Orders that were compared. */
  readonly compared: number
  /** The first few differences, to look at. */
  readonly examples: readonly string[]
}

interface StoredOrder {
  readonly external_order_id: string
  readonly last_updated_at: Date
  readonly order_status_raw: string | null
  readonly total_amount: string | null
  readonly total_currency: string | null
  readonly items: readonly {
    id: string
    quantity: number | null
    fulfilled: number | null
    missing: boolean
  }[]
  readonly packages: readonly {
    id: string
    status: string | null
    tracking: string | null
    missing: boolean
  }[]
  readonly created: number
}

/** Compares each tenant of the roster that has a token with the truth of its seller. */
export async function compareWithTruth(
  db: Queryable,
  roster: readonly RosterEntry[],
  truthOf: (sellerId: string) => Iterable<OrderTruth>,
): Promise<Difference> {
  const found = { lost: 0, doubled: 0, stale: 0, phantom: 0, crossTenant: 0, compared: 0 }
  const examples: string[] = []
  const note = (kind: keyof typeof found, text: string): void => {
    found[kind] += 1
    if (examples.length < 10) examples.push(`${kind}: ${text}`)
  }
  const sellerOfOrder = new Map<string, string>()
  const truths = new Map<string, OrderTruth[]>()
  for (const sellerId of new Set(roster.map((entry) => entry.sellerId))) {
    const truth = [...truthOf(sellerId)]
    truths.set(sellerId, truth)
    for (const order of truth) sellerOfOrder.set(order.orderId, sellerId)
  }
  for (const { tenantId, sellerId, refreshToken } of roster) {
    if (refreshToken === null) continue
    const stored = await readStored(db, tenantId)
    const truth = truths.get(sellerId) ?? []
    for (const order of truth) {
      found.compared += 1
      const copy = stored.get(order.orderId)
      stored.delete(order.orderId)
      if (copy === undefined) {
        note('lost', `${tenantId} ${order.orderId} ${order.lastUpdatedTime}`)
        continue
      }
      if (copy.created !== 1 || copy.items.filter((item) => !item.missing).length > order.items.length) {
        note('doubled', `${tenantId} ${order.orderId}`)
      }
      const wrong = findStale(copy, order)
      if (wrong !== null) note('stale', `${tenantId} ${order.orderId} ${wrong}`)
    }
    const counts = await readCounts(db, tenantId)
    if (counts.counted !== counts.seen)
      note('stale', `${tenantId} counts ${counts.counted}, has ${counts.seen}`)
    for (const id of stored.keys()) {
      const owner = sellerOfOrder.get(id)
      if (owner === undefined) note('phantom', `${tenantId} ${id}`)
      else note('crossTenant', `${tenantId} ${id} of ${owner}`)
    }
  }
  return { ...found, examples }
}

async function readStored(db: Queryable, tenantId: string): Promise<Map<string, StoredOrder>> {
  const { rows } = await db.query<StoredOrder>(
    `SELECT o.external_order_id, o.last_updated_at, o.order_status_raw, o.total_amount, o.total_currency,
       (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', i.order_item_id, 'quantity', i.quantity, 'fulfilled', i.quantity_fulfilled,
          'missing', i.missing_since IS NOT NULL)), '[]') FROM ordersync.order_items i
        WHERE i.tenant_id = o.tenant_id AND i.external_order_id = o.external_order_id) AS items,
       (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', p.package_reference_id, 'status', p.status, 'tracking', p.tracking_number,
          'missing', p.missing_since IS NOT NULL)), '[]') FROM ordersync.order_packages p
        WHERE p.tenant_id = o.tenant_id AND p.external_order_id = o.external_order_id) AS packages,
       (SELECT count(*)::integer FROM ordersync.order_changes c
        WHERE c.tenant_id = o.tenant_id AND c.external_order_id = o.external_order_id AND c.kind = 'created') AS created
     FROM ordersync.orders o WHERE o.tenant_id = $1`,
    [tenantId],
  )
  return new Map(rows.map((row) => [row.external_order_id, row]))
}

/** Orders and items, as the tenant's counters have them and as its rows are. */
async function readCounts(
  db: Queryable,
  tenantId: string,
): Promise<{ readonly counted: string; readonly seen: string }> {
  const { rows } = await db.query<{ counted: string; seen: string }>(
    `SELECT concat_ws(' orders and ', order_count, item_count) AS counted, concat_ws(' orders and ',
       (SELECT count(*) FROM ordersync.orders o WHERE o.tenant_id = t.tenant_id),
       (SELECT count(*) FROM ordersync.order_items i WHERE i.tenant_id = t.tenant_id AND i.missing_since IS NULL)) AS seen
     FROM ordersync.tenants t WHERE t.tenant_id = $1`,
    [tenantId],
  )
  return rows[0] ?? { counted: 'nothing', seen: 'nothing' }
}

/** What is not as the truth says, or null. */
function findStale(copy: StoredOrder, truth: OrderTruth): string | null {
  if (copy.last_updated_at.getTime() !== Date.parse(truth.lastUpdatedTime)) {
    return `version ${copy.last_updated_at.toISOString()} instead of ${truth.lastUpdatedTime}`
  }
  if (truth.fulfillmentStatus !== null && copy.order_status_raw !== truth.fulfillmentStatus)
    return `status ${copy.order_status_raw}`
  if (
    truth.total !== null &&
    (copy.total_amount !== truth.total.amount || copy.total_currency !== truth.total.currencyCode)
  ) {
    return `total ${copy.total_amount} instead of ${truth.total.amount}`
  }
  const items = new Map(copy.items.map((item) => [item.id, item]))
  for (const item of truth.items) {
    const stored = items.get(item.orderItemId)
    if (stored === undefined || stored.missing) return `item ${item.orderItemId} is missing`
    if (stored.quantity !== item.quantityOrdered)
      return `item ${item.orderItemId} quantity ${stored.quantity}`
    if (item.quantityFulfilled !== undefined && stored.fulfilled !== item.quantityFulfilled) {
      return `item ${item.orderItemId} fulfilled ${stored.fulfilled}`
    }
  }
  const packages = new Map(copy.packages.map((pack) => [pack.id, pack]))
  for (const pack of truth.packages) {
    const stored = packages.get(pack.packageReferenceId)
    if (stored === undefined || stored.missing) return `package ${pack.packageReferenceId} is missing`
    if (pack.status !== null && stored.status !== pack.status)
      return `package ${pack.packageReferenceId} ${stored.status}`
    if (pack.trackingNumber !== undefined && stored.tracking !== pack.trackingNumber)
      return `package ${pack.packageReferenceId} tracking`
  }
  return null
}
