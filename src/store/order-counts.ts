import type { OrderStatus } from '../domain/order-status.ts'
import { splitSpan } from '../domain/whole-periods.ts'
import type { TenantQueryable } from './database.ts'
import { facetSql, hasFacet, type OrderFilter, Parameters } from './order-filter.ts'
import { foundSql } from './order-search.ts'

/** How many orders have each status; one without orders is left out. */
export type StatusCounts = Readonly<Partial<Record<OrderStatus, number>>>

/** How many orders of a tenant fit the filter, exactly. */
export async function countOrders(db: TenantQueryable, filter: OrderFilter): Promise<number> {
  if (filter.search !== null && !hasFacet(filter)) return countFound(db, filter.search, filter)
  return sumOf(await countByStatus(db, filter))
}

/** How many orders of each status fit the filter, exactly. */
export async function countByStatus(db: TenantQueryable, filter: OrderFilter): Promise<StatusCounts> {
  const parameters = new Parameters()
  const text =
    filter.search === null
      ? countKeptSql(db.tenantId, filter, parameters)
      : countFoundSql(db.tenantId, filter.search, filter, parameters)
  const { rows } = await db.query<{ order_status: OrderStatus; orders: string }>(text, parameters.values)
  return Object.fromEntries(rows.map((row) => [row.order_status, Number(row.orders)]))
}

export function sumOf(counts: StatusCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

/**
 * Whole days and months were counted when their orders were stored. What is less than a day is counted now, each facet
 * from its index alone.
 */
function countKeptSql(tenantId: string, filter: OrderFilter, parameters: Parameters): string {
  const tenant = `(SELECT ${parameters.add(tenantId)}::text)`
  const facet = facetSql('c', filter, parameters)
  const { periods, rest } = splitSpan(filter.from, filter.before)
  const day = (date: Date | null, otherwise: string): string => date?.toISOString().slice(0, 10) ?? otherwise
  const grains = parameters.add(periods.map(({ grain }) => grain))
  const firstDays = parameters.add(periods.map(({ from }) => day(from, '-infinity')))
  const endDays = parameters.add(periods.map(({ before }) => day(before, 'infinity')))
  const restFrom = parameters.add(rest.map(({ from }) => from))
  const restBefore = parameters.add(rest.map(({ before }) => before))
  return `SELECT order_status, sum(orders) AS orders FROM (
    SELECT c.order_status, c.orders
    FROM unnest(${grains}::text[], ${firstDays}::date[], ${endDays}::date[]) AS p(grain, first_day, end_day)
    CROSS JOIN LATERAL (
      SELECT c.order_status, c.orders FROM ordersync.order_counts c
      WHERE c.tenant_id = ${tenant} AND c.grain = p.grain AND c.starts_on >= p.first_day AND c.starts_on < p.end_day${facet} OFFSET 0
    ) c
    UNION ALL
    SELECT f.order_status, o.orders
    FROM unnest(${restFrom}::timestamptz[], ${restBefore}::timestamptz[]) AS r(from_at, before_at)
    CROSS JOIN LATERAL (
      SELECT c.facet, c.order_status FROM ordersync.order_counts c
      WHERE c.tenant_id = ${tenant} AND c.grain = 'day' AND c.starts_on = (r.from_at AT TIME ZONE 'UTC')::date
        AND c.orders > 0${facet} OFFSET 0
    ) f
    CROSS JOIN LATERAL (
      SELECT count(*) AS orders FROM ordersync.orders o
      WHERE o.tenant_id = ${tenant} AND o.facet = f.facet AND o.order_date >= r.from_at AND o.order_date < r.before_at
    ) o
  ) counted GROUP BY order_status HAVING sum(orders) > 0`
}

async function countFound(db: TenantQueryable, search: string, filter: OrderFilter): Promise<number> {
  const parameters = new Parameters()
  const found = foundSql(search, filter, parameters)
  const { rows } = await db.query<{ orders: string }>(
    `SELECT count(*) AS orders FROM ${found} f`,
    parameters.values,
  )
  return Number(rows[0]?.orders ?? 0)
}

function countFoundSql(
  tenantId: string,
  search: string,
  filter: OrderFilter,
  parameters: Parameters,
): string {
  const tenant = parameters.add(tenantId)
  return `SELECT o.order_status, count(*) AS orders FROM ${foundSql(search, filter, parameters)} f
    JOIN ordersync.orders o ON o.tenant_id = ${tenant} AND o.external_order_id = f.external_order_id
    WHERE true${facetSql('o', filter, parameters)} GROUP BY o.order_status`
}
