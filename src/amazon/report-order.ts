import { marketplaces } from '../domain/marketplaces.ts'
import { type Money, parseMoney } from '../domain/money.ts'
import type { Instant, Order, OrderItem, OrderObservation } from '../domain/order.ts'
import { type OrderStatus, toOrderStatus } from '../domain/order-status.ts'
import type { CellIndex, ReportHeader } from './report-header.ts'
import { createRowWriter, withoutLineEnd } from './report-row-json.ts'
import { sumMoney } from './sum-money.ts'
import { readQuantity } from './wire-value.ts'

/** One line of a report that has what every order has. */
export interface ReportRow {
  readonly lineNumber: number
  readonly externalOrderId: string
  readonly orderDate: Instant
  readonly lastUpdatedAt: Instant
  /** The line itself first, then the cells where `ReportHeader.cell` says. */
  readonly cells: readonly string[]
}

/** What a report tells about one order. */
export interface ReportOrder {
  readonly kind: 'order'
  /** The line of the document on which the order begins; the header is line 1. */
  readonly lineNumber: number
  readonly order: Order
  /**
   * The sum of the lines' prices when every line has one. It is not the order's total, which also has shipping, tax
   * that is not in the prices, and discounts, and which a report does not tell.
   */
  readonly itemsTotal?: Money
  /** The outline with its document: the rows as objects by column, less what is about the buyer. */
  observe(observedAt: Instant): OrderObservation
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/**
 * Makes orders of the rows of one report. An order depends on the set of its rows and not on their order, which
 * differs from one report to the next. Fields are set one by one, since among a million orders that counts.
 */
export function createOrderMaker(
  header: ReportHeader,
): (rows: readonly [ReportRow, ...ReportRow[]]) => ReportOrder {
  const { cell: at } = header
  const writeRow = createRowWriter(header)
  /** Amazon's dozen of words, each looked at once. */
  const statusByWord = new Map<string, OrderStatus>()

  return (rows) => {
    const sorted = rows.length === 1 ? rows : sortRows(rows)
    const items = rows.length === 1 ? [toItem(rows[0].cells, at, 1)] : toItems(sorted)
    const order = toOrder(latestOf(sorted, rows[0]), items)
    const made: Mutable<ReportOrder> = {
      kind: 'order',
      lineNumber: rows[0].lineNumber,
      order,
      observe: (observedAt) => ({
        order,
        source: 'report',
        detailLevel: 'outline',
        observedAt,
        document: `{"rows":[${sorted.map(toJson).join(',')}]}`,
      }),
    }
    const itemsTotal = items.length === 1 ? items[0]?.total : sumMoney(items.map((item) => item.total))
    if (itemsTotal !== undefined) made.itemsTotal = itemsTotal
    return made
  }

  /** A blank cell is unknown: neither null nor zero. */
  function toOrder(row: ReportRow, items: readonly OrderItem[]): Order {
    const { externalOrderId, orderDate, lastUpdatedAt, cells } = row
    const order: Mutable<Order> = { externalOrderId, orderDate, lastUpdatedAt, items }
    const sellerOrderId = cells[at.sellerOrderId] as string
    if (sellerOrderId !== '' && sellerOrderId !== externalOrderId) order.sellerOrderId = sellerOrderId
    const status = cells[at.status] as string
    if (status !== '') {
      order.orderStatus = readStatus(status)
      order.orderStatusRaw = status
    }
    const channel = cells[at.fulfillmentChannel] as string
    if (channel !== '')
      order.fulfilledBy = fulfillers.get(channel) ?? fulfillers.get(channel.toLowerCase()) ?? channel
    const salesChannel = cells[at.salesChannel] as string
    if (salesChannel !== '') {
      order.salesChannel = salesChannel
      const marketplaceId = shops.get(salesChannel) ?? shops.get(salesChannel.toLowerCase())
      if (marketplaceId !== undefined) order.marketplaceId = marketplaceId
    }
    const serviceLevel = cells[at.serviceLevel] as string
    if (serviceLevel !== '') order.serviceLevel = serviceLevels.get(serviceLevel) ?? serviceLevel
    return order
  }

  /**
   * One item a row: two rows that are the same in everything are two lines of the order.
   * Sources: amzn/selling-partner-api-docs, issues 1831 and 3277.
   */
  function toItems(rows: readonly ReportRow[]): readonly OrderItem[] {
    const counts = new Map<string, number>()
    return rows.map(({ cells }) => {
      const name = itemName(cells, at)
      const number = (counts.get(name) ?? 0) + 1
      counts.set(name, number)
      return toItem(cells, at, number)
    })
  }

  function readStatus(word: string): OrderStatus {
    const known = statusByWord.get(word)
    if (known !== undefined) return known
    const status = toOrderStatus(word)
    if (statusByWord.size < 1000) statusByWord.set(word, status)
    return status
  }

  function sortRows(rows: readonly ReportRow[]): readonly ReportRow[] {
    const keyed = rows.map((row) => ({ row, sku: row.cells[at.sku] as string, json: toJson(row) }))
    keyed.sort((a, b) => compare(a.sku, b.sku) || compare(a.json, b.json))
    return keyed.map(({ row }) => row)
  }

  function toJson({ cells }: ReportRow): string {
    return writeRow(withoutLineEnd(cells[0] as string))
  }
}

/** The row that knows most recently what holds for the whole order. */
function latestOf(rows: readonly ReportRow[], first: ReportRow): ReportRow {
  if (rows.length === 1) return first
  return rows.reduce((latest, row) => (row.lastUpdatedAt > latest.lastUpdatedAt ? row : latest))
}

/**
 * A report has no ids of lines, so the n-th row of a SKU gets one made of both; the detail that the API sends later
 * brings the real ones.
 */
function toItem(cells: readonly string[], at: CellIndex, number: number): OrderItem {
  const item: Mutable<OrderItem> = { orderItemId: `outline:${itemName(cells, at)}:${number}` }
  const asin = cells[at.asin] as string
  if (asin !== '') item.asin = asin
  const sku = cells[at.sku] as string
  if (sku !== '') item.sku = sku
  const title = cells[at.title] as string
  if (title !== '') item.title = title
  const quantityText = cells[at.quantity] as string
  const quantity = /^\d{1,10}$/.test(quantityText) ? readQuantity(Number(quantityText)) : undefined
  if (quantity !== undefined) item.quantity = quantity
  // The price of the whole line; blank while an order is pending.
  const price = cells[at.price] as string
  const total = price === '' ? null : parseMoney(price, cells[at.currency])
  if (total !== null) item.total = total
  return item
}

function itemName(cells: readonly string[], at: CellIndex): string {
  const sku = cells[at.sku] as string
  return sku === '' ? (cells[at.asin] as string) : sku
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** By Amazon's name for the shop. Others (`Non-Amazon …`) have no marketplace that could be told from it. */
const shops: ReadonlyMap<string, string> = new Map(
  marketplaces.flatMap(({ domain, id }): [string, string][] => [
    [domain, id],
    [domain.toLowerCase(), id],
  ]),
)

const fulfillers: ReadonlyMap<string, string> = new Map([
  ['Amazon', 'AMAZON'],
  ['amazon', 'AMAZON'],
  ['Merchant', 'MERCHANT'],
  ['merchant', 'MERCHANT'],
])

/**
 * The words of reports and of Orders API v0 for the service levels of v2026-01-01. Sellers' own names for a way of
 * shipping (`Std DE Dom_1`) stay as they are.
 * Sources: orders_2026-01-01.json; amzn/selling-partner-api-samples, orders-api-migration-data.json.
 */
const serviceLevels: ReadonlyMap<string, string> = new Map([
  ['Expedited', 'EXPEDITED'],
  ['FreeEconomy', 'FREE_ECONOMY'],
  ['NextDay', 'NEXT_DAY'],
  ['Priority', 'PRIORITY'],
  ['SameDay', 'SAME_DAY'],
  ['Scheduled', 'SCHEDULED'],
  ['SecondDay', 'SECOND_DAY'],
  ['Standard', 'STANDARD'],
])
