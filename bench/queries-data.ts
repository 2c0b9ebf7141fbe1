import type { Queryable } from '../src/store/database.ts'
import { compressDocument } from '../src/store/order-document.ts'
import { readRealOrders } from './real-orders.ts'

/** The tenant with a fifth of all orders; the other 99 share the rest, the n-th in proportion to n^-0.7. */
export const largeTenant = 'tenant-001'
export const smallTenant = 'tenant-100'
/** The tenant with a catalogue of so many SKUs, of which it sells a few. */
export const tenantOfManyNames = 'tenant-002'
const manyNames = 300_000
const tenants = 100
const days = 730

const tables = ['orders', 'order_items', 'order_packages', 'order_search', 'search_names', 'order_counts']

/**
 * Fills the tables that queries read, as the product would have, in statements over all rows: without indexes and
 * triggers first, which are put back when the rows are there.
 */
export async function fillTables(
  db: Queryable,
  orders: number,
  progress: (line: string) => void,
): Promise<void> {
  const dropped = await dropIndexes(db)
  await db.query("SET session_replication_role = 'replica'")
  for (const table of tables) await db.query(`ALTER TABLE ordersync.${table} SET UNLOGGED`)
  await db.query('SELECT setseed(0.4)')
  progress('Orders.')
  await db.query(tenantsSql(orders))
  const [sample] = readRealOrders(1)
  await db.query(ordersSql, [compressDocument(sample?.fresh.document ?? '{}')])
  progress('Items, packages, what they are found by, totals.')
  for (const statement of [itemsSql, packagesSql, searchSql, namesSql, countsSql]) await db.query(statement)
  for (const statement of dropped.toReversed()) {
    progress(statement.replaceAll(/\s+/g, ' ').slice(0, 100))
    await db.query(statement)
  }
  await db.query("SET session_replication_role = 'origin'")
  progress('Vacuum.')
  await db.query('DROP TABLE plan')
  await db.query('VACUUM (ANALYZE)')
  await db.query('CHECKPOINT')
}

/**
 * Takes indexes and constraints away and answers the statements that put them back, foreign keys first. Foreign keys of
 * other tables stay away: those are empty, and no logged table may refer to one that is not.
 */
async function dropIndexes(db: Queryable): Promise<readonly string[]> {
  const { rows } = await db.query<{ drop: string; create: string; back: boolean }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS create,
       CASE contype WHEN 'f' THEN 1 ELSE 2 END AS turn, conrelid::regclass::text = ANY($1) AS back
     FROM pg_constraint
     WHERE conrelid::regclass::text = ANY($1) AND contype IN ('f', 'p', 'u')
       OR confrelid::regclass::text = ANY($1) AND contype = 'f'
     UNION ALL
     SELECT format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid), 3, true
     FROM pg_index i WHERE i.indrelid::regclass::text = ANY($1)
       AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
     ORDER BY turn`,
    [tables.map((table) => `ordersync.${table}`)],
  )
  for (const { drop } of rows) await db.query(drop)
  return rows.filter(({ back }) => back).map(({ create }) => create)
}

const tenantsSql = (orders: number): string => `
CREATE TEMPORARY TABLE plan AS
WITH weights AS (SELECT n, n ^ -0.7 AS weight FROM generate_series(2, ${tenants}) n)
SELECT 1 AS n, ${Math.round(orders / 5)} AS orders
UNION ALL SELECT n, round(${orders * 0.8} * weight / (SELECT sum(weight) FROM weights))::integer FROM weights;
INSERT INTO ordersync.tenants (tenant_id, display_name, order_count, item_count)
SELECT 'tenant-' || lpad(n::text, 3, '0'), 'Tenant ' || n, orders, orders FROM plan`

/** $1: a document. Numbers as Amazon's in Europe; unique within a tenant by their last group. */
const ordersSql = `
INSERT INTO ordersync.orders (tenant_id, external_order_id, id, connection_id, marketplace_id, sales_channel, order_date,
  order_status, order_status_raw, fulfilled_by, service_level, total_amount, total_currency, last_updated_at, source_rank,
  content_hash, observed_at, detail_level, document, has_tracking)
SELECT t, number, 'ord_' || md5(t || number), 'con_' || t,
  (ARRAY['A1PA6795UKMFR9', 'A13V1IB3VIYZZH', 'APJ6JRA9NG5V4', 'A1RKKUPIHCS9HS', 'A1F83G8C2ARO7P', 'A1805IZSGTT6HS', 'A2NODRKZP88ZB9',
    'A1C3SOZRARQ6R3', 'AMEN7PMS3EDWL'])[1 + floor(9 * r1 ^ 3)], 'Amazon', at, status, status, CASE WHEN merchant THEN 'MERCHANT' ELSE 'AMAZON' END,
  'STANDARD', round((10 + 90 * r1)::numeric, 2), 'EUR', at + interval '3 days', 2, 1, at + interval '3 days', 'full', $1,
  merchant AND status IN ('SHIPPED', 'PARTIALLY_SHIPPED') AND r2 < 0.6
FROM (
  SELECT t, number, at, r1, r2, merchant, CASE
    WHEN r3 < 0.00005 THEN 'UNFULFILLABLE' WHEN r3 < 0.245 THEN 'CANCELLED' WHEN age < 2 THEN 'UNSHIPPED'
    WHEN r3 < 0.25 THEN 'PARTIALLY_SHIPPED' ELSE 'SHIPPED' END AS status
  FROM (
    SELECT 'tenant-' || lpad(p.n::text, 3, '0') AS t, random() AS r1, random() AS r2, random() AS r3, random() < 0.5 AS merchant, age,
      date_trunc('second', timestamptz '2026-11-20 12:00Z' - age * interval '1 day') AS at,
      (ARRAY['302', '303', '304', '305', '306', '402', '403', '404', '405', '406', '407', '408', '026', '028', '171'])[1 + floor(15 * random())]
        || '-' || lpad(floor(1e7 * random())::text, 7, '0') || '-' || lpad((o::bigint * 7919 % 10000000)::text, 7, '0') AS number
    FROM plan p CROSS JOIN LATERAL (SELECT o, ${days} * random() AS age FROM generate_series(1, p.orders) o) o
  ) made
) told`

/** A tenant has one SKU for 400 orders; some are sold much more than others. */
const itemsSql = `
INSERT INTO ordersync.order_items (tenant_id, external_order_id, order_item_id, asin, sku, title, quantity, unit_price_amount,
  unit_price_currency, total_amount, total_currency)
SELECT o.tenant_id, o.external_order_id, '1', 'B0' || upper(substr(md5(o.tenant_id || product), 1, 8)),
  (ARRAY['SHIRT', 'MUG', 'LAMP', 'CABLE'])[1 + product % 4] || '-' || lpad(product::text, 5, '0') || '-' || upper(substr(md5(product::text), 1, 3)),
  'An article of the simulated catalogue with a title of usual length', 1, o.total_amount, 'EUR', o.total_amount, 'EUR'
FROM (SELECT o.*, floor((20 + t.order_count / 400) * random() ^ 2)::integer AS product
      FROM ordersync.orders o JOIN ordersync.tenants t USING (tenant_id) OFFSET 0) o`

const packagesSql = `
INSERT INTO ordersync.order_packages (tenant_id, external_order_id, package_reference_id, carrier, tracking_number, status, shipped_at)
SELECT tenant_id, external_order_id, '1', 'DHL', '00340' || lpad(floor(1e15 * random())::text, 15, '0'), 'DELIVERED', order_date
FROM ordersync.orders WHERE has_tracking`

const searchSql = `
INSERT INTO ordersync.order_search (tenant_id, external_order_id, order_date, terms)
SELECT o.tenant_id, o.external_order_id, o.order_date,
  concat_ws(E'\\n', o.external_order_id, p.tracking_number, E'\\t' || i.sku, E'\\t' || i.asin)
FROM ordersync.orders o JOIN ordersync.order_items i USING (tenant_id, external_order_id)
LEFT JOIN ordersync.order_packages p USING (tenant_id, external_order_id)`

const namesSql = `
INSERT INTO ordersync.search_names
SELECT DISTINCT tenant_id, name FROM ordersync.order_items CROSS JOIN LATERAL (VALUES (sku), (asin)) AS v(name)
UNION ALL
SELECT '${tenantOfManyNames}', 'OLD-' || lpad(n::text, 6, '0') || '-' || upper(substr(md5(n::text), 1, 6)) FROM generate_series(1, ${manyNames}) n`

const countsSql = `
INSERT INTO ordersync.order_counts
SELECT tenant_id, grain, starts_on, facet, order_status, fulfilled_by, marketplace_id, has_tracking, count(*)
FROM ordersync.orders CROSS JOIN LATERAL ordersync.periods_of(order_date) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`

/** What tables and indexes take, in megabytes. */
export async function readSizes(db: Queryable): Promise<Readonly<Record<string, number>>> {
  const { rows } = await db.query<{ name: string; megabytes: number }>(
    `SELECT c.relname AS name, round(pg_relation_size(c.oid) / 1e6)::integer AS megabytes FROM pg_class c
     LEFT JOIN pg_index i ON i.indexrelid = c.oid
     WHERE COALESCE(i.indrelid, c.oid)::regclass::text = ANY($1) AND c.relkind IN ('r', 'i') ORDER BY COALESCE(i.indrelid, c.oid), i.indrelid IS NOT NULL, 1`,
    [tables.map((table) => `ordersync.${table}`)],
  )
  return Object.fromEntries(rows.map((row) => [row.name, row.megabytes]))
}
