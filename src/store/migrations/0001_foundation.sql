-- Up Migration

-- Every instant that the database compares (due times, quota buckets, leases) is read from this one function.
-- It is the wall clock; an accelerated simulation replaces its body, and nothing else, to make time pass faster.
-- statement_timestamp() rather than clock_timestamp(): it is stable, so the planner inlines the call.
CREATE FUNCTION ordersync.now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
  AS 'SELECT pg_catalog.statement_timestamp()';

-- Which Amazon this database's orders come from: what is simulated and what is real never meet in one database.
CREATE TABLE ordersync.installation (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  amazon   text NOT NULL CHECK (amazon IN ('real', 'simulated'))
);

-- ---------------------------------------------------------------------------------------------------------------
-- Tenants and their connections to Amazon

CREATE TABLE ordersync.tenants (
  tenant_id     text PRIMARY KEY CHECK (tenant_id ~ '^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$'),
  display_name  text NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT ordersync.now(),
  -- The position of the last change in this tenant's feed. A transaction that writes orders locks this row first:
  -- one writer per tenant at a time is what makes positions follow the order of commits, without gaps.
  feed_position bigint NOT NULL DEFAULT 0,
  -- Exact totals for every list, kept in the transaction that stores the orders.
  order_count   bigint NOT NULL DEFAULT 0,
  item_count    bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 70);

-- One data key per tenant and generation, wrapped by the master key that `master_key_id` names.
CREATE TABLE ordersync.tenant_keys (
  tenant_id     text NOT NULL REFERENCES ordersync.tenants ON DELETE CASCADE,
  key_number    integer NOT NULL,
  master_key_id text NOT NULL,
  wrapped_key   bytea NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT ordersync.now(),
  PRIMARY KEY (tenant_id, key_number)
);

CREATE TABLE ordersync.connections (
  tenant_id          text NOT NULL REFERENCES ordersync.tenants ON DELETE CASCADE,
  connection_id      text NOT NULL,
  region             text NOT NULL CHECK (region IN ('NA', 'EU', 'FE')),
  selling_partner_id text NOT NULL,
  -- connected: Amazon accepts us. reauthorization_required: it withdrew the consent. paused: the operator's wish.
  status             text NOT NULL CHECK (status IN ('connected', 'paused', 'reauthorization_required')),
  refresh_token      bytea,
  marketplace_ids    text[] NOT NULL DEFAULT '{}',
  created_at         timestamptz NOT NULL DEFAULT ordersync.now(),
  authorized_at      timestamptz,
  PRIMARY KEY (tenant_id, connection_id),
  CONSTRAINT connections_one_per_selling_partner UNIQUE (tenant_id, region, selling_partner_id)
);
-- Finds a selling partner that another tenant has connected already.
CREATE INDEX connections_by_selling_partner ON ordersync.connections (region, selling_partner_id);

-- ---------------------------------------------------------------------------------------------------------------
-- Lanes: what is due, who runs it, how far it came

CREATE TABLE ordersync.sync_states (
  tenant_id            text NOT NULL,
  connection_id        text NOT NULL,
  lane                 text NOT NULL,
  -- Fencing: each run takes the next number, and every commit of a run checks that the number is still its own.
  run_number           bigint NOT NULL DEFAULT 0,
  -- null: nothing to do until the connection changes (paused, without token, consent withdrawn)
  next_due_at          timestamptz DEFAULT ordersync.now(),
  failures             integer NOT NULL DEFAULT 0,
  last_polled_at       timestamptz,
  last_success_at      timestamptz,
  last_reason_code     text,
  last_error           text,
  -- Everything updated at Amazon up to here is stored.
  watermark            timestamptz,
  -- A cursor taken over from another system, as it was found there. The first run reads or repairs it.
  imported_cursor      text,
  last_wide_window_at  timestamptz,
  -- How many orders an hour changed lately: decides how far windows may overlap.
  orders_per_hour      double precision NOT NULL DEFAULT 0,
  -- The window that is being read: its frozen parameters and the page token to go on with.
  window_parameters    jsonb,
  window_page_token    text,
  window_page_token_at timestamptz,
  window_pages         integer NOT NULL DEFAULT 0,
  window_orders        integer NOT NULL DEFAULT 0,
  window_page_hash     bigint,
  PRIMARY KEY (tenant_id, connection_id, lane),
  FOREIGN KEY (tenant_id, connection_id) REFERENCES ordersync.connections ON DELETE CASCADE
) WITH (fillfactor = 70);
CREATE INDEX sync_states_due ON ordersync.sync_states (next_due_at);

CREATE TABLE ordersync.runs (
  tenant_id        text NOT NULL REFERENCES ordersync.tenants ON DELETE CASCADE,
  run_id           text NOT NULL,
  connection_id    text NOT NULL,
  lane             text NOT NULL,
  run_number       bigint NOT NULL,
  trigger          text NOT NULL CHECK (trigger IN ('schedule', 'manual', 'global')),
  started_at       timestamptz NOT NULL DEFAULT ordersync.now(),
  finished_at      timestamptz,
  -- null while it runs
  status           text CHECK (status IN ('success', 'skipped', 'failed', 'interrupted')),
  reason_code      text,
  message          text,
  pages            integer NOT NULL DEFAULT 0,
  orders_processed integer NOT NULL DEFAULT 0,
  items_processed  integer NOT NULL DEFAULT 0,
  orders_changed   integer NOT NULL DEFAULT 0,
  quarantined      integer NOT NULL DEFAULT 0,
  watermark_before timestamptz,
  watermark_after  timestamptz,
  PRIMARY KEY (tenant_id, run_id),
  CONSTRAINT runs_finished_with_a_status CHECK ((finished_at IS NULL) = (status IS NULL))
);
CREATE INDEX runs_newest_first ON ordersync.runs (started_at DESC, run_id DESC);
CREATE INDEX runs_of_tenant ON ordersync.runs (tenant_id, started_at DESC, run_id DESC);
CREATE INDEX runs_open ON ordersync.runs (tenant_id, connection_id, lane) WHERE finished_at IS NULL;

-- A sync that somebody asked for, of one tenant or of all, and the connections whose outcome it waits for. Rows and
-- not a request in some process's memory: whoever runs a lane writes its outcome here, also after a crash.
CREATE TABLE ordersync.sync_requests (
  request_id    text PRIMARY KEY,
  mode          text NOT NULL CHECK (mode IN ('single', 'global')),
  requested_at  timestamptz NOT NULL DEFAULT ordersync.now(),
  finished_at   timestamptz,
  -- At most this many connections of it at a time; null leaves that to the workers.
  batch_size    integer,
  batch_delay_ms integer NOT NULL DEFAULT 0,
  next_batch_at timestamptz NOT NULL DEFAULT ordersync.now()
);
CREATE INDEX sync_requests_open ON ordersync.sync_requests (requested_at) WHERE finished_at IS NULL;

CREATE TABLE ordersync.sync_request_targets (
  tenant_id        text NOT NULL REFERENCES ordersync.tenants ON DELETE CASCADE,
  request_id       text NOT NULL REFERENCES ordersync.sync_requests ON DELETE CASCADE,
  -- '' for a tenant that has no connection at all
  connection_id    text NOT NULL,
  position         integer NOT NULL,
  -- waiting: not handed to the workers yet; queued: handed over; done: has its outcome
  state            text NOT NULL CHECK (state IN ('waiting', 'queued', 'done')),
  queued_at        timestamptz,
  run_id           text,
  status           text CHECK (status IN ('success', 'skipped', 'failed', 'interrupted')),
  reason_code      text,
  message          text,
  orders_processed integer NOT NULL DEFAULT 0,
  items_processed  integer NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, request_id, connection_id)
);
CREATE INDEX sync_request_targets_open ON ordersync.sync_request_targets (request_id, position) WHERE state <> 'done';
CREATE INDEX sync_request_targets_of_request ON ordersync.sync_request_targets (request_id, position);
CREATE INDEX sync_request_targets_of_connection ON ordersync.sync_request_targets (tenant_id, connection_id) WHERE state <> 'done';

-- ---------------------------------------------------------------------------------------------------------------
-- Orders. No foreign key to tenants: it would lock the tenant's row once per order. Each writing transaction holds
-- that row already (see feed_position), and erasing a tenant empties every table that has a tenant_id.

CREATE TABLE ordersync.orders (
  tenant_id           text NOT NULL,
  external_order_id   text NOT NULL,
  marketplace         text NOT NULL DEFAULT 'AMAZON',
  id                  text NOT NULL,
  connection_id       text NOT NULL,
  marketplace_id      text,
  sales_channel       text,
  seller_order_id     text,
  order_date          timestamptz NOT NULL,
  order_status        text NOT NULL,
  order_status_raw    text,
  fulfilled_by        text,
  service_level       text,
  programs            text[],
  total_amount        numeric,
  total_currency      text,
  ship_by_earliest    timestamptz,
  ship_by_latest      timestamptz,
  deliver_by_earliest timestamptz,
  deliver_by_latest   timestamptz,
  -- The version: a copy replaces this one when (last_updated_at, source_rank) is greater, or equal with other
  -- content and read later. source_rank: 2 the API, 1 a report.
  last_updated_at     timestamptz NOT NULL,
  source_rank         smallint NOT NULL,
  content_hash        bigint NOT NULL,
  observed_at         timestamptz NOT NULL,
  detail_level        text NOT NULL CHECK (detail_level IN ('full', 'outline')),
  -- Amazon's document less buyer data, compressed with the dictionary that its first byte names.
  document            bytea,
  synced_at           timestamptz NOT NULL DEFAULT ordersync.now(),
  PRIMARY KEY (tenant_id, external_order_id, marketplace),
  CONSTRAINT orders_id UNIQUE (tenant_id, id)
);
ALTER TABLE ordersync.orders ALTER COLUMN document SET STORAGE EXTERNAL;
CREATE INDEX orders_newest_first ON ordersync.orders (tenant_id, order_date DESC, external_order_id DESC);
CREATE INDEX orders_by_status ON ordersync.orders (tenant_id, order_status, order_date DESC);

CREATE TABLE ordersync.order_items (
  tenant_id           text NOT NULL,
  external_order_id   text NOT NULL,
  marketplace         text NOT NULL DEFAULT 'AMAZON',
  order_item_id       text NOT NULL,
  asin                text,
  sku                 text,
  title               text,
  quantity            integer,
  quantity_fulfilled  integer,
  unit_price_amount   numeric,
  unit_price_currency text,
  total_amount        numeric,
  total_currency      text,
  -- Set when a newer copy of the order no longer has the item: flagged, never deleted.
  missing_since       timestamptz,
  PRIMARY KEY (tenant_id, external_order_id, marketplace, order_item_id),
  FOREIGN KEY (tenant_id, external_order_id, marketplace) REFERENCES ordersync.orders ON DELETE CASCADE
);

CREATE TABLE ordersync.order_packages (
  tenant_id            text NOT NULL,
  external_order_id    text NOT NULL,
  marketplace          text NOT NULL DEFAULT 'AMAZON',
  package_reference_id text NOT NULL,
  carrier              text,
  tracking_number      text,
  status               text,
  shipped_at           timestamptz,
  missing_since        timestamptz,
  PRIMARY KEY (tenant_id, external_order_id, marketplace, package_reference_id),
  FOREIGN KEY (tenant_id, external_order_id, marketplace) REFERENCES ordersync.orders ON DELETE CASCADE
);

-- History and feed in one: every stored change once, in commit order per tenant.
CREATE TABLE ordersync.order_changes (
  tenant_id         text NOT NULL,
  position          bigint NOT NULL,
  external_order_id text NOT NULL,
  marketplace       text NOT NULL DEFAULT 'AMAZON',
  kind              text NOT NULL CHECK (kind IN ('created', 'updated')),
  -- {"field": [before, after]}; null for a created order
  difference        jsonb,
  last_updated_at   timestamptz NOT NULL,
  source_rank       smallint NOT NULL,
  recorded_at       timestamptz NOT NULL DEFAULT ordersync.now(),
  PRIMARY KEY (tenant_id, position)
);
CREATE INDEX order_changes_of_order ON ordersync.order_changes (tenant_id, external_order_id, position);

-- What Amazon sent and could not be read as an order: kept until a later version can.
CREATE TABLE ordersync.quarantine (
  tenant_id         text NOT NULL REFERENCES ordersync.tenants ON DELETE CASCADE,
  quarantine_id     text NOT NULL,
  connection_id     text NOT NULL,
  external_order_id text,
  reason            text NOT NULL,
  document          text NOT NULL,
  document_hash     bigint NOT NULL,
  first_seen_at     timestamptz NOT NULL DEFAULT ordersync.now(),
  last_seen_at      timestamptz NOT NULL DEFAULT ordersync.now(),
  times_seen        integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, quarantine_id),
  CONSTRAINT quarantine_one_per_document UNIQUE (tenant_id, connection_id, document_hash)
);

-- ---------------------------------------------------------------------------------------------------------------
-- Amazon's quotas and our standing with Amazon: shared by all tenants, so no tenant in the key

CREATE TABLE ordersync.quota_buckets (
  region             text NOT NULL,
  selling_partner_id text NOT NULL,
  application_id     text NOT NULL,
  operation          text NOT NULL,
  rate_per_second    double precision NOT NULL,
  burst              double precision NOT NULL,
  -- Tokens at `filled_at`; may be below zero by calls that were granted a short delay.
  tokens             double precision NOT NULL,
  filled_at          timestamptz NOT NULL,
  -- After a 429: no call before this, and how many came in a row.
  blocked_until      timestamptz,
  throttled_in_a_row integer NOT NULL DEFAULT 0,
  PRIMARY KEY (region, selling_partner_id, application_id, operation)
) WITH (fillfactor = 50);

-- An application whose secret Amazon refused: nobody calls until the secret changes or a probe succeeds.
CREATE TABLE ordersync.refused_applications (
  application_id     text NOT NULL,
  secret_fingerprint text NOT NULL,
  refused_at         timestamptz NOT NULL DEFAULT ordersync.now(),
  next_probe_at      timestamptz NOT NULL,
  PRIMARY KEY (application_id, secret_fingerprint)
);

-- ---------------------------------------------------------------------------------------------------------------
-- Who may call us, and what they did

CREATE TABLE ordersync.api_keys (
  key_id       text PRIMARY KEY,
  key_hash     bytea NOT NULL UNIQUE,
  name         text NOT NULL,
  role         text NOT NULL CHECK (role IN ('operator', 'tenant_admin', 'tenant_reader')),
  tenant_id    text REFERENCES ordersync.tenants ON DELETE CASCADE,
  created_at   timestamptz NOT NULL DEFAULT ordersync.now(),
  expires_at   timestamptz,
  last_used_at timestamptz,
  revoked_at   timestamptz,
  CONSTRAINT api_keys_of_a_tenant_name_it CHECK ((role = 'operator') = (tenant_id IS NULL))
);

CREATE TABLE ordersync.audit_log (
  audit_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at         timestamptz NOT NULL DEFAULT ordersync.now(),
  tenant_id  text,
  actor      text NOT NULL,
  action     text NOT NULL,
  allowed    boolean NOT NULL,
  subject    text,
  note       text,
  request_id text,
  address    text
);
CREATE INDEX audit_log_of_tenant ON ordersync.audit_log (tenant_id, at DESC);

-- Down Migration
DROP SCHEMA ordersync CASCADE;
