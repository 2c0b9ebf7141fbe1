import type { TenantQueryable } from './database.ts'
import {
  facetSql,
  foundSql,
  hasFacet,
  type OrderFilter,
  type OrderPosition,
  Parameters,
  rangeSql,
} from './order-filter.ts'
import { fromRow, type OrderRow, type StoredOrder, selectSql } from './orders.ts'

/** Which orders a page holds. */
export interface PageRequest {
  readonly filter: OrderFilter
  /** The last order of the page before; null for the first page. */
  readonly after: OrderPosition | null
  readonly limit: number
}

/**
 * Orders of a tenant that fit the filter, newest first. A page costs the same wherever it is: it is read from where the
 * last one ended.
 */
export async function listOrders(db: TenantQueryable, page: PageRequest): Promise<readonly StoredOrder[]> {
  const { text, values } = pageStatement(db.tenantId, page)
  const { rows } = await db.query<OrderRow>(text, values)
  return rows.map(fromRow)
}

/** The statement that reads a page. */
function pageStatement(
  tenantId: string,
  page: PageRequest,
): { readonly text: string; readonly values: readonly unknown[] } {
  const parameters = new Parameters()
  // A scalar subquery hides the tenant from the planner: see `newerOrdersSql`.
  const tenant = `(SELECT ${parameters.add(tenantId)}::text)`
  const limit = parameters.add(page.limit)
  const text = `WITH page AS (${positionsSql(page, tenant, limit, parameters)} ORDER BY order_date DESC, external_order_id DESC LIMIT ${limit})
    ${selectSql} FROM page CROSS JOIN LATERAL (
      SELECT * FROM ordersync.orders s WHERE s.tenant_id = ${tenant} AND s.external_order_id = page.external_order_id LIMIT 1) o
    ORDER BY page.order_date DESC, page.external_order_id DESC`
  return { text, values: parameters.values }
}

function positionsSql(page: PageRequest, tenant: string, limit: string, parameters: Parameters): string {
  const { filter } = page
  if (filter.search !== null) return positionsFound(page, filter.search, tenant, parameters)
  if (hasFacet(filter)) return positionsByFacet(page, tenant, limit, parameters)
  return `SELECT o.order_date, o.external_order_id FROM ordersync.orders o
    WHERE o.tenant_id = ${tenant}${rangeSql('o', filter, parameters)}${afterSql('o', page, parameters)}`
}

function afterSql(row: string, { after }: PageRequest, parameters: Parameters): string {
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

function positionsFound(page: PageRequest, search: string, tenant: string, parameters: Parameters): string {
  const { filter } = page
  const fits = `EXISTS (SELECT FROM ordersync.orders o
    WHERE o.tenant_id = ${tenant} AND o.external_order_id = f.external_order_id${facetSql('o', filter, parameters)})`
  return `SELECT f.order_date, f.external_order_id FROM ${foundSql(search, filter, parameters)} f
    WHERE ${hasFacet(filter) ? fits : 'true'}${afterSql('f', page, parameters)}`
}
