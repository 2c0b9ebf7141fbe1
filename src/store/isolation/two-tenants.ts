/**
 * One row of everything for the tenants `mine` and `other`, and what belongs to no tenant. What a tenant has says whose
 * it is: `OTHERS` where somebody could read it.
 */
export const twoTenantsSql = `
INSERT INTO ordersync.api_keys (key_id, key_hash, name, role) VALUES ('key_operator', 'hash of operator', 'operator', 'operator');
INSERT INTO ordersync.sync_requests (request_id, mode) VALUES ('req_1', 'global');
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['mine', 'other'] LOOP
    INSERT INTO ordersync.tenants (tenant_id, display_name, feed_position, order_count, item_count) VALUES (t, upper(t) || 'S', 1, 1, 1);
    INSERT INTO ordersync.tenant_keys (tenant_id, key_number, master_key_id, wrapped_key) VALUES (t, 1, 'mk', convert_to('secret of ' || t, 'utf8'));
    INSERT INTO ordersync.connections (tenant_id, connection_id, region, selling_partner_id, status, refresh_token)
      VALUES (t, 'con_' || t, 'EU', 'S_' || t, 'connected', convert_to('secret of ' || t, 'utf8'));
    INSERT INTO ordersync.removed_connections (tenant_id, region, selling_partner_id) VALUES (t, 'EU', 'S_' || t);
    INSERT INTO ordersync.consent_requests (tenant_id, state_hash, region, marketplace_id, allow_shared_seller, requested_by, return_to, expires_at)
      VALUES (t, convert_to('hash of ' || t, 'utf8'), 'EU', 'A1', false, upper(t) || 'S', '/', now());
    INSERT INTO ordersync.sync_states (tenant_id, connection_id, lane, last_error) VALUES (t, 'con_' || t, 'delta', upper(t) || 'S');
    INSERT INTO ordersync.runs (tenant_id, run_id, connection_id, lane, run_number, trigger, message) VALUES (t, 'run_' || t, 'con_' || t, 'delta', 1, 'manual', upper(t) || 'S');
    INSERT INTO ordersync.sync_request_targets (tenant_id, request_id, connection_id, position, state, message) VALUES (t, 'req_1', 'con_' || t, 1, 'waiting', upper(t) || 'S');
    INSERT INTO ordersync.orders (tenant_id, external_order_id, id, connection_id, order_date, order_status, last_updated_at, source_rank, content_hash, observed_at, detail_level, sales_channel)
      VALUES (t, 'order_' || t, 'ord_' || t, 'con_' || t, now(), 'UNSHIPPED', now(), 1, 1, now(), 'outline', upper(t) || 'S');
    INSERT INTO ordersync.order_search (tenant_id, external_order_id, order_date, terms)
      VALUES (t, 'order_' || t, now(), 'ORDER_' || upper(t) || E'\\n\\tOF ' || upper(t) || 'S');
    INSERT INTO ordersync.search_names (tenant_id, name) VALUES (t, 'OF ' || upper(t) || 'S');
    INSERT INTO ordersync.order_imports (tenant_id, import_id, connection_id, external_order_id, message) VALUES (t, 'imp_' || t, 'con_' || t, 'order_' || t, upper(t) || 'S');
    INSERT INTO ordersync.order_items (tenant_id, external_order_id, order_item_id, title) VALUES (t, 'order_' || t, '1', upper(t) || 'S');
    INSERT INTO ordersync.order_packages (tenant_id, external_order_id, package_reference_id, carrier) VALUES (t, 'order_' || t, '1', upper(t) || 'S');
    INSERT INTO ordersync.order_changes (tenant_id, position, external_order_id, kind, last_updated_at, source_rank, difference) VALUES (t, 1, 'order_' || t, 'created', now(), 2, jsonb_build_object('of', upper(t) || 'S'));
    INSERT INTO ordersync.quarantine (tenant_id, quarantine_id, connection_id, external_order_id, reason, document, document_hash)
      VALUES (t, 'qua_' || t, 'con_' || t, 'order_' || t, upper(t) || 'S', 'x', 1);
    INSERT INTO ordersync.order_buyers (tenant_id, external_order_id, connection_id, sealed, last_updated_at, observed_at, delete_after)
      VALUES (t, 'order_' || t, 'con_' || t, convert_to('secret of ' || t, 'utf8'), now(), now(), now() + interval '30 days');
    INSERT INTO ordersync.buyer_deletions (tenant_id, day, reason, orders, latest_by, last_deleted_at) VALUES (t, '2026-01-01', 'retention', 1, interval '0', now());
    INSERT INTO ordersync.tenant_erasures (erasure_id, erased_tenant, erased_by, erased_rows) VALUES ('era_' || t, t, 'key_operator', '{}');
    INSERT INTO ordersync.backfills (tenant_id, backfill_id, connection_id, days, status, from_at, to_at, frontier, last_error)
      VALUES (t, 'bf_' || t, 'con_' || t, 1, 'in_progress', now() - interval '1 day', now(), now(), upper(t) || 'S');
    INSERT INTO ordersync.backfill_windows (tenant_id, backfill_id, window_number, from_at, to_at, source, error) VALUES (t, 'bf_' || t, 1, now(), now(), 'report', upper(t) || 'S');
    INSERT INTO ordersync.coverage (tenant_id, connection_id, level, from_at, to_at, proof) VALUES (t, 'con_' || t, 'full', now() - interval '1 day', now(), 'search');
    INSERT INTO ordersync.api_keys (key_id, key_hash, name, role, tenant_id) VALUES ('key_' || t, convert_to('hash of ' || t, 'utf8'), upper(t) || 'S', 'tenant_admin', t);
    INSERT INTO ordersync.sessions (token_hash, tenant_id, key_id, name, role, can_read_buyers, expires_at)
      VALUES (convert_to('hash of session ' || t, 'utf8'), t, 'key_' || t, upper(t) || 'S', 'tenant_admin', false, now() + interval '1 hour');
    INSERT INTO ordersync.sign_in_links (token_hash, tenant_id, key_id, expires_at)
      VALUES (convert_to('hash of link ' || t, 'utf8'), t, 'key_' || t, now() + interval '1 hour');
    INSERT INTO ordersync.webhooks (tenant_id, webhook_id, url, events, secret, feed_position, lease)
      VALUES (t, 'wh_' || t, upper(t) || 'S', '{order.created}', convert_to('secret of ' || t, 'utf8'), 0, 'turn_' || t);
    INSERT INTO ordersync.webhook_deliveries (tenant_id, delivery_id, webhook_id, positions, error) VALUES (t, 'whd_' || t, 'wh_' || t, '{1}', upper(t) || 'S');
    INSERT INTO ordersync.audit_log (tenant_id, actor, action, allowed) VALUES (t, 'key_' || t, 'POST /', true);
  END LOOP;
END
$$`

/** The same for two tenants of these names: in `other`, `OTHERS` is its name in capitals and an S. */
export function twoTenantsSqlFor(mine: string, other: string): string {
  return twoTenantsSql.replace("ARRAY['mine', 'other']", `ARRAY['${mine}', '${other}']`)
}
