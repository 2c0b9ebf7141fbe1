-- Up Migration

-- When a backfill last came nearer to its end: what counts is what it read, not that it was tried.
ALTER TABLE ordersync.backfills ADD COLUMN progressed_at timestamptz NOT NULL DEFAULT ordersync.now();

CREATE FUNCTION ordersync.note_progress() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  NEW.progressed_at := ordersync.now();
  RETURN NEW;
END $$;
CREATE FUNCTION ordersync.note_progress_of_window() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  UPDATE ordersync.backfills SET progressed_at = ordersync.now()
  WHERE tenant_id = NEW.tenant_id AND backfill_id = NEW.backfill_id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION ordersync.note_progress(), ordersync.note_progress_of_window() FROM PUBLIC;
CREATE TRIGGER backfills_progress BEFORE UPDATE ON ordersync.backfills FOR EACH ROW
  WHEN ((OLD.orders_stored, OLD.frontier, OLD.page_token, OLD.phase, OLD.status)
    IS DISTINCT FROM (NEW.orders_stored, NEW.frontier, NEW.page_token, NEW.phase, NEW.status))
  EXECUTE FUNCTION ordersync.note_progress();
CREATE TRIGGER backfill_windows_progress AFTER UPDATE ON ordersync.backfill_windows FOR EACH ROW
  WHEN ((OLD.orders, OLD.page_token, OLD.done_at) IS DISTINCT FROM (NEW.orders, NEW.page_token, NEW.done_at))
  EXECUTE FUNCTION ordersync.note_progress_of_window();

-- Finds when somebody outside last asked for a sync of all tenants.
CREATE INDEX sync_requests_newest_global ON ordersync.sync_requests (requested_at DESC) WHERE mode = 'global';

-- A figure, what tells it from others of its name ('' where nothing has to), and its value. As many rows at one tenant as
-- at a million.
CREATE VIEW ordersync.fleet_labelled_figures AS
  WITH active AS (
    SELECT c.tenant_id, c.connection_id, c.authorized_at, c.created_at FROM ordersync.connections c
    WHERE c.status = 'connected' AND c.has_refresh_token
  ), running AS (
    SELECT b.tenant_id, b.backfill_id, b.status, b.progressed_at, a.tenant_id IS NOT NULL AS is_active
    FROM ordersync.backfills b LEFT JOIN active a USING (tenant_id, connection_id)
    WHERE b.status IN ('in_progress', 'paused')
  ), figures (figure, label, value) AS (
    SELECT 'lag_seconds', quantile::text, value
    FROM (
      SELECT ARRAY[0.5, 0.9, 0.99, 1] AS quantiles, percentile_cont(ARRAY[0.5, 0.9, 0.99, 1]) WITHIN GROUP (
        ORDER BY extract(epoch FROM ordersync.now() - COALESCE(s.watermark, a.authorized_at, a.created_at))::float8) AS lags
      FROM active a JOIN ordersync.sync_states s USING (tenant_id, connection_id) WHERE s.lane = 'delta'
    ) spread, unnest(spread.quantiles, spread.lags) AS lag (quantile, value) WHERE value IS NOT NULL
    UNION ALL
    SELECT 'oldest_due_seconds', lane, max(extract(epoch FROM ordersync.now() - s.next_due_at))
    FROM ordersync.sync_states s JOIN active USING (tenant_id, connection_id) WHERE s.next_due_at <= ordersync.now() GROUP BY lane
    UNION ALL
    SELECT 'backfills', status, count(*) FROM running GROUP BY status
    UNION ALL
    SELECT 'backfill_windows', w.state, count(*)
    FROM running JOIN ordersync.backfill_windows w USING (tenant_id, backfill_id) GROUP BY w.state
    UNION ALL
    SELECT 'backfill_without_progress_seconds', '', COALESCE(max(extract(epoch FROM ordersync.now() - progressed_at)), 0)
    FROM running WHERE status = 'in_progress' AND is_active
    UNION ALL
    SELECT 'webhook_lag_seconds', '', COALESCE(max(extract(epoch FROM ordersync.now() - next.recorded_at)), 0)
    FROM ordersync.webhooks w JOIN ordersync.tenants t USING (tenant_id)
    CROSS JOIN LATERAL (
      SELECT c.recorded_at FROM ordersync.order_changes c
      WHERE c.tenant_id = w.tenant_id AND c.position > w.feed_position ORDER BY c.position LIMIT 1
    ) next
    WHERE w.status = 'active' AND t.feed_position > w.feed_position
    UNION ALL
    SELECT 'feed_changes', '', COALESCE(sum(feed_position), 0) FROM ordersync.tenants
  )
  SELECT figure, label, value::float8 AS value FROM figures WHERE ordersync.current_tenant() IS NULL;
COMMENT ON VIEW ordersync.fleet_labelled_figures IS 'Sums over all tenants for metrics, and of nobody in particular';
SELECT ordersync.entrust_view('ordersync.fleet_labelled_figures');

-- Down Migration
DROP VIEW ordersync.fleet_labelled_figures;
DROP INDEX ordersync.sync_requests_newest_global;
DROP TRIGGER backfill_windows_progress ON ordersync.backfill_windows;
DROP TRIGGER backfills_progress ON ordersync.backfills;
DROP FUNCTION ordersync.note_progress(), ordersync.note_progress_of_window();
ALTER TABLE ordersync.backfills DROP COLUMN progressed_at;
