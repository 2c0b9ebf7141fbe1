-- Up Migration

-- ---------------------------------------------------------------------------------------------------------------
-- Buyer data of all tenants is erased by one job, which sees when, and never what

GRANT SELECT (tenant_id, external_order_id, marketplace, connection_id, delete_after, is_kept, erased_because),
  UPDATE (sealed, erased_at, erased_because) ON ordersync.order_buyers TO ordersync_fleet;
GRANT SELECT, INSERT, UPDATE ON ordersync.buyer_deletions TO ordersync_fleet;
GRANT SELECT (include_buyer_data) ON ordersync.connections TO ordersync_fleet;

CREATE FUNCTION ordersync.fleet_erase_due_buyers(at_most integer) RETURNS bigint
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
COMMENT ON FUNCTION ordersync.fleet_erase_due_buyers IS 'Buyer data must go on its day, of whichever tenants; counts it for the proof in the same statement';
SELECT ordersync.entrust_function('ordersync.fleet_erase_due_buyers(integer)');

-- The receipts of erased tenants: written in the tenant's last transaction, read by the operator.
GRANT INSERT ON ordersync.tenant_erasures TO ordersync_app;
GRANT SELECT ON ordersync.tenant_erasures TO ordersync_fleet;
CREATE VIEW ordersync.fleet_tenant_erasures AS
  SELECT * FROM ordersync.tenant_erasures WHERE ordersync.current_tenant() IS NULL;
COMMENT ON VIEW ordersync.fleet_tenant_erasures IS 'The operator shows that a tenant was erased';
SELECT ordersync.entrust_view('ordersync.fleet_tenant_erasures');

CREATE OR REPLACE VIEW ordersync.fleet_figures AS
  SELECT count(*)::integer AS connections,
    (count(*) FILTER (WHERE active AND next_due_at <= ordersync.now()))::integer AS due,
    (count(*) FILTER (WHERE active AND next_due_at <= ordersync.now() - interval '10 minutes'))::integer AS late,
    (count(*) FILTER (WHERE active AND failures > 0))::integer AS failing,
    (count(*) FILTER (WHERE status = 'reauthorization_required'))::integer AS reauthorization_required,
    (SELECT count(*)::integer FROM ordersync.quarantine) AS quarantined,
    (SELECT count(*)::integer FROM ordersync.refused_applications) AS applications_refused,
    COALESCE(max(extract(epoch FROM ordersync.now() - COALESCE(last_success_at, authorized_at))) FILTER (WHERE active), 0)::float8
      AS longest_without_success_seconds,
    (SELECT count(*)::integer FROM ordersync.order_buyers b
     WHERE b.is_kept AND b.delete_after <= ordersync.now() - interval '1 hour') AS buyers_overdue
  FROM (
    SELECT c.status, c.authorized_at, s.failures, s.next_due_at, s.last_success_at,
      c.status = 'connected' AND c.has_refresh_token AS active
    FROM ordersync.connections c
    LEFT JOIN ordersync.sync_states s ON s.tenant_id = c.tenant_id AND s.connection_id = c.connection_id AND s.lane = 'delta'
  ) lane;

-- ---------------------------------------------------------------------------------------------------------------
-- SQL as an interface: docs/sql.md. A view keeps its columns and their meaning; what changes gets a new number. These
-- views belong to the owner of the tables, who sees all tenants; the application may not read them.

CREATE VIEW ordersync.tenants_v1 AS
SELECT tenant_id, display_name, created_at, order_count, item_count FROM ordersync.tenants;

CREATE VIEW ordersync.connections_v1 AS
SELECT c.tenant_id, c.connection_id, c.region, c.selling_partner_id, c.marketplace_ids, c.status,
  c.has_refresh_token, c.include_buyer_data, c.created_at, c.authorized_at,
  s.watermark, s.last_polled_at, s.last_success_at, s.last_reason_code, s.next_due_at
FROM ordersync.connections c
LEFT JOIN ordersync.sync_states s
  ON s.tenant_id = c.tenant_id AND s.connection_id = c.connection_id AND s.lane = 'delta';

CREATE VIEW ordersync.orders_v1 AS
SELECT tenant_id, external_order_id, id AS order_id, connection_id, marketplace, marketplace_id, sales_channel,
  seller_order_id, order_date, last_updated_at, order_status, order_status_raw, fulfilled_by, service_level, programs,
  total_amount, total_currency, tax_total_amount, tax_total_currency, replaced_order_id, ship_by_earliest,
  ship_by_latest, deliver_by_earliest, deliver_by_latest, detail_level, synced_at
FROM ordersync.orders;

CREATE VIEW ordersync.order_items_v1 AS
SELECT tenant_id, external_order_id, marketplace, order_item_id, asin, sku, title, quantity, quantity_fulfilled,
  unit_price_amount, unit_price_currency, total_amount, total_currency, tax_total_amount, tax_total_currency, programs,
  condition_type, condition_subtype, cancel_requested_by, cancel_request_reason, cancelled_by, cancel_reason
FROM ordersync.order_items WHERE missing_since IS NULL;

CREATE VIEW ordersync.order_packages_v1 AS
SELECT tenant_id, external_order_id, marketplace, package_reference_id, carrier, shipping_service, tracking_number,
  status, detailed_status, created_at, shipped_at
FROM ordersync.order_packages WHERE missing_since IS NULL;

CREATE VIEW ordersync.order_package_items_v1 AS
SELECT p.tenant_id, p.external_order_id, p.marketplace, p.package_reference_id, i."orderItemId" AS order_item_id, i.quantity
FROM ordersync.order_packages p
CROSS JOIN LATERAL jsonb_to_recordset(p.items) AS i("orderItemId" text, quantity integer)
WHERE p.missing_since IS NULL;

CREATE VIEW ordersync.order_changes_v1 AS
SELECT tenant_id, position, external_order_id, marketplace, kind, difference, last_updated_at,
  CASE source_rank WHEN 2 THEN 'api' ELSE 'report' END AS source, recorded_at
FROM ordersync.order_changes;

CREATE VIEW ordersync.coverage_v1 AS
SELECT tenant_id, connection_id, level, from_at, to_at, proof, proved_at FROM ordersync.coverage;

CREATE VIEW ordersync.runs_v1 AS
SELECT tenant_id, run_id, connection_id, lane, trigger, started_at, finished_at, status, reason_code, message, pages,
  orders_processed, items_processed, orders_changed, quarantined
FROM ordersync.runs;

-- The role for BI tools sees these views and nothing else. Roles belong to the whole server, and the user that migrates
-- may lack the right to make one: then an administrator makes it and migrates or grants later (docs/sql.md).
DO $$
BEGIN
  CREATE ROLE ordersync_reader NOLOGIN;
EXCEPTION
  WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL;
END $$;
DO $$
DECLARE interface text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'ordersync_reader') THEN RETURN; END IF;
  GRANT USAGE ON SCHEMA ordersync TO ordersync_reader;
  -- The policies of the tables ask it, also when a view is read.
  GRANT EXECUTE ON FUNCTION ordersync.current_tenant() TO ordersync_reader;
  FOR interface IN SELECT viewname FROM pg_catalog.pg_views WHERE schemaname = 'ordersync' AND viewname ~ '_v\d+$' LOOP
    EXECUTE format('GRANT SELECT ON ordersync.%I TO ordersync_reader', interface);
  END LOOP;
END $$;

-- Down Migration
DROP VIEW ordersync.runs_v1, ordersync.coverage_v1, ordersync.order_changes_v1, ordersync.order_package_items_v1,
  ordersync.order_packages_v1, ordersync.order_items_v1, ordersync.orders_v1, ordersync.connections_v1,
  ordersync.tenants_v1;
DROP VIEW ordersync.fleet_figures;
CREATE VIEW ordersync.fleet_figures AS
  SELECT count(*)::integer AS connections,
    (count(*) FILTER (WHERE active AND next_due_at <= ordersync.now()))::integer AS due,
    (count(*) FILTER (WHERE active AND next_due_at <= ordersync.now() - interval '10 minutes'))::integer AS late,
    (count(*) FILTER (WHERE active AND failures > 0))::integer AS failing,
    (count(*) FILTER (WHERE status = 'reauthorization_required'))::integer AS reauthorization_required,
    (SELECT count(*)::integer FROM ordersync.quarantine) AS quarantined,
    (SELECT count(*)::integer FROM ordersync.refused_applications) AS applications_refused,
    COALESCE(max(extract(epoch FROM ordersync.now() - COALESCE(last_success_at, authorized_at))) FILTER (WHERE active), 0)::float8
      AS longest_without_success_seconds
  FROM (
    SELECT c.status, c.authorized_at, s.failures, s.next_due_at, s.last_success_at,
      c.status = 'connected' AND c.has_refresh_token AS active
    FROM ordersync.connections c
    LEFT JOIN ordersync.sync_states s ON s.tenant_id = c.tenant_id AND s.connection_id = c.connection_id AND s.lane = 'delta'
  ) lane;
COMMENT ON VIEW ordersync.fleet_figures IS 'Sums over all tenants for metrics, and of nobody in particular';
SELECT ordersync.entrust_view('ordersync.fleet_figures');
DROP VIEW ordersync.fleet_tenant_erasures;
DROP FUNCTION ordersync.fleet_erase_due_buyers;
REVOKE ALL ON ordersync.tenant_erasures FROM ordersync_app, ordersync_fleet;
REVOKE ALL ON ordersync.buyer_deletions FROM ordersync_fleet;
REVOKE ALL ON ordersync.order_buyers FROM ordersync_fleet;
REVOKE SELECT (include_buyer_data) ON ordersync.connections FROM ordersync_fleet;
