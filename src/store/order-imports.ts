import type { ReasonCode } from '../domain/reason-code.ts'
import type { FleetQueryable, TenantQueryable } from './database.ts'
import { wakeLane } from './sync-states.ts'

/**
 * What became of asking one connection for an order. `unknown`: Amazon has no such order for this seller.
 * `unreadable`: it answered, and its document is in quarantine.
 */
export type ImportOutcome = 'stored' | 'unchanged' | 'unknown' | 'unreadable' | 'failed'

/** One connection that is asked for an order. */
export interface OrderImport {
  readonly importId: string
  readonly connectionId: string
  readonly externalOrderId: string
  /** Null while it waits. */
  readonly outcome: ImportOutcome | null
  readonly reasonCode: ReasonCode | null
  readonly message: string | null
}

interface OrderImportRow {
  readonly import_id: string
  readonly connection_id: string
  readonly external_order_id: string
  readonly outcome: ImportOutcome | null
  readonly reason_code: ReasonCode | null
  readonly message: string | null
}

function fromImportRow(row: OrderImportRow): OrderImport {
  return {
    importId: row.import_id,
    connectionId: row.connection_id,
    externalOrderId: row.external_order_id,
    outcome: row.outcome,
    reasonCode: row.reason_code,
    message: row.message,
  }
}

/** Asks for an order: a row for each of the connections, whose lane is due at once. */
export async function createOrderImport(
  tx: TenantQueryable,
  request: {
    readonly importId: string
    readonly externalOrderId: string
    readonly connectionIds: readonly string[]
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO ordersync.order_imports (tenant_id, import_id, connection_id, external_order_id)
     SELECT $1, $2, connection_id, $3 FROM unnest($4::text[]) connection_id`,
    [tx.tenantId, request.importId, request.externalOrderId, request.connectionIds],
  )
  for (const connectionId of request.connectionIds) await wakeLane(tx, connectionId, 'import')
}

/** The connections that an import asks, each with its outcome once it has one. */
export async function listImportTargets(
  db: TenantQueryable,
  importId: string,
): Promise<readonly OrderImport[]> {
  const { rows } = await db.query<OrderImportRow>(
    'SELECT * FROM ordersync.order_imports WHERE tenant_id = $1 AND import_id = $2 ORDER BY connection_id',
    [db.tenantId, importId],
  )
  return rows.map(fromImportRow)
}

/** The oldest order that a connection is asked for and has not answered, or null. */
export async function findOpenImport(db: TenantQueryable, connectionId: string): Promise<OrderImport | null> {
  const { rows } = await db.query<OrderImportRow>(
    `SELECT * FROM ordersync.order_imports WHERE tenant_id = $1 AND connection_id = $2 AND finished_at IS NULL
     ORDER BY requested_at, import_id LIMIT 1`,
    [db.tenantId, connectionId],
  )
  return rows[0] === undefined ? null : fromImportRow(rows[0])
}

/** Gives the answer to everybody who waits for this order from this connection. */
export async function settleOrderImports(
  tx: TenantQueryable,
  connectionId: string,
  externalOrderId: string,
  outcome: ImportOutcome,
): Promise<void> {
  await tx.query(
    `UPDATE ordersync.order_imports SET finished_at = ordersync.now(), outcome = $4
     WHERE tenant_id = $1 AND connection_id = $2 AND external_order_id = $3 AND finished_at IS NULL`,
    [tx.tenantId, connectionId, externalOrderId, outcome],
  )
}

/** A run that failed answers everybody who waits for its connection: whoever still wants the order asks again. */
export async function failOpenImports(
  tx: TenantQueryable,
  connectionId: string,
  reasonCode: ReasonCode,
  message: string,
): Promise<void> {
  await tx.query(
    `UPDATE ordersync.order_imports SET finished_at = ordersync.now(), outcome = 'failed', reason_code = $3, message = $4
     WHERE tenant_id = $1 AND connection_id = $2 AND finished_at IS NULL`,
    [tx.tenantId, connectionId, reasonCode, message],
  )
}

/** Forgets imports of all tenants that were asked for this many days ago. */
export async function deleteOldImports(db: FleetQueryable, days: number): Promise<void> {
  await db.query('SELECT ordersync.fleet_delete_old_imports($1)', [days])
}
