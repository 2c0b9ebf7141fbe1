-- Up Migration

-- Whoever stores orders counts them and writes the index of searches.
GRANT EXECUTE ON FUNCTION ordersync.periods_of(timestamptz), ordersync.search_keys(text, text) TO ordersync_app;

-- The orders of the transaction's tenant whose number, tracking numbers, SKUs or ASINs hold a text: `part` in upper case,
-- `pattern` the same for LIKE. The index compares with operators that are not leakproof, which PostgreSQL does not use
-- under row-level security; so this one function looks past it, and takes the tenant from the transaction, not from its
-- caller. The keys of the index hold the tenant: no plan must look for its orders in any other way, however few
-- PostgreSQL believes they are.
GRANT EXECUTE ON FUNCTION ordersync.search_keys(text, text) TO ordersync_fleet;
GRANT SELECT ON ordersync.order_search, ordersync.search_names TO ordersync_fleet;
CREATE FUNCTION ordersync.fleet_search_orders(part text, pattern text, placed_from timestamptz, placed_before timestamptz)
  RETURNS TABLE (external_order_id text, order_date timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' ROWS 100
BEGIN ATOMIC
  SELECT o.external_order_id, o.order_date FROM (
    SELECT s.tenant_id, s.external_order_id, s.order_date, s.terms FROM ordersync.order_search s
    WHERE ordersync.search_keys(s.tenant_id, s.terms) @> (SELECT ordersync.search_keys(ordersync.current_tenant(), part)) OFFSET 0
  ) o
  WHERE o.tenant_id = (SELECT ordersync.current_tenant()) AND o.terms LIKE pattern
    AND o.order_date >= COALESCE(placed_from, '-infinity') AND o.order_date < COALESCE(placed_before, 'infinity')
  UNION
  SELECT o.external_order_id, o.order_date FROM ordersync.search_names n
  CROSS JOIN LATERAL (
    SELECT s.tenant_id, s.external_order_id, s.order_date, s.terms FROM ordersync.order_search s
    WHERE ordersync.search_keys(s.tenant_id, s.terms) @> ordersync.search_keys(n.tenant_id, E'\t' || n.name) OFFSET 0
  ) o
  WHERE n.tenant_id = (SELECT ordersync.current_tenant()) AND n.name LIKE pattern
    AND o.tenant_id = n.tenant_id AND o.terms LIKE pattern
    AND o.order_date >= COALESCE(placed_from, '-infinity') AND o.order_date < COALESCE(placed_before, 'infinity');
END;
COMMENT ON FUNCTION ordersync.fleet_search_orders IS 'A search of one tenant, the one of the transaction: row-level security would keep it from its index';

-- What changes, then orders that somebody waits for, then history.
CREATE OR REPLACE FUNCTION ordersync.fleet_claim_due_lanes(at_most integer)
  RETURNS TABLE (tenant_id text, connection_id text, lane text)
  LANGUAGE sql SECURITY DEFINER SET search_path = '' ROWS 500
BEGIN ATOMIC
  WITH due AS (
    SELECT s.tenant_id, s.connection_id, s.lane FROM ordersync.sync_states s
    JOIN ordersync.connections c USING (tenant_id, connection_id)
    WHERE s.next_due_at <= ordersync.now() AND c.status = 'connected' AND c.has_refresh_token
    ORDER BY array_position(ARRAY['delta', 'import'], s.lane), s.failures > 0, s.last_success_at NULLS FIRST, s.next_due_at
    LIMIT at_most FOR UPDATE OF s SKIP LOCKED
  )
  UPDATE ordersync.sync_states s SET next_due_at = ordersync.now() + interval '1 minute'
  FROM due WHERE s.tenant_id = due.tenant_id AND s.connection_id = due.connection_id AND s.lane = due.lane
  RETURNING s.tenant_id, s.connection_id, s.lane;
END;

GRANT SELECT (tenant_id, requested_at), DELETE ON ordersync.order_imports TO ordersync_fleet;
CREATE FUNCTION ordersync.fleet_delete_old_imports(days integer) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = ''
BEGIN ATOMIC
  DELETE FROM ordersync.order_imports WHERE requested_at < ordersync.now() - make_interval(days => days);
END;
COMMENT ON FUNCTION ordersync.fleet_delete_old_imports IS 'What somebody asked for is forgotten at the same age for all tenants';

SELECT ordersync.entrust_function('ordersync.fleet_search_orders(text, text, timestamptz, timestamptz)');
SELECT ordersync.entrust_function('ordersync.fleet_delete_old_imports(integer)');

-- Down Migration
DROP FUNCTION ordersync.fleet_search_orders(text, text, timestamptz, timestamptz), ordersync.fleet_delete_old_imports(integer);
REVOKE ALL ON ordersync.order_search, ordersync.search_names, ordersync.order_imports FROM ordersync_fleet;
REVOKE ALL (tenant_id, requested_at) ON ordersync.order_imports FROM ordersync_fleet;
REVOKE ALL ON FUNCTION ordersync.periods_of(timestamptz), ordersync.search_keys(text, text) FROM ordersync_app, ordersync_fleet;
