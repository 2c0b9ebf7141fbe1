-- Up Migration

-- How many connections have had no success for an hour, by what their last run said: each reason is a trouble of its own.
-- Such a connection's backfill stands still for the same reason, so it no longer counts as one without progress.
CREATE OR REPLACE VIEW ordersync.fleet_labelled_figures AS
  WITH active AS (
    SELECT c.tenant_id, c.connection_id, c.authorized_at, c.created_at, s.last_reason_code,
      COALESCE(s.last_success_at, c.authorized_at, c.created_at) > ordersync.now() - interval '1 hour' AS is_fresh
    FROM ordersync.connections c LEFT JOIN ordersync.sync_states s
      ON s.tenant_id = c.tenant_id AND s.connection_id = c.connection_id AND s.lane = 'delta'
    WHERE c.status = 'connected' AND c.has_refresh_token
  ), running AS (
    SELECT b.tenant_id, b.backfill_id, b.status, b.progressed_at, COALESCE(a.is_fresh, false) AS is_fresh
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
    SELECT 'without_success', COALESCE(last_reason_code, 'none'), count(*) FROM active WHERE NOT is_fresh GROUP BY 2
    UNION ALL
    SELECT 'backfills', status, count(*) FROM running GROUP BY status
    UNION ALL
    SELECT 'backfill_windows', w.state, count(*)
    FROM running JOIN ordersync.backfill_windows w USING (tenant_id, backfill_id) GROUP BY w.state
    UNION ALL
    SELECT 'backfill_without_progress_seconds', '', COALESCE(max(extract(epoch FROM ordersync.now() - progressed_at)), 0)
    FROM running WHERE status = 'in_progress' AND is_fresh
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

-- Sellers whose connection somebody removed: an import from an earlier system, which still has them, leaves them removed.
CREATE TABLE ordersync.removed_connections (
  tenant_id          text NOT NULL REFERENCES ordersync.tenants ON DELETE CASCADE,
  region             text NOT NULL,
  selling_partner_id text NOT NULL,
  removed_at         timestamptz NOT NULL DEFAULT ordersync.now(),
  PRIMARY KEY (tenant_id, region, selling_partner_id)
);
SELECT ordersync.isolate('ordersync.removed_connections');

-- Down Migration
DROP TABLE ordersync.removed_connections;
CREATE OR REPLACE VIEW ordersync.fleet_labelled_figures AS
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
