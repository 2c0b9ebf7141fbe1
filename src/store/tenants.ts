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

/** Creates a tenant; null when there is one of this id already, which stays as it is. */
export async function createTenant(db: TenantQueryable, displayName: string): Promise<Tenant | null> {
  const { rows } = await db.query<TenantRow>(
    `INSERT INTO ordersync.tenants (tenant_id, display_name) VALUES ($1, $2)
     ON CONFLICT (tenant_id) DO NOTHING
     RETURNING ${columns}`,
    [db.tenantId, displayName],
  )
  return rows[0] === undefined ? null : fromRow(rows[0])
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
