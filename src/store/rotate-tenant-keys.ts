import type { Database, TenantQueryable } from './database.ts'
import { type SealedColumn, sealedColumns } from './sealed-columns.ts'
import type { TenantKeys } from './tenant-keys.ts'
import { keyNumberBytes, type Vault } from './vault.ts'

/** What the rotation of a tenant's keys needs. */
export interface RotationTools {
  readonly db: Database
  readonly vault: Vault
  readonly keys: TenantKeys
}

export interface TenantKeyRotation {
  readonly tenantId: string
  /** The generation that seals from now on. */
  readonly keyNumber: number
  readonly resealed: number
}

const batchSize = 200

/**
 * How long a retired generation stays: longer than any run, request or cache may hold it. Whoever sealed a value with it
 * just before finds it in that time, and so does whoever read a value just before it was sealed anew.
 */
const retiredHours = 24

/**
 * Gives a tenant a new key and seals every value anew with it. Writers use it from the moment that it exists. Stopped in
 * the middle, the next call finishes before it begins anew: values of both generations open at any time.
 */
export async function rotateTenantKey(tools: RotationTools, tenantId: string): Promise<TenantKeyRotation> {
  const unfinished = await hasOldValues(tools, tenantId)
  const newest = unfinished ? await tools.keys.newest(tenantId) : await tools.keys.add(tenantId)
  return {
    tenantId,
    keyNumber: newest.number,
    resealed: await resealAll(tools, tenantId, newest.number),
  }
}

/**
 * Destroys the generations of all tenants that were retired a day ago, once nothing is sealed with them any more. What a
 * slow writer left behind is sealed anew first. Answers how many were destroyed.
 */
export async function destroyRetiredKeys(tools: RotationTools): Promise<number> {
  const { rows } = await tools.db.query<{ tenant_id: string }>(
    `SELECT DISTINCT tenant_id FROM ordersync.fleet_tenant_keys
     WHERE retired_at < ordersync.now() - make_interval(hours => $1)`,
    [retiredHours],
  )
  let destroyed = 0
  for (const { tenant_id: tenantId } of rows) {
    const { number } = await tools.keys.newest(tenantId)
    await resealAll(tools, tenantId, number)
    if (await hasOldValues(tools, tenantId)) continue
    const { rowCount } = await tools.db.of(tenantId).query(
      `DELETE FROM ordersync.tenant_keys
         WHERE tenant_id = $1 AND key_number < $2 AND retired_at < ordersync.now() - make_interval(hours => $3)`,
      [tenantId, number, retiredHours],
    )
    destroyed += rowCount ?? 0
  }
  return destroyed
}

async function hasOldValues({ db, keys }: RotationTools, tenantId: string): Promise<boolean> {
  const { number } = await keys.newest(tenantId)
  for (const column of sealedColumns) {
    if ((await listOldValues(db.of(tenantId), column, number, null, 1)).length > 0) return true
  }
  return false
}

async function resealAll(tools: RotationTools, tenantId: string, number: number): Promise<number> {
  let resealed = 0
  for (const column of sealedColumns) resealed += await resealColumn(tools, tenantId, column, number)
  return resealed
}

/** In batches, by key. A value that somebody replaces in between is left to them: they sealed it with the newest key. */
async function resealColumn(
  { db, vault }: RotationTools,
  tenantId: string,
  column: SealedColumn,
  number: number,
): Promise<number> {
  const own = db.of(tenantId)
  const assignments = column.key.map((name, index) => `${name} = $${index + 4}`).join(' AND ')
  let resealed = 0
  for (let after: readonly string[] | null = null; ; ) {
    const batch = await listOldValues(own, column, number, after, batchSize)
    for (const { key, sealed } of batch) {
      const context = column.contextOf(key)
      const anew = await vault.seal(tenantId, context, await vault.open(tenantId, context, sealed))
      const { rowCount } = await own.query(
        `UPDATE ordersync.${column.table} SET ${column.column} = $2
         WHERE tenant_id = $1 AND ${column.column} = $3 AND ${assignments}`,
        [tenantId, anew, sealed, ...key],
      )
      resealed += rowCount ?? 0
    }
    after = batch.at(-1)?.key ?? null
    if (after === null) return resealed
  }
}

async function listOldValues(
  db: TenantQueryable,
  { table, key, column }: SealedColumn,
  number: number,
  after: readonly string[] | null,
  limit: number,
): Promise<readonly { readonly key: readonly string[]; readonly sealed: Buffer }[]> {
  const names = key.join(', ')
  const position =
    after === null ? '' : `AND (${names}) > (${key.map((_, index) => `$${index + 4}`).join(', ')})`
  const { rows } = await db.query<{ sealed_value: Buffer } & Record<string, string>>(
    `SELECT ${names}, ${column} AS sealed_value FROM ordersync.${table}
     WHERE tenant_id = $1 AND substring(${column} FROM 1 FOR 4) <> $2 ${position}
     ORDER BY ${names} LIMIT $3`,
    [db.tenantId, keyNumberBytes(number), limit, ...(after ?? [])],
  )
  return rows.map((row) => ({ key: key.map((name) => row[name] ?? ''), sealed: row.sealed_value }))
}
