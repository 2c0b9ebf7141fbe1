-- Up Migration

-- What sends webhooks and deletes what is old sees these columns of all tenants: who has something to do, and nothing of
-- an order, an address or a secret.
GRANT SELECT (feed_position) ON ordersync.tenants TO ordersync_fleet;
GRANT SELECT (tenant_id, position, recorded_at) ON ordersync.order_changes TO ordersync_fleet;
GRANT SELECT (tenant_id, webhook_id, status, feed_position, held_until), UPDATE (lease, held_until)
  ON ordersync.webhooks TO ordersync_fleet;
GRANT SELECT (tenant_id, delivery_id, webhook_id, state, created_at, last_attempt_at, next_attempt_at), DELETE
  ON ordersync.webhook_deliveries TO ordersync_fleet;

-- Where each feed ends, and how old its oldest change is. Who asks for the end alone does not pay for the age.
CREATE VIEW ordersync.fleet_feeds AS
  SELECT t.tenant_id, t.feed_position, (
    SELECT c.recorded_at FROM ordersync.order_changes c WHERE c.tenant_id = t.tenant_id ORDER BY c.position LIMIT 1
  ) AS oldest_change_at
  FROM ordersync.tenants t WHERE ordersync.current_tenant() IS NULL;
COMMENT ON VIEW ordersync.fleet_feeds IS 'One look finds the feeds that somebody waits for, and those with changes to delete';
SELECT ordersync.entrust_view('ordersync.fleet_feeds');

CREATE VIEW ordersync.fleet_webhook_figures AS
  SELECT COALESCE(sum(t.feed_position - w.feed_position) FILTER (WHERE w.status = 'active'), 0)::float8 AS changes_behind,
    (count(*) FILTER (WHERE w.status = 'disabled'))::integer AS disabled,
    (SELECT count(*)::integer FROM ordersync.webhook_deliveries d WHERE d.state = 'dead') AS dead,
    COALESCE((SELECT extract(epoch FROM ordersync.now() - min(d.created_at)) FROM ordersync.webhook_deliveries d
      JOIN ordersync.webhooks a USING (tenant_id, webhook_id) WHERE d.state = 'open' AND a.status = 'active'), 0)::float8
      AS oldest_open_seconds
  FROM ordersync.webhooks w JOIN ordersync.tenants t USING (tenant_id)
  HAVING ordersync.current_tenant() IS NULL;
COMMENT ON VIEW ordersync.fleet_webhook_figures IS 'Sums over the webhooks of all tenants for metrics, and of nobody in particular';
SELECT ordersync.entrust_view('ordersync.fleet_webhook_figures');

-- Takes webhooks that have something to send, those that were served longest ago first. What is due is found once for
-- all, not once for each. One that has `most_open` deliveries under way takes nothing more from the feed.
CREATE FUNCTION ordersync.fleet_claim_webhooks(turn text, at_most integer, lease_seconds integer, most_open integer)
  RETURNS TABLE (tenant_id text, webhook_id text)
  LANGUAGE sql SECURITY DEFINER SET search_path = '' ROWS 50
BEGIN ATOMIC
  WITH due AS (
    SELECT w.tenant_id, w.webhook_id FROM ordersync.webhooks w JOIN ordersync.tenants t USING (tenant_id)
    WHERE w.status = 'active' AND w.held_until <= ordersync.now()
      AND ((w.tenant_id, w.webhook_id) IN (SELECT d.tenant_id, d.webhook_id FROM ordersync.webhook_deliveries d
             WHERE d.state = 'open' AND d.next_attempt_at <= ordersync.now())
        OR (t.feed_position > w.feed_position AND (
             SELECT count(*) FROM ordersync.webhook_deliveries d
             WHERE d.tenant_id = w.tenant_id AND d.webhook_id = w.webhook_id AND d.state = 'open') < most_open))
    ORDER BY w.held_until LIMIT at_most FOR NO KEY UPDATE OF w SKIP LOCKED
  )
  UPDATE ordersync.webhooks w SET lease = turn, held_until = ordersync.now() + make_interval(secs => lease_seconds)
  FROM due WHERE w.tenant_id = due.tenant_id AND w.webhook_id = due.webhook_id
  RETURNING w.tenant_id, w.webhook_id;
END;
COMMENT ON FUNCTION ordersync.fleet_claim_webhooks IS 'One tick finds what is to be sent for all tenants: a tick each would cost as much as there are tenants';
SELECT ordersync.entrust_function('ordersync.fleet_claim_webhooks(text, integer, integer, integer)');

CREATE FUNCTION ordersync.fleet_delete_old_deliveries(delivered_days integer, dead_days integer, at_most integer) RETURNS integer
  LANGUAGE sql SECURITY DEFINER SET search_path = ''
BEGIN ATOMIC
  WITH deleted AS (
    DELETE FROM ordersync.webhook_deliveries d WHERE (d.tenant_id, d.delivery_id) IN (
      SELECT o.tenant_id, o.delivery_id FROM ordersync.webhook_deliveries o
      WHERE o.state <> 'open' AND o.last_attempt_at < ordersync.now() - make_interval(days => delivered_days)
        AND (o.state = 'delivered' OR o.last_attempt_at < ordersync.now() - make_interval(days => dead_days))
      LIMIT at_most)
    RETURNING 1
  )
  SELECT count(*)::integer FROM deleted;
END;
COMMENT ON FUNCTION ordersync.fleet_delete_old_deliveries IS 'The janitor deletes what was sent long ago, of all tenants in one go';
SELECT ordersync.entrust_function('ordersync.fleet_delete_old_deliveries(integer, integer, integer)');

-- Down Migration
DROP FUNCTION ordersync.fleet_claim_webhooks(text, integer, integer, integer);
DROP FUNCTION ordersync.fleet_delete_old_deliveries(integer, integer, integer);
DROP VIEW ordersync.fleet_feeds, ordersync.fleet_webhook_figures;
REVOKE ALL ON ordersync.webhooks, ordersync.webhook_deliveries, ordersync.order_changes FROM ordersync_fleet;
REVOKE SELECT (feed_position) ON ordersync.tenants FROM ordersync_fleet;
