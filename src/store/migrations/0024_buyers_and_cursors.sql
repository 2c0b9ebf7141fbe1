-- Up Migration

-- Why the job erases it when its time has come: written by whoever sets the time, not found out afterwards, when the wish of the
-- connection or the order may be another one. Null: written by an older version, so the job finds out as that one did.
ALTER TABLE ordersync.order_buyers ADD COLUMN delete_because text
  CHECK (delete_because IN ('retention', 'not_shipped', 'switched_off'));

-- `not_shipped`: nothing happened for 30 days to an order that is still to be shipped. When it goes on, its buyer may be kept again.
ALTER TABLE ordersync.order_buyers DROP CONSTRAINT order_buyers_erased_because_check,
  ADD CONSTRAINT order_buyers_erased_because_check
    CHECK (erased_because IN ('retention', 'not_shipped', 'switched_off', 'request')) NOT VALID;
ALTER TABLE ordersync.order_buyers VALIDATE CONSTRAINT order_buyers_erased_because_check;
ALTER TABLE ordersync.buyer_deletions DROP CONSTRAINT buyer_deletions_reason_check,
  ADD CONSTRAINT buyer_deletions_reason_check
    CHECK (reason IN ('retention', 'not_shipped', 'switched_off', 'request')) NOT VALID;
ALTER TABLE ordersync.buyer_deletions VALIDATE CONSTRAINT buyer_deletions_reason_check;

-- What older versions decided for good about orders that are not shipped to this day.
UPDATE ordersync.order_buyers b SET
  delete_because = CASE WHEN b.is_kept THEN 'not_shipped' END,
  erased_because = CASE WHEN NOT b.is_kept THEN 'not_shipped' END
FROM ordersync.orders o
WHERE o.tenant_id = b.tenant_id AND o.external_order_id = b.external_order_id AND o.marketplace = b.marketplace
  AND o.order_status IN ('PENDING_AVAILABILITY', 'PENDING', 'UNSHIPPED', 'PARTIALLY_SHIPPED') AND b.settled_at IS NULL
  AND CASE WHEN b.is_kept THEN b.delete_after > ordersync.now() ELSE b.erased_because = 'retention' END;

GRANT SELECT (delete_because) ON ordersync.order_buyers TO ordersync_fleet;

CREATE OR REPLACE FUNCTION ordersync.fleet_erase_due_buyers(at_most integer) RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = ''
BEGIN ATOMIC
  WITH due AS (
    SELECT b.tenant_id, b.external_order_id, b.marketplace, b.delete_after, COALESCE(b.delete_because,
      CASE WHEN EXISTS (SELECT FROM ordersync.connections c
        WHERE c.tenant_id = b.tenant_id AND c.connection_id = b.connection_id AND c.include_buyer_data)
      THEN 'retention' ELSE 'switched_off' END) AS because
    FROM ordersync.order_buyers b
    WHERE b.is_kept AND b.delete_after <= ordersync.now()
    ORDER BY b.delete_after LIMIT at_most FOR UPDATE OF b SKIP LOCKED
  ),
  erased AS (
    UPDATE ordersync.order_buyers b SET sealed = NULL, erased_at = ordersync.now(), erased_because = d.because
    FROM due d
    WHERE b.tenant_id = d.tenant_id AND b.external_order_id = d.external_order_id AND b.marketplace = d.marketplace
    RETURNING b.tenant_id, b.erased_because AS reason, ordersync.now() - d.delete_after AS overdue
  ),
  proved AS (
    INSERT INTO ordersync.buyer_deletions AS p (tenant_id, day, reason, orders, latest_by, last_deleted_at)
    SELECT tenant_id, (ordersync.now() AT TIME ZONE 'UTC')::date, reason, count(*), max(overdue), ordersync.now()
    FROM erased GROUP BY tenant_id, reason
    ON CONFLICT (tenant_id, day, reason) DO UPDATE SET orders = p.orders + excluded.orders,
      latest_by = GREATEST(p.latest_by, excluded.latest_by), last_deleted_at = excluded.last_deleted_at
  )
  SELECT count(*) FROM erased;
END;

-- What signs the cursors of lists, the same for every process of the installation. No secret of anybody: who reads the database has
-- everything that a cursor leads to.
CREATE TABLE ordersync.cursor_key (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  key      bytea NOT NULL DEFAULT sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
);
INSERT INTO ordersync.cursor_key DEFAULT VALUES;
GRANT SELECT ON ordersync.cursor_key TO ordersync_app;

-- Down Migration
DROP TABLE ordersync.cursor_key;
CREATE OR REPLACE FUNCTION ordersync.fleet_erase_due_buyers(at_most integer) RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = ''
BEGIN ATOMIC
  WITH due AS (
    SELECT b.tenant_id, b.external_order_id, b.marketplace, b.delete_after, NOT EXISTS (
        SELECT FROM ordersync.connections c
        WHERE c.tenant_id = b.tenant_id AND c.connection_id = b.connection_id AND c.include_buyer_data) AS unwanted
    FROM ordersync.order_buyers b
    WHERE b.is_kept AND b.delete_after <= ordersync.now()
    ORDER BY b.delete_after LIMIT at_most FOR UPDATE OF b SKIP LOCKED
  ),
  erased AS (
    UPDATE ordersync.order_buyers b SET sealed = NULL, erased_at = ordersync.now(),
      erased_because = CASE WHEN d.unwanted THEN 'switched_off' ELSE 'retention' END
    FROM due d
    WHERE b.tenant_id = d.tenant_id AND b.external_order_id = d.external_order_id AND b.marketplace = d.marketplace
    RETURNING b.tenant_id, b.erased_because AS reason, ordersync.now() - d.delete_after AS overdue
  ),
  proved AS (
    INSERT INTO ordersync.buyer_deletions AS p (tenant_id, day, reason, orders, latest_by, last_deleted_at)
    SELECT tenant_id, (ordersync.now() AT TIME ZONE 'UTC')::date, reason, count(*), max(overdue), ordersync.now()
    FROM erased GROUP BY tenant_id, reason
    ON CONFLICT (tenant_id, day, reason) DO UPDATE SET orders = p.orders + excluded.orders,
      latest_by = GREATEST(p.latest_by, excluded.latest_by), last_deleted_at = excluded.last_deleted_at
  )
  SELECT count(*) FROM erased;
END;
REVOKE SELECT (delete_because) ON ordersync.order_buyers FROM ordersync_fleet;
ALTER TABLE ordersync.order_buyers DROP COLUMN delete_because;
-- The proof of what was erased stays as it is: only new rows are held to the older list.
ALTER TABLE ordersync.buyer_deletions DROP CONSTRAINT buyer_deletions_reason_check,
  ADD CONSTRAINT buyer_deletions_reason_check CHECK (reason IN ('retention', 'switched_off', 'request')) NOT VALID;
UPDATE ordersync.order_buyers SET erased_because = 'switched_off' WHERE erased_because = 'not_shipped';
ALTER TABLE ordersync.order_buyers DROP CONSTRAINT order_buyers_erased_because_check,
  ADD CONSTRAINT order_buyers_erased_because_check CHECK (erased_because IN ('retention', 'switched_off', 'request'));
