import type { FleetQueryable, TenantQueryable } from './database.ts'

export interface Tenant {
  readonly tenantId: string
  readonly displayName: string
  readonly createdAt: Date
}

interface TenantRow {
  readonly tenant_id: string
  readonly display_name: string
  readonly created_at: Date
}

function fromRow(row: TenantRow): Tenant {
  return { tenantId: row.tenant_id, displayName: row.display_name, createdAt: row.created_at }
}

const columns = 'tenant_id, display_name, created_at'

/** Creates a tenant or renames it. Answers it with `created`. */
export async function saveTenant(
  db: TenantQueryable,
  displayName: string,
): Promise<Tenant & { readonly created: boolean }> {
  const { rows } = await db.query<TenantRow & { created: boolean }>(
    `INSERT INTO ordersync.tenants (tenant_id, display_name) VALUES ($1, $2)
     ON CONFLICT (tenant_id) DO UPDATE SET display_name = excluded.display_name
     RETURNING ${columns}, xmax = 0 AS created`,
    [db.tenantId, displayName],
  )
  const row = rows[0] as TenantRow & { created: boolean }
  return { ...fromRow(row), created: row.created }
}

export async function findTenant(db: TenantQueryable): Promise<Tenant | null> {
  const { rows } = await db.query<TenantRow>(
    `SELECT ${columns} FROM ordersync.tenants WHERE tenant_id = $1`,
    [db.tenantId],
  )
  return rows[0] === undefined ? null : fromRow(rows[0])
}

/** Tenants by id, after the given id. */
export async function listTenants(
  db: FleetQueryable,
  after: string | null,
  limit: number,
): Promise<readonly Tenant[]> {
  const { rows } = await db.query<TenantRow>(
    `SELECT ${columns} FROM ordersync.fleet_tenants WHERE tenant_id > $1 ORDER BY tenant_id LIMIT $2`,
    [after ?? '', limit],
  )
  return rows.map(fromRow)
}

/**
 * Erases a tenant: every row of every table that has a `tenant_id`, in one transaction. Answers how many rows
 * went from which table, as a receipt. The list of tables comes from the catalogue, so none is forgotten.
 */
export async function eraseTenant(tx: TenantQueryable): Promise<Readonly<Record<string, number>>> {
  // The same lock that a page of orders takes: nothing is written while this runs.
  await tx.query('SELECT 1 FROM ordersync.tenants WHERE tenant_id = $1 FOR UPDATE', [tx.tenantId])
  const { rows } = await tx.query<{ table_name: string }>(
    // Children before their parents, so that each table's own count is counted.
    `SELECT c.relname AS table_name FROM pg_class c
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
     WHERE c.relnamespace = 'ordersync'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'audit_log'
     ORDER BY array_position(ARRAY['orders', 'connections', 'webhooks', 'tenants'], c.relname::text) NULLS FIRST`,
  )
  const erased: Record<string, number> = {}
  for (const { table_name: table } of rows) {
    const { rowCount } = await tx.query(`DELETE FROM ordersync.${table} WHERE tenant_id = $1`, [tx.tenantId])
    erased[table] = rowCount ?? 0
  }
  return erased
}
