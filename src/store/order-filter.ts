import type { OrderStatus } from '../domain/order-status.ts'

/** Which orders of a tenant are meant. Null: any. */
export interface OrderFilter {
  readonly status: OrderStatus | null
  readonly fulfilledBy: string | null
  readonly marketplaceId: string | null
  /** Whether a package of the order names a tracking number. */
  readonly hasTracking: boolean | null
  /** Orders placed at this instant or later. */
  readonly from: Date | null
  /** Orders placed before this instant. */
  readonly before: Date | null
  /** Part of an order number, tracking number, SKU or ASIN: at least three characters, as `toSearchText` writes them. */
  readonly search: string | null
}

/** The last order of a page. Newer orders that arrive meanwhile come before it, so no page shifts. */
export interface OrderPosition {
  readonly orderDate: Date
  readonly externalOrderId: string
}

/** The parameters of a statement while it is put together. */
export class Parameters {
  readonly values: unknown[] = []

  /** Takes a value and answers the name under which the statement knows it: `$3`. */
  add(value: unknown): string {
    this.values.push(value)
    return `$${this.values.length}`
  }
}

/** Whether the filter asks for anything that `facetSql` compares. */
export function hasFacet(filter: OrderFilter): boolean {
  return [filter.status, filter.fulfilledBy, filter.marketplaceId, filter.hasTracking].some((v) => v !== null)
}

/** Everything of the filter but time and text, on a row of `orders` or of `order_counts`. */
export function facetSql(row: string, filter: OrderFilter, parameters: Parameters): string {
  const columns = {
    order_status: filter.status,
    fulfilled_by: filter.fulfilledBy,
    marketplace_id: filter.marketplaceId,
    has_tracking: filter.hasTracking,
  }
  return Object.entries(columns)
    .filter(([, value]) => value !== null)
    .map(([column, value]) => ` AND ${row}.${column} = ${parameters.add(value)}`)
    .join('')
}

/** When the order was placed. */
export function rangeSql(row: string, { from, before }: OrderFilter, parameters: Parameters): string {
  return (
    (from === null ? '' : ` AND ${row}.order_date >= ${parameters.add(from)}`) +
    (before === null ? '' : ` AND ${row}.order_date < ${parameters.add(before)}`)
  )
}
