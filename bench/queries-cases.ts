import { toSearchText } from '../src/domain/search-text.ts'
import type { Database, Queryable, TenantQueryable } from '../src/store/database.ts'
import { listTimeline } from '../src/store/order-changes.ts'
import { countByStatus, countOrders } from '../src/store/order-counts.ts'
import type { OrderFilter, OrderPosition } from '../src/store/order-filter.ts'
import { listOrders } from '../src/store/order-pages.ts'
import { findOrder } from '../src/store/orders.ts'
import { largeTenant, smallTenant, tenantOfManyNames } from './queries-data.ts'

/** What one kind of question is measured by: asked again and again, each time about something else where it can be. */
export interface QueryCase {
  readonly name: string
  readonly group: 'list' | 'total' | 'search' | 'broad search' | 'detail'
  readonly ask: (turn: number) => Promise<unknown>
}

const pageSize = 50
const anyOrder: OrderFilter = {
  status: null,
  fulfilledBy: null,
  marketplaceId: null,
  hasTracking: null,
  from: null,
  before: null,
  search: null,
}

const day = (text: string): Date => new Date(`${text}Z`)

/** The filters that matter, alone and in pairs; some fit nearly all orders of the tenant, some next to none. */
const filters: Readonly<Record<string, Partial<OrderFilter>>> = {
  'no filter': {},
  'status SHIPPED': { status: 'SHIPPED' },
  'status UNFULFILLABLE (rare)': { status: 'UNFULFILLABLE' },
  'fulfilledBy MERCHANT': { fulfilledBy: 'MERCHANT' },
  'marketplace (largest)': { marketplaceId: 'A1PA6795UKMFR9' },
  'marketplace (smallest)': { marketplaceId: 'AMEN7PMS3EDWL' },
  'with tracking': { hasTracking: true },
  'without tracking': { hasTracking: false },
  'a month': { from: day('2026-03-01T00:00'), before: day('2026-04-01T00:00') },
  'from one hour to another': { from: day('2025-02-10T09:30'), before: day('2026-06-20T17:45') },
  'status + marketplace': { status: 'CANCELLED', marketplaceId: 'A1F83G8C2ARO7P' },
  'status + tracking (none)': { status: 'CANCELLED', hasTracking: true },
  'status + fulfilledBy': { status: 'PARTIALLY_SHIPPED', fulfilledBy: 'MERCHANT' },
  'status + dates': { status: 'SHIPPED', from: day('2025-12-24T00:00'), before: day('2026-01-06T00:00') },
  'fulfilledBy + marketplace': { fulfilledBy: 'AMAZON', marketplaceId: 'A2NODRKZP88ZB9' },
  'marketplace + dates with hours': {
    marketplaceId: 'APJ6JRA9NG5V4',
    from: day('2026-02-02T02:00'),
    before: day('2026-08-08T08:00'),
  },
}

export async function makeCases(db: Database, orders: number): Promise<readonly QueryCase[]> {
  const own = db.of(largeTenant)
  const deepPage = Math.min(10_000, Math.floor(orders / 5 / pageSize / 2))
  const deep = await positionOf(own, {}, deepPage)
  const deepShipped = await positionOf(own, { status: 'SHIPPED' }, Math.floor(deepPage / 2))
  const list = (filter: Partial<OrderFilter>, after: OrderPosition | null = null, tenantId = largeTenant) =>
    listOrders(db.of(tenantId), { filter: { ...anyOrder, ...filter }, after, limit: pageSize + 1 })
  const all = (filter: Partial<OrderFilter>) => countByStatus(own, { ...anyOrder, ...filter })
  return [
    { name: 'page 1', group: 'list', ask: () => list({}) },
    { name: 'page 10000', group: 'list', ask: () => list({}, deep) },
    { name: 'page 1 of SHIPPED', group: 'list', ask: () => list({ status: 'SHIPPED' }) },
    { name: 'page 5000 of SHIPPED', group: 'list', ask: () => list({ status: 'SHIPPED' }, deepShipped) },
    { name: 'page 1 of a small tenant', group: 'list', ask: () => list({}, null, smallTenant) },
    ...Object.entries(filters).flatMap(([name, filter]): QueryCase[] => [
      { name: `list: ${name}`, group: 'list', ask: () => list(filter) },
      {
        name: `total: ${name}`,
        group: 'total',
        ask: () => countOrders(own, { ...anyOrder, ...filter }),
      },
    ]),
    { name: 'counts by status', group: 'total', ask: () => all({}) },
    ...(await searchCases(own, list)),
    ...(await manyNamesCases(db.of(tenantOfManyNames), list)),
  ]
}

type List = (
  filter: Partial<OrderFilter>,
  after?: OrderPosition | null,
  tenantId?: string,
) => Promise<readonly { readonly orderDate: string; readonly externalOrderId: string }[]>

/** Searches as people make them, each for something that the large tenant has; list and exact total together. */
async function searchCases(own: TenantQueryable, list: List): Promise<readonly QueryCase[]> {
  const { rows } = await own.query<{
    id: string
    number: string
    tracking: string
    sku: string
    asin: string
  }>(
    `SELECT o.id, o.external_order_id AS number, p.tracking_number AS tracking, i.sku, i.asin
     FROM (SELECT * FROM ordersync.orders TABLESAMPLE SYSTEM (1) WHERE tenant_id = $1 AND has_tracking LIMIT 20000) o
     JOIN ordersync.order_packages p USING (tenant_id, external_order_id) JOIN ordersync.order_items i USING (tenant_id, external_order_id)
     ORDER BY o.id LIMIT 500`,
    [largeTenant],
  )
  const rare = await own.query<{ sku: string; asin: string }>(
    `SELECT i.sku, min(i.asin) AS asin FROM ordersync.order_items i WHERE tenant_id = $1 GROUP BY 1 ORDER BY count(*) LIMIT 500`,
    [largeTenant],
  )
  const pick = <Row>(found: readonly Row[], turn: number): Row => found[turn % found.length] as Row
  const search = (name: string, textOf: (turn: number) => string, filter: Partial<OrderFilter> = {}) => ({
    name: `search: ${name}`,
    group: 'search' as const,
    ask: async (turn: number) => {
      const wanted = { ...filter, search: toSearchText(textOf(turn)) }
      await Promise.all([list(wanted), countOrders(own, { ...anyOrder, ...wanted })])
    },
  })
  const broad = (found: QueryCase): QueryCase => ({ ...found, group: 'broad search' })
  /** Without its total, which costs what it counts. */
  const page = (
    name: string,
    text: string,
    filter: Partial<OrderFilter> = {},
    after: OrderPosition | null = null,
  ): QueryCase => ({
    name: `page: ${name}`,
    group: 'search',
    ask: () => list({ ...filter, search: toSearchText(text) }, after),
  })
  const last = (await list({ search: '405' })).at(-1)
  if (last === undefined) throw new Error('No order begins with 405.')
  const secondPage = { orderDate: new Date(last.orderDate), externalOrderId: last.externalOrderId }
  const month = { from: day('2026-03-01T00:00'), before: day('2026-04-01T00:00') }
  const number = (turn: number, from: number, to: number): string => pick(rows, turn).number.slice(from, to)
  return [
    search('order number', (turn) => number(turn, 0, 19)),
    search('last 7 digits', (turn) => number(turn, 12, 19)),
    search('5 digits', (turn) => number(turn, 5, 10)),
    search('4 digits', (turn) => number(turn, 6, 10)),
    search('7 digits and a status', (turn) => number(turn, 4, 11), { status: 'SHIPPED' }),
    search('tracking number', (turn) => pick(rows, turn).tracking),
    search('8 of a tracking number', (turn) => pick(rows, turn).tracking.slice(8, 16)),
    search('SKU, seldom sold', (turn) => pick(rare.rows, turn).sku),
    search('ASIN, seldom sold', (turn) => pick(rare.rows, turn).asin),
    search('part of a SKU, seldom sold', (turn) => pick(rare.rows, turn).sku.slice(-9)),
    search('nothing has it', (turn) => `NO-SUCH-${turn}`),
    search('7 digits and dates', (turn) => number(turn, 4, 11), month),
    page("a number's beginning", '405'),
    page("a number's beginning, page 2", '405', {}, secondPage),
    page("a number's beginning and dates", '405-', month),
    page("a number's beginning and a rare status", '405', { status: 'UNFULFILLABLE' }),
    page("an ASIN's beginning", 'B0A'),
    page("a SKU's beginning", 'SHIRT'),
    broad(search('SKU, any sale', (turn) => pick(rows, turn).sku)),
    broad(search('3 digits', (turn) => number(turn, 6, 9))),
    broad(search('3 digits and a status', (turn) => number(turn, 6, 9), { status: 'CANCELLED' })),
    { name: 'detail by number', group: 'detail', ask: (turn) => detail(own, pick(rows, turn).number) },
    { name: 'detail by id', group: 'detail', ask: (turn) => detail(own, pick(rows, turn).id) },
  ]
}

/** Searches of a tenant with a large catalogue. */
async function manyNamesCases(own: TenantQueryable, list: List): Promise<readonly QueryCase[]> {
  const orders = await list({}, null, own.tenantId)
  const search = (name: string, textOf: (turn: number) => string): QueryCase => ({
    name: `search among many names: ${name}`,
    group: 'search',
    ask: async (turn) => {
      const wanted = { search: toSearchText(textOf(turn)) }
      await Promise.all([list(wanted, null, own.tenantId), countOrders(own, { ...anyOrder, ...wanted })])
    },
  })
  const number = (turn: number): string => orders[turn % orders.length]?.externalOrderId ?? ''
  return [
    search('order number', number),
    search('last 7 digits', (turn) => number(turn).slice(12)),
    search('a SKU that is not sold', (turn) => `OLD-${String(turn + 1).padStart(6, '0')}`),
    { ...search('part of SKUs that are not sold', () => 'OLD-'), group: 'broad search' },
  ]
}

async function detail(db: TenantQueryable, id: string): Promise<void> {
  const found = await findOrder(db, id)
  if (found === null) throw new Error(`There is no order ${id}.`)
  await listTimeline(db, found.order.externalOrderId)
}

/** The last order before a page. */
async function positionOf(db: Queryable, filter: { status?: string }, page: number): Promise<OrderPosition> {
  const { rows } = await db.query<{ order_date: Date; external_order_id: string }>(
    `SELECT order_date, external_order_id FROM ordersync.orders WHERE tenant_id = $1 AND ($2::text IS NULL OR order_status = $2)
     ORDER BY order_date DESC, external_order_id DESC OFFSET $3 LIMIT 1`,
    [largeTenant, filter.status ?? null, (page - 1) * pageSize - 1],
  )
  const [row] = rows
  if (row === undefined) throw new Error(`There is no page ${page}.`)
  return { orderDate: row.order_date, externalOrderId: row.external_order_id }
}
