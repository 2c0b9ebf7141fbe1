import {
  facetSql,
  hasFacet,
  type OrderFilter,
  type OrderPosition,
  type Parameters,
  rangeSql,
} from './order-filter.ts'

/** Which orders a page holds. */
export interface PageRequest {
  readonly filter: OrderFilter
  /** The last order of the page before; null for the first page. */
  readonly after: OrderPosition | null
  readonly limit: number
}

/** Where the newest orders are that fit all of the filter but its text, after the position, newest first. */
export function newestSql(tenantId: string, page: PageRequest, parameters: Parameters): string {
  // A scalar subquery hides the tenant from the planner: see `newerOrdersSql`.
  const tenant = `(SELECT ${parameters.add(tenantId)}::text)`
  const limit = parameters.add(page.limit)
  const positions = hasFacet(page.filter)
    ? positionsByFacet(page, tenant, limit, parameters)
    : `SELECT o.order_date, o.external_order_id FROM ordersync.orders o
       WHERE o.tenant_id = ${tenant}${rangeSql('o', page.filter, parameters)}${afterSql('o', page, parameters)}`
  return `${positions} ORDER BY order_date DESC, external_order_id DESC LIMIT ${limit}`
}

/** What comes after the position of the page. */
export function afterSql(row: string, { after }: PageRequest, parameters: Parameters): string {
  if (after === null) return ''
  const position = `(${parameters.add(after.orderDate)}, ${parameters.add(after.externalOrderId)})`
  return ` AND (${row}.order_date, ${row}.external_order_id) < ${position}`
}

/**
 * The newest orders of each facet that fits, merged. The counters know which facets there are, so that a combination
 * with three orders in two million is found as fast as one with a million.
 */
function positionsByFacet(page: PageRequest, tenant: string, limit: string, parameters: Parameters): string {
  const { filter } = page
  return `SELECT o.order_date, o.external_order_id FROM (
      SELECT c.facet FROM ordersync.order_counts c
      WHERE c.tenant_id = ${tenant} AND c.grain = 'ever' AND c.orders > 0${facetSql('c', filter, parameters)}
    ) f
    CROSS JOIN LATERAL (
      SELECT o.order_date, o.external_order_id FROM ordersync.orders o
      WHERE o.tenant_id = ${tenant} AND o.facet = f.facet${rangeSql('o', filter, parameters)}${afterSql('o', page, parameters)}
      ORDER BY o.order_date DESC, o.external_order_id DESC LIMIT ${limit}
    ) o`
}
