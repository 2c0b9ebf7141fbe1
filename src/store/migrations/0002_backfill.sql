-- Up Migration

-- The history of one connection, fetched once: first by search from the newest order backwards, as far as the burst
-- of the bucket goes, then by windows. At most one is active per connection.
CREATE TABLE ordersync.backfills (
  tenant_id     text NOT NULL,
  backfill_id   text NOT NULL,
  connection_id text NOT NULL,
  days          integer NOT NULL CHECK (days BETWEEN 1 AND 730),
  status        text NOT NULL CHECK (status IN ('in_progress', 'paused', 'success', 'failed', 'cancelled')),
  -- The span of creation times that it fetches: [from_at, to_at).
  from_at       timestamptz NOT NULL,
  to_at         timestamptz NOT NULL,
  -- search: everything from `frontier` to `to_at` is stored in full detail. windows: the rest is planned as windows.
  phase         text NOT NULL DEFAULT 'search' CHECK (phase IN ('search', 'windows')),
  frontier      timestamptz NOT NULL,
  -- The span that the search reads now, and the page to go on with.
  span_from     timestamptz,
  last_span_ms  bigint,
  page_token    text,
  page_token_at timestamptz,
  search_orders integer NOT NULL DEFAULT 0,
  orders_stored integer NOT NULL DEFAULT 0,
  requested_at  timestamptz NOT NULL DEFAULT ordersync.now(),
  finished_at   timestamptz,
  last_error    text,
  PRIMARY KEY (tenant_id, backfill_id),
  FOREIGN KEY (tenant_id, connection_id) REFERENCES ordersync.connections ON DELETE CASCADE
);
CREATE UNIQUE INDEX backfills_one_active ON ordersync.backfills (tenant_id, connection_id) WHERE status IN ('in_progress', 'paused');
CREATE INDEX backfills_of_connection ON ordersync.backfills (tenant_id, connection_id, requested_at DESC);

CREATE TABLE ordersync.backfill_windows (
  tenant_id     text NOT NULL,
  backfill_id   text NOT NULL,
  -- 1 is the newest
  window_number integer NOT NULL,
  from_at       timestamptz NOT NULL,
  to_at         timestamptz NOT NULL,
  source        text NOT NULL CHECK (source IN ('report', 'search')),
  -- planned: nothing asked yet. requesting: createReport was called, its answer is not known. requested: Amazon
  -- generates report_id. done: coverage says so.
  state         text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'requesting', 'requested', 'done')),
  -- How often something was asked for this window that brought nothing usable.
  attempts      integer NOT NULL DEFAULT 0,
  next_try_at   timestamptz NOT NULL DEFAULT ordersync.now(),
  requested_at  timestamptz,
  report_id     text,
  page_token    text,
  page_token_at timestamptz,
  orders        integer NOT NULL DEFAULT 0,
  broken_rows   integer NOT NULL DEFAULT 0,
  error         text,
  done_at       timestamptz,
  PRIMARY KEY (tenant_id, backfill_id, window_number),
  FOREIGN KEY (tenant_id, backfill_id) REFERENCES ordersync.backfills ON DELETE CASCADE
);

-- Spans of creation times that are known to be complete: [from_at, to_at), with what proved it.
CREATE TABLE ordersync.coverage (
  tenant_id     text NOT NULL,
  connection_id text NOT NULL,
  level         text NOT NULL CHECK (level IN ('outline', 'full')),
  from_at       timestamptz NOT NULL,
  to_at         timestamptz NOT NULL,
  -- search: every page was read. report: the report was imported. empty: a search found nothing.
  proof         text NOT NULL CHECK (proof IN ('search', 'report', 'empty')),
  proved_at     timestamptz NOT NULL DEFAULT ordersync.now(),
  PRIMARY KEY (tenant_id, connection_id, level, from_at),
  FOREIGN KEY (tenant_id, connection_id) REFERENCES ordersync.connections ON DELETE CASCADE,
  CONSTRAINT coverage_is_a_span CHECK (from_at < to_at)
);

-- Finds the orders that are known in outline only, newest first.
CREATE INDEX orders_in_outline ON ordersync.orders (tenant_id, connection_id, order_date DESC) WHERE detail_level = 'outline';

-- Every connection gets the two new lanes.
INSERT INTO ordersync.sync_states (tenant_id, connection_id, lane, next_due_at)
SELECT tenant_id, connection_id, new_lane, next_due_at
FROM ordersync.sync_states CROSS JOIN unnest(ARRAY['backfill', 'detail']) new_lane WHERE lane = 'delta';

-- Down Migration
DROP INDEX ordersync.orders_in_outline;
DROP TABLE ordersync.coverage, ordersync.backfill_windows, ordersync.backfills;
DELETE FROM ordersync.sync_states WHERE lane <> 'delta';
