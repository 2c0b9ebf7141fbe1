import type { FleetQueryable, Queryable, TenantQueryable } from './database.ts'

/** What is left of an erased tenant: that it was erased, when, by whom, and how many rows of each table. */
export interface ErasureReceipt {
  readonly erasureId: string
  readonly tenantId: string
  readonly erasedAt: Date
  /** The id of the key that asked for it. */
  readonly erasedBy: string
  readonly erasedRows: Readonly<Record<string, number>>
}

interface ReceiptRow {
  readonly erasure_id: string
  readonly erased_tenant: string
  readonly erased_at: Date
  readonly erased_by: string
  readonly erased_rows: Record<string, number>
}

const columns = 'erasure_id, erased_tenant, erased_at, erased_by, erased_rows'

function fromRow(row: ReceiptRow): ErasureReceipt {
  return {
    erasureId: row.erasure_id,
    tenantId: row.erased_tenant,
    erasedAt: row.erased_at,
    erasedBy: row.erased_by,
    erasedRows: row.erased_rows,
  }
}

/**
 * Erases a tenant: every row of every table that has a `tenant_id`, in one transaction, and with them the keys without
 * which what it had sealed never opens again. The audit log stays: who did what is kept for a year, and has no buyer or
 * order in it. The list of tables comes from the catalogue, so none is forgotten. Answers the receipt, which is stored.
 */
export async function eraseTenant(
  tx: TenantQueryable,
  asked: { readonly erasureId: string; readonly by: string; readonly requestId: string | null },
): Promise<ErasureReceipt> {
  // The same lock that a page of orders takes: nothing is written while this runs.
  await tx.query('SELECT 1 FROM ordersync.tenants WHERE tenant_id = $1 FOR UPDATE', [tx.tenantId])
  const erased: Record<string, number> = {}
  for (const table of await listTablesOfTenants(tx)) {
    const { rowCount } = await tx.query(`DELETE FROM ordersync.${table} WHERE tenant_id = $1`, [tx.tenantId])
    erased[table] = rowCount ?? 0
  }
  // Whoever works for a tenant writes receipts and reads none.
  const erasedAt = await readTime(tx)
  await tx.query(
    `INSERT INTO ordersync.tenant_erasures (erasure_id, erased_tenant, erased_at, erased_by, request_id, erased_rows)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [asked.erasureId, tx.tenantId, erasedAt, asked.by, asked.requestId, JSON.stringify(erased)],
  )
  const { erasureId, by } = asked
  return { erasureId, tenantId: tx.tenantId, erasedAt, erasedBy: by, erasedRows: erased }
}

async function readTime(db: Queryable): Promise<Date> {
  const { rows } = await db.query<{ now: Date }>('SELECT ordersync.now() AS now')
  return (rows[0] as { now: Date }).now
}

/** Children before their parents, so that each table's own rows are counted. */
async function listTablesOfTenants(db: Queryable): Promise<readonly string[]> {
  const { rows } = await db.query<{ table_name: string }>(
    `SELECT c.relname AS table_name FROM pg_class c
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
     WHERE c.relnamespace = 'ordersync'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'audit_log'
     ORDER BY array_position(ARRAY['orders', 'backfills', 'connections', 'webhooks', 'tenants'], c.relname::text) NULLS FIRST`,
  )
  return rows.map((row) => row.table_name)
}

/** Whether a tenant of this name was ever erased; there may be one again. */
export async function wasTenantErased(db: FleetQueryable, tenantId: string): Promise<boolean> {
  const { rows } = await db.query<{ erased: boolean }>(
    'SELECT EXISTS (SELECT FROM ordersync.fleet_tenant_erasures WHERE erased_tenant = $1) AS erased',
    [tenantId],
  )
  return rows[0]?.erased === true
}

/** Receipts of all erased tenants, newest first. */
export async function listErasures(db: FleetQueryable, limit: number): Promise<readonly ErasureReceipt[]> {
  const { rows } = await db.query<ReceiptRow>(
    `SELECT ${columns} FROM ordersync.fleet_tenant_erasures ORDER BY erased_at DESC, erasure_id DESC LIMIT $1`,
    [limit],
  )
  return rows.map(fromRow)
}
