-- Up Migration

-- An order that a report listed and the Orders API denies stays an outline and is asked for again, later each time:
-- how often it was denied, and not before when. What is known in full has no use for either.
ALTER TABLE ordersync.orders
  ADD COLUMN detail_denials smallint NOT NULL DEFAULT 0,
  ADD COLUMN detail_next_try_at timestamptz;
-- However many were denied, those that were not are found at once, and the denied ones by their time.
CREATE INDEX orders_wanting_details ON ordersync.orders (tenant_id, connection_id, order_date DESC)
  WHERE detail_level = 'outline' AND detail_next_try_at IS NULL;
CREATE INDEX orders_denied ON ordersync.orders (tenant_id, connection_id, detail_next_try_at)
  WHERE detail_level = 'outline' AND detail_next_try_at IS NOT NULL;

-- Outlines that the version before took for complete because Amazon denied them once: only the API tells an order in full.
WITH outlines AS (
  UPDATE ordersync.orders SET detail_level = 'outline' WHERE detail_level = 'full' AND source_rank = 1
  RETURNING tenant_id, connection_id
)
UPDATE ordersync.sync_states s SET next_due_at = ordersync.now() FROM ordersync.connections c
WHERE (s.tenant_id, s.connection_id) IN (SELECT tenant_id, connection_id FROM outlines) AND s.lane = 'detail'
  AND c.tenant_id = s.tenant_id AND c.connection_id = s.connection_id AND c.status = 'connected' AND c.has_refresh_token;

-- An item that an order no longer has was still counted. Whoever stores orders waits meanwhile at the tenant's row.
LOCK TABLE ordersync.tenants IN SHARE ROW EXCLUSIVE MODE;
UPDATE ordersync.tenants t SET item_count = i.items FROM (
  SELECT t.tenant_id, (SELECT count(*) FROM ordersync.order_items i WHERE i.tenant_id = t.tenant_id AND i.missing_since IS NULL) AS items
  FROM ordersync.tenants t
) i WHERE i.tenant_id = t.tenant_id AND i.items <> t.item_count;

-- Down Migration
DROP INDEX ordersync.orders_wanting_details, ordersync.orders_denied;
ALTER TABLE ordersync.orders DROP COLUMN detail_denials, DROP COLUMN detail_next_try_at;
