import type { Queryable } from '../src/store/database.ts'

/**
 * Puts tenants straight into the tables, as if each had been synced a while ago and were due tomorrow: nothing of them
 * moves while a page that shows them is measured. `db` is that of the tables' owner.
 */
export async function addTenants(db: Queryable, count: number): Promise<void> {
  await db.query(
    `INSERT INTO ordersync.tenants (tenant_id, display_name, order_count, item_count)
     SELECT 'bulk-' || lpad(n::text, 5, '0'), 'Seller ' || n || ' of many', n % 977, n % 1013 FROM generate_series(1, $1) n`,
    [count],
  )
  await db.query(
    `INSERT INTO ordersync.connections (tenant_id, connection_id, region, selling_partner_id, status, refresh_token,
       marketplace_ids, authorized_at)
     SELECT tenant_id, 'con_' || tenant_id, 'EU', 'ABULK' || right(tenant_id, 5), 'connected', '\\x00',
       '{A1PA6795UKMFR9}', ordersync.now()
     FROM ordersync.tenants WHERE tenant_id LIKE 'bulk-%'`,
  )
  await db.query(
    `INSERT INTO ordersync.sync_states (tenant_id, connection_id, lane, next_due_at, last_polled_at, last_success_at,
       last_reason_code, watermark)
     SELECT tenant_id, 'con_' || tenant_id, 'delta', ordersync.now() + interval '1 day',
       ordersync.now() - age, ordersync.now() - age, 'SUCCESS', ordersync.now() - age
     FROM (SELECT tenant_id, right(tenant_id, 5)::integer % 240 * interval '1 second' AS age
       FROM ordersync.tenants WHERE tenant_id LIKE 'bulk-%') t
     ON CONFLICT (tenant_id, connection_id, lane) DO UPDATE SET next_due_at = EXCLUDED.next_due_at,
       last_polled_at = EXCLUDED.last_polled_at, last_success_at = EXCLUDED.last_success_at,
       last_reason_code = EXCLUDED.last_reason_code, watermark = EXCLUDED.watermark`,
  )
  await db.query('ANALYZE')
}
