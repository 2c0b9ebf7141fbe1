import { createHash } from 'node:crypto'
import type { OrderTruth, RosterEntry } from '@ordersync/simulator'
import type { Queryable } from '../../src/store/database.ts'
import { earlierSchemaSql } from './schema.ts'

/**
 * Fills the database of an earlier system with what a simulated Amazon knew at `at`, and with everything that is known
 * to be broken in such databases. Deterministic: the same truth and seed, the same rows.
 */
export interface EarlierSystem {
  readonly seed: string
  /** When it was last synced. */
  readonly at: Date
  readonly roster: readonly RosterEntry[]
  truthOf(sellerId: string): Iterable<OrderTruth>
  /** What each tenant's sync state says, where it is not the cursor `at` and a finished backfill. */
  readonly states: Readonly<Record<string, Partial<StateRow>>>
}

interface StateRow {
  readonly lastUpdatedAfter: string | null
  readonly initialBackfillDays: number | null
  readonly initialBackfillDoneAt: string | null
  readonly initialBackfillStatus: string | null
}

/** How many rows have which defect. */
export interface Planted {
  readonly tables: Readonly<Record<string, number>>
  readonly findings: Readonly<Record<string, number>>
  /** Amazon's orders that have a usable copy, by tenant. */
  readonly usable: ReadonlyMap<string, ReadonlySet<string>>
}

type Row = Record<string, unknown>

export async function fillEarlierSystem(db: Queryable, system: EarlierSystem): Promise<Planted> {
  await db.query(earlierSchemaSql)
  const writer = new Writer(db)
  const usable = new Map<string, Set<string>>()
  for (const entry of system.roster) {
    await fillConnection(writer, system, entry)
    const own = new Set<string>()
    usable.set(entry.tenantId, own)
    let number = 0
    for (const order of system.truthOf(entry.sellerId)) {
      await fillOrder(writer, system.seed, entry, order, number, own)
      number += 1
    }
  }
  await fillStrangers(writer, system)
  await writer.flush()
  return { tables: writer.rows, findings: writer.findings, usable }
}

async function fillConnection(writer: Writer, system: EarlierSystem, entry: RosterEntry): Promise<void> {
  const { tenantId } = entry
  await writer.add('MarketplaceConnection', {
    id: `cm_${tenantId}`,
    tenantId,
    region: entry.region,
    marketplaceId: entry.marketplaceIds[0],
    sellerId: entry.sellerId,
    refreshToken: entry.refreshToken,
    displayName: entry.displayName,
  })
  writer.find(entry.refreshToken === null ? 'token_missing' : 'token_in_clear')
  await writer.add('MarketplaceSyncState', {
    id: `state_${tenantId}`,
    tenantId,
    lastUpdatedAfter: system.at.toISOString(),
    initialBackfillDays: 30,
    initialBackfillDoneAt: system.at.toISOString(),
    initialBackfillStatus: 'success',
    ...system.states[tenantId],
  })
}

/** Every so many orders have something wrong; which ones, their number says. */
async function fillOrder(
  writer: Writer,
  seed: string,
  entry: RosterEntry,
  order: OrderTruth,
  number: number,
  usable: Set<string>,
): Promise<void> {
  const id = `ord${createHash('sha256').update(`${seed}/${entry.tenantId}/${order.orderId}`).digest('hex').slice(0, 22)}`
  const amount = order.total === null ? null : Number(order.total.amount)
  const row: Row = {
    id,
    tenantId: entry.tenantId,
    externalOrderId: order.orderId,
    orderDate: order.createdTime,
    lastUpdatedAt: order.lastUpdatedTime,
    status: order.fulfillmentStatus,
    fulfillmentChannel: order.fulfilledBy === 'AMAZON' ? 'AFN' : 'MFN',
    marketplaceId: order.marketplaceId,
    totalAmount: amount,
    currency: order.total?.currencyCode ?? null,
    buyerName: 'PII-name',
    buyerEmail: `PII-${number}@example.com`,
    trackingNumber: `DEMO${number}`,
  }
  const every = (count: number, offset: number): boolean => number % count === offset
  const items = order.items.map(({ orderItemId, quantityOrdered }, index) => ({
    id: `${id}_${index}`,
    orderId: id,
    externalItemId: orderItemId,
    sku: `SKU-${number % 50}`,
    quantity: quantityOrdered,
  }))
  let taken = true
  if (every(40, 1) && amount !== null) {
    row.totalAmount = amount + 4e-12 * amount
    if (String(row.totalAmount) !== String(amount)) writer.find('money_as_float')
  } else if (every(40, 2) && amount !== null) {
    row.currency = null
    writer.find('currency_missing')
  } else if (every(40, 3)) {
    row.orderDate = '1970-01-01T00:00:00Z'
    writer.find('order_date_unusable')
    taken = false
  } else if (every(40, 4)) {
    row.externalOrderId = '  '
    writer.find('order_id_missing')
    taken = false
  } else if (every(40, 5) && amount !== null) {
    row.totalAmount = 'NaN'
    writer.find('money_unreadable')
  } else if (every(40, 6)) {
    for (const item of items) item.quantity = -1
    writer.find('quantity_unusable', items.length)
  } else if (every(40, 7)) {
    items.length = 0
    writer.find('order_without_items')
  } else if (every(40, 8)) {
    await writer.add('Order', {
      ...row,
      id: `${id}_old`,
      lastUpdatedAt: '2020-01-01T00:00:00Z',
      status: 'Pending',
    })
    await writer.add('OrderItem', { ...items[0], id: `${id}_old_0`, orderId: `${id}_old` })
    writer.find('order_twice')
    writer.find('item_of_copy')
  } else if (every(40, 9)) {
    await writer.add('OrderItem', {
      id: `${id}_orphan`,
      orderId: `gone_${id}`,
      sku: 'SKU-ORPHAN',
      quantity: 1,
    })
    writer.find('item_without_order')
  } else if (every(40, 10)) {
    row.marketplace = 'EBAY'
    writer.find('order_of_other_marketplace')
    taken = false
  }
  if (taken) usable.add(order.orderId)
  else writer.find('item_of_copy', items.length)
  await writer.add('Order', row)
  for (const item of items) await writer.add('OrderItem', item)
}

/** Tenants and connections that cannot be taken over as they are. */
async function fillStrangers(writer: Writer, { at }: EarlierSystem): Promise<void> {
  const connect = async (id: string, row: Row): Promise<void> =>
    writer.add('MarketplaceConnection', {
      id,
      region: 'eu',
      marketplaceId: 'A1PA6795UKMFR9',
      refreshToken: 'Atzr|stranger',
      ...row,
    })
  await connect('cm_bad', { tenantId: 'not a tenant!', sellerId: 'ABADTENANT0001' })
  writer.find('tenant_id_unusable')
  for (const twin of ['twin-a', 'twin-b']) {
    await connect(`cm_${twin}`, { tenantId: twin, sellerId: 'ATWINSELLER001' })
    writer.find('seller_of_two_tenants')
    const id = `order_of_${twin}`
    const orderDate = at.toISOString()
    await writer.add('Order', { id, tenantId: twin, externalOrderId: '305-0000000-0000001', orderDate })
    writer.find('order_of_no_tenant')
  }
  await connect('cm_no_seller', { tenantId: 'no-seller', sellerId: null })
  writer.find('seller_unknown')
  const orderDate = at.toISOString()
  await writer.add('Order', {
    id: 'order_of_no_seller',
    tenantId: 'no-seller',
    externalOrderId: '305-0000000-0000002',
    orderDate,
  })
  writer.find('order_without_items')
  await connect('cm_sealed', { tenantId: 'sealed', sellerId: 'ASEALEDTOKEN01', refreshToken: 'enc:v1:Zm9v' })
  writer.find('token_unreadable')
  writer.find('state_missing')
  await connect('cm_left', { tenantId: 'left', sellerId: 'ALEFTUSLONGAGO', status: 'DISCONNECTED' })
  writer.find('token_of_disconnected')
  writer.find('state_missing')
  await connect('cm_ebay', { tenantId: 'left', marketplace: 'EBAY', sellerId: 'x' })
  writer.find('other_marketplace')
  await writer.add('MarketplaceSyncState', {
    id: 'state_of_nobody',
    tenantId: 'nobody',
    lastUpdatedAfter: null,
  })
  writer.find('state_without_connection')
}

/** Collects rows and writes them a thousand at a time. */
class Writer {
  readonly rows: Record<string, number> = {}
  readonly findings: Record<string, number> = {}
  readonly #db: Queryable
  readonly #waiting = new Map<string, Row[]>()

  constructor(db: Queryable) {
    this.#db = db
  }

  find(finding: string, count = 1): void {
    if (count > 0) this.findings[finding] = (this.findings[finding] ?? 0) + count
  }

  async add(table: string, row: Row): Promise<void> {
    const waiting = this.#waiting.get(table) ?? []
    waiting.push(row)
    this.#waiting.set(table, waiting)
    this.rows[table] = (this.rows[table] ?? 0) + 1
    if (waiting.length >= 1000) await this.flush()
  }

  async flush(): Promise<void> {
    for (const [table, rows] of this.#waiting) {
      const defaults = { marketplace: 'AMAZON', status: table === 'Order' ? null : 'CONNECTED' }
      const dated = rows.map((row) => ({
        ...defaults,
        createdAt: '2026-01-01',
        updatedAt: '2026-01-01',
        ...row,
      }))
      await this.#db.query(
        `INSERT INTO "${table}" SELECT * FROM json_populate_recordset(null::"${table}", $1)`,
        [JSON.stringify(dated)],
      )
    }
    this.#waiting.clear()
  }
}
