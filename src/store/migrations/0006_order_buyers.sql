-- Up Migration

-- ---------------------------------------------------------------------------------------------------------------
-- Buyer data: kept for connections that ask for it, sealed with the tenant's key, in this table and nowhere else

-- A tenant's wish. Amazon's roles for the application decide whether anything comes of it.
ALTER TABLE ordersync.connections ADD COLUMN include_buyer_data boolean NOT NULL DEFAULT false;

CREATE TABLE ordersync.order_buyers (
  tenant_id         text NOT NULL,
  external_order_id text NOT NULL,
  marketplace       text NOT NULL DEFAULT 'AMAZON',
  connection_id     text NOT NULL,
  -- What was taken out of Amazon's document, as JSON, sealed for this tenant and order; null once it was erased. The
  -- row stays as a tombstone, so that the next sync of the order does not bring back what was erased.
  sealed            bytea,
  -- For the job that erases, which may not read what it erases.
  is_kept           boolean NOT NULL GENERATED ALWAYS AS (sealed IS NOT NULL) STORED,
  -- The copy of the order that this was read with.
  last_updated_at   timestamptz NOT NULL,
  observed_at       timestamptz NOT NULL,
  -- When the order was delivered or cancelled, as early as anything proves; null while it is under way.
  settled_at        timestamptz,
  delete_after      timestamptz NOT NULL,
  erased_at         timestamptz,
  erased_because    text CHECK (erased_because IN ('retention', 'switched_off', 'request')),
  PRIMARY KEY (tenant_id, external_order_id, marketplace),
  FOREIGN KEY (tenant_id, external_order_id, marketplace) REFERENCES ordersync.orders ON DELETE CASCADE,
  CONSTRAINT order_buyers_sealed_or_erased CHECK ((sealed IS NULL) = (erased_at IS NOT NULL)),
  CONSTRAINT order_buyers_erased_for_a_reason CHECK ((erased_at IS NULL) = (erased_because IS NULL))
);
CREATE INDEX order_buyers_due ON ordersync.order_buyers (delete_after) WHERE is_kept;
CREATE INDEX order_buyers_of_connection ON ordersync.order_buyers (tenant_id, connection_id) WHERE sealed IS NOT NULL;

-- The proof that deletion takes place: how many orders lost their buyer data, by day (UTC) and reason.
CREATE TABLE ordersync.buyer_deletions (
  tenant_id       text NOT NULL,
  day             date NOT NULL,
  reason          text NOT NULL CHECK (reason IN ('retention', 'switched_off', 'request')),
  orders          bigint NOT NULL,
  -- The longest that any of them stayed after its date: how late the job was.
  latest_by       interval NOT NULL,
  last_deleted_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, day, reason)
);

-- Receipts of tenants that were erased. Its column is not named tenant_id, so that no erasure takes the receipts.
CREATE TABLE ordersync.tenant_erasures (
  erasure_id    text PRIMARY KEY,
  erased_tenant text NOT NULL,
  erased_at     timestamptz NOT NULL DEFAULT ordersync.now(),
  -- The id of the key that asked for it, never a name.
  erased_by     text NOT NULL,
  request_id    text,
  erased_rows   jsonb NOT NULL
);
CREATE INDEX tenant_erasures_newest_first ON ordersync.tenant_erasures (erased_at DESC);

-- ---------------------------------------------------------------------------------------------------------------
-- What people filter or show, as columns; the rest of Amazon's document stays in `document`

ALTER TABLE ordersync.orders
  ADD COLUMN tax_total_amount   numeric,
  ADD COLUMN tax_total_currency text,
  -- The order that this one replaces or exchanges.
  ADD COLUMN replaced_order_id  text,
  -- The mapping that made the columns of the document (src/domain/mapping-version.ts); a replay looks for older ones.
  ADD COLUMN mapping_version    smallint NOT NULL DEFAULT 1;

ALTER TABLE ordersync.order_items
  ADD COLUMN programs               text[],
  ADD COLUMN condition_type         text,
  ADD COLUMN condition_subtype      text,
  ADD COLUMN tax_total_amount       numeric,
  ADD COLUMN tax_total_currency     text,
  ADD COLUMN cancel_requested_by    text,
  ADD COLUMN cancel_request_reason  text,
  ADD COLUMN cancelled_by           text,
  ADD COLUMN cancel_reason          text;

ALTER TABLE ordersync.order_packages
  ADD COLUMN created_at       timestamptz,
  ADD COLUMN detailed_status  text,
  ADD COLUMN shipping_service text,
  -- [{"orderItemId": "…", "quantity": 1}]
  ADD COLUMN items            jsonb;

-- Down Migration
ALTER TABLE ordersync.order_packages
  DROP COLUMN items, DROP COLUMN shipping_service, DROP COLUMN detailed_status, DROP COLUMN created_at;
ALTER TABLE ordersync.order_items
  DROP COLUMN cancel_reason, DROP COLUMN cancelled_by, DROP COLUMN cancel_request_reason,
  DROP COLUMN cancel_requested_by, DROP COLUMN tax_total_currency, DROP COLUMN tax_total_amount,
  DROP COLUMN condition_subtype, DROP COLUMN condition_type, DROP COLUMN programs;
ALTER TABLE ordersync.orders
  DROP COLUMN mapping_version, DROP COLUMN replaced_order_id, DROP COLUMN tax_total_currency,
  DROP COLUMN tax_total_amount;
DROP TABLE ordersync.tenant_erasures, ordersync.buyer_deletions, ordersync.order_buyers;
ALTER TABLE ordersync.connections DROP COLUMN include_buyer_data;
