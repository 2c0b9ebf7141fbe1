-- Up Migration

-- From when on the delta lane has followed its connection without a break: every order created from then to its
-- watermark is stored in full. Set with the first watermark, never moved.
ALTER TABLE ordersync.sync_states ADD COLUMN followed_since timestamptz;
UPDATE ordersync.sync_states s SET followed_since = (
  SELECT min(b.to_at) FROM ordersync.backfills b
  WHERE b.tenant_id = s.tenant_id AND b.connection_id = s.connection_id)
WHERE s.lane = 'delta' AND s.watermark IS NOT NULL;

-- A backfill that the engine began by itself, to fetch again what coverage no longer proves.
ALTER TABLE ordersync.backfills ADD COLUMN is_repair boolean NOT NULL DEFAULT false;

-- Of the attempts of a window, those that Amazon refused for want of a permission.
ALTER TABLE ordersync.backfill_windows ADD COLUMN refusals integer NOT NULL DEFAULT 0;

-- Histories that are complete already are looked at once a day too, not all at the same time.
UPDATE ordersync.sync_states s SET next_due_at = ordersync.now() + random() * interval '1 day'
WHERE s.lane = 'backfill' AND s.next_due_at IS NULL AND EXISTS (
  SELECT FROM ordersync.backfills b
  WHERE b.tenant_id = s.tenant_id AND b.connection_id = s.connection_id AND b.status = 'success');

-- Down Migration
ALTER TABLE ordersync.backfill_windows DROP COLUMN refusals;
ALTER TABLE ordersync.backfills DROP COLUMN is_repair;
ALTER TABLE ordersync.sync_states DROP COLUMN followed_since;
