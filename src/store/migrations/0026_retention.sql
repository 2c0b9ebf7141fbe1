-- Up Migration

-- Old history goes in batches, each a short statement that a process can stop after: a month of ten thousand tenants is
-- too much for one. fleet_delete_old_runs(integer) stays for the version before.
CREATE FUNCTION ordersync.fleet_delete_old_runs(days integer, at_most integer) RETURNS integer
  LANGUAGE sql SECURITY DEFINER SET search_path = ''
BEGIN ATOMIC
  WITH deleted AS (
    DELETE FROM ordersync.runs r WHERE (r.tenant_id, r.run_id) IN (
      SELECT o.tenant_id, o.run_id FROM ordersync.runs o
      WHERE o.finished_at IS NOT NULL AND o.started_at < ordersync.now() - make_interval(days => days)
      ORDER BY o.started_at LIMIT at_most)
    RETURNING 1
  )
  SELECT count(*)::integer FROM deleted;
END;
COMMENT ON FUNCTION ordersync.fleet_delete_old_runs(integer, integer) IS 'History ends at the same age for all tenants';
SELECT ordersync.entrust_function('ordersync.fleet_delete_old_runs(integer, integer)');

-- A request of all tenants has a target for each of them. The newest one stays: it says how long nobody has asked.
CREATE FUNCTION ordersync.fleet_delete_old_requests(days integer, at_most integer) RETURNS integer
  LANGUAGE sql SECURITY DEFINER SET search_path = ''
BEGIN ATOMIC
  WITH deleted AS (
    DELETE FROM ordersync.sync_requests r WHERE r.request_id IN (
      SELECT o.request_id FROM ordersync.sync_requests o
      WHERE o.finished_at < ordersync.now() - make_interval(days => days)
        AND o.request_id IS DISTINCT FROM (
          SELECT g.request_id FROM ordersync.sync_requests g WHERE g.mode = 'global' ORDER BY g.requested_at DESC LIMIT 1)
      LIMIT at_most)
    RETURNING 1
  )
  SELECT count(*)::integer FROM deleted;
END;
COMMENT ON FUNCTION ordersync.fleet_delete_old_requests(integer, integer) IS 'What somebody asked for is forgotten at the same age for all tenants';
SELECT ordersync.entrust_function('ordersync.fleet_delete_old_requests(integer, integer)');

-- Down Migration
DROP FUNCTION ordersync.fleet_delete_old_runs(integer, integer), ordersync.fleet_delete_old_requests(integer, integer);
