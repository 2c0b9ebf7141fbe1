import type { Order } from '../domain/order.ts'
import { searchNames, searchTerms } from '../domain/search-text.ts'
import type { TenantQueryable } from './database.ts'

/**
 * Makes orders that were stored in this transaction findable by their number, tracking numbers, SKUs and ASINs. What
 * they could be found by before stays. The caller holds the tenant's feed. Running it twice changes nothing.
 */
export async function saveSearchTerms(tx: TenantQueryable, orders: readonly Order[]): Promise<void> {
  const rows = orders.map((order) => ({
    external_order_id: order.externalOrderId,
    order_date: order.orderDate,
    terms: searchTerms(order),
  }))
  const saved = await tx.query<{ external_order_id: string }>(saveSearchTermsSql, [
    tx.tenantId,
    JSON.stringify(rows),
  ])
  const changed = new Set(saved.rows.map((row) => row.external_order_id))
  await saveSearchNames(
    tx,
    orders.filter((order) => changed.has(order.externalOrderId)),
  )
}

/** Notes SKUs and ASINs that the tenant did not have yet. The caller holds the tenant's feed. */
export async function saveSearchNames(tx: TenantQueryable, orders: readonly Order[]): Promise<void> {
  const names = [...new Set(orders.flatMap(searchNames))].sort()
  if (names.length === 0) return
  await tx.query(
    `INSERT INTO ordersync.search_names (tenant_id, name) SELECT $1, name FROM unnest($2::text[]) AS n(name)
     ON CONFLICT DO NOTHING`,
    [tx.tenantId, names],
  )
}

/**
 * $1 tenant, $2 orders as JSON. An order whose terms are known, which is nearly every update, costs
 * one look-up. `(SELECT $1)`: see `newerOrdersSql`.
 */
const saveSearchTermsSql = `
WITH incoming AS MATERIALIZED (
  SELECT i.*, known.terms AS known_terms, known.order_date AS known_order_date
  FROM json_to_recordset($2::json) AS i(external_order_id text, order_date timestamptz, terms text)
  LEFT JOIN LATERAL (
    SELECT s.terms, s.order_date FROM ordersync.order_search s
    WHERE s.tenant_id = (SELECT $1) AND s.external_order_id = i.external_order_id LIMIT 1
  ) known ON true
)
INSERT INTO ordersync.order_search (tenant_id, external_order_id, order_date, terms)
SELECT $1, i.external_order_id, i.order_date, CASE WHEN i.known_terms IS NULL THEN i.terms ELSE (
  SELECT string_agg(DISTINCT line, E'\\n') FROM string_to_table(i.known_terms || E'\\n' || i.terms, E'\\n') line) END
FROM incoming i
WHERE i.known_terms IS NULL OR i.known_order_date <> i.order_date
  OR NOT string_to_array(i.known_terms, E'\\n') @> string_to_array(i.terms, E'\\n')
ON CONFLICT (tenant_id, external_order_id) DO UPDATE SET order_date = excluded.order_date, terms = excluded.terms
RETURNING external_order_id`
