-- Up Migration

-- Addresses that a tenant wants its changes sent to. What is to be sent is read from the feed, never written by a sync.
CREATE TABLE ordersync.webhooks (
  tenant_id             text NOT NULL REFERENCES ordersync.tenants ON DELETE CASCADE,
  webhook_id            text NOT NULL,
  url                   text NOT NULL,
  description           text,
  -- Which changes: order.created, order.updated, order.shipped, order.cancelled.
  events                text[] NOT NULL CHECK (cardinality(events) > 0),
  -- paused: the tenant's wish. disabled: we gave up, for `disabled_reason`.
  status                text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'paused', 'disabled')),
  disabled_reason       text,
  -- Sealed with the tenant's key. After a rotation both sign until `previous_secret_until`.
  secret                bytea NOT NULL,
  previous_secret       bytea,
  previous_secret_until timestamptz,
  -- Every change of the feed up to here is in a delivery, or was not asked for.
  feed_position         bigint NOT NULL,
  failing_since         timestamptz,
  last_success_at       timestamptz,
  -- While one worker serves the webhook, `lease` names its turn and every write of the turn checks it. Without a lease
  -- `held_until` is a pause after a failure.
  lease                 text,
  held_until            timestamptz NOT NULL DEFAULT ordersync.now(),
  created_at            timestamptz NOT NULL DEFAULT ordersync.now(),
  PRIMARY KEY (tenant_id, webhook_id)
) WITH (fillfactor = 70);

-- One POST, with all its attempts. The id stays the same through retries and replays.
CREATE TABLE ordersync.webhook_deliveries (
  tenant_id        text NOT NULL,
  delivery_id      text NOT NULL,
  webhook_id       text NOT NULL,
  -- The changes in it, by their positions in the feed; none in a test.
  positions        bigint[] NOT NULL,
  -- open: to be sent, now or again. dead: given up, until somebody replays it.
  state            text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'delivered', 'dead')),
  attempts         integer NOT NULL DEFAULT 0,
  created_at       timestamptz NOT NULL DEFAULT ordersync.now(),
  first_attempt_at timestamptz,
  last_attempt_at  timestamptz,
  next_attempt_at  timestamptz DEFAULT ordersync.now(),
  -- What the last attempt found.
  response_status  integer,
  response_text    text,
  duration_ms      integer,
  error            text,
  PRIMARY KEY (tenant_id, delivery_id),
  FOREIGN KEY (tenant_id, webhook_id) REFERENCES ordersync.webhooks ON DELETE CASCADE,
  CONSTRAINT webhook_deliveries_open_have_a_time CHECK ((state = 'open') = (next_attempt_at IS NOT NULL))
) WITH (fillfactor = 70);
CREATE INDEX webhook_deliveries_open ON ordersync.webhook_deliveries (tenant_id, webhook_id, next_attempt_at) WHERE state = 'open';
CREATE INDEX webhook_deliveries_due ON ordersync.webhook_deliveries (next_attempt_at) WHERE state = 'open';
CREATE INDEX webhook_deliveries_dead ON ordersync.webhook_deliveries (tenant_id, webhook_id) WHERE state = 'dead';
CREATE INDEX webhook_deliveries_newest_first ON ordersync.webhook_deliveries (tenant_id, webhook_id, delivery_id DESC);
CREATE INDEX webhook_deliveries_settled ON ordersync.webhook_deliveries (last_attempt_at) WHERE state <> 'open';

-- Down Migration
DROP TABLE ordersync.webhook_deliveries;
DROP TABLE ordersync.webhooks;
