-- Up Migration

-- Parts of SKUs and ASINs are found by the same keys as parts of numbers: a tenant may have hundreds of thousands of them.
CREATE INDEX search_names_keys ON ordersync.search_names USING gin (ordersync.search_keys(tenant_id, name))
  WITH (gin_pending_list_limit = 256);

-- The orders of the transaction's tenant whose number, tracking numbers, SKUs or ASINs hold a text: `part` in upper case, of three
-- characters at least, `pattern` the same for LIKE. Some may come twice. With `at_most` it stops after so many rows, and a row of
-- nulls says that too many SKUs and ASINs hold the text: what one of them costs to look up, twenty orders do.
--
-- It looks past row-level security for its indexes, and takes the tenant from the transaction, not from its caller. The keys hold
-- the tenant; each CTE is a fence behind which no condition offers another way to the rows, and is read no further than the limit
-- wants. What PostgreSQL believes of the cost of these indexes is far from the truth: neither reading whole tables nor the start
-- of parallel workers nor compiling ever pays here.
CREATE FUNCTION ordersync.fleet_search_orders(part text, pattern text, placed_from timestamptz, placed_before timestamptz, at_most integer)
  RETURNS TABLE (external_order_id text, order_date timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 100
  SET search_path = '' SET max_parallel_workers_per_gather = 0 SET jit = off SET enable_seqscan = off
BEGIN ATOMIC
  WITH numbered AS MATERIALIZED (
    SELECT s.tenant_id, s.external_order_id, s.order_date, s.terms FROM ordersync.order_search s
    WHERE ordersync.search_keys(s.tenant_id, s.terms) @> (SELECT ordersync.search_part_keys(ordersync.current_tenant(), part))
      OR ordersync.search_keys(s.tenant_id, s.terms) && (SELECT ordersync.search_short_keys(ordersync.current_tenant(), part))
  ),
  named AS MATERIALIZED (
    SELECT n.tenant_id, n.name FROM ordersync.search_names n
    WHERE ordersync.search_keys(n.tenant_id, n.name) @> (SELECT ordersync.search_part_keys(ordersync.current_tenant(), part))
      OR ordersync.search_keys(n.tenant_id, n.name) && (SELECT ordersync.search_short_keys(ordersync.current_tenant(), part))
  ),
  names AS MATERIALIZED (
    SELECT n.tenant_id, n.name FROM named n
    WHERE n.tenant_id = (SELECT ordersync.current_tenant()) AND n.name LIKE pattern LIMIT at_most / 20
  ),
  sold AS MATERIALIZED (
    SELECT o.tenant_id, o.external_order_id, o.order_date, o.terms FROM names n
    CROSS JOIN LATERAL (
      SELECT s.tenant_id, s.external_order_id, s.order_date, s.terms FROM ordersync.order_search s
      WHERE ordersync.search_keys(s.tenant_id, s.terms) @> ordersync.search_keys(n.tenant_id, E'\t' || n.name) OFFSET 0
    ) o
    WHERE at_most IS NULL OR (SELECT count(*) FROM names) < at_most / 20
  )
  (
    SELECT NULL::text, NULL::timestamptz WHERE (SELECT count(*) FROM names) = at_most / 20
    UNION ALL
    SELECT o.external_order_id, o.order_date FROM (
      SELECT * FROM numbered UNION ALL SELECT * FROM sold
    ) o
    WHERE o.tenant_id = (SELECT ordersync.current_tenant()) AND o.terms LIKE pattern
      AND o.order_date >= COALESCE(placed_from, '-infinity') AND o.order_date < COALESCE(placed_before, 'infinity')
  )
  LIMIT at_most;
END;
COMMENT ON FUNCTION ordersync.fleet_search_orders(text, text, timestamptz, timestamptz, integer)
  IS 'A search of one tenant, the one of the transaction: row-level security would keep it from its index';
SELECT ordersync.entrust_function('ordersync.fleet_search_orders(text, text, timestamptz, timestamptz, integer)');

-- Down Migration
DROP FUNCTION ordersync.fleet_search_orders(text, text, timestamptz, timestamptz, integer);
DROP INDEX ordersync.search_names_keys;
