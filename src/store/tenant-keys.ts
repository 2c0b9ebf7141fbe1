import { randomBytes } from 'node:crypto'
import type { WrapContext } from '../runtime/key-provider.ts'
import type { Database, TenantQueryable } from './database.ts'
import type { Keyring } from './master-keys.ts'

/** One generation of a tenant's key, opened. */
export interface TenantKey {
  readonly number: number
  readonly key: Buffer
}

/** The keys of tenants, unwrapped on demand and kept in memory for a few minutes. */
export interface TenantKeys {
  /** The generation that seals what is new; made when the tenant has none yet. */
  newest(tenantId: string): Promise<TenantKey>
  /** All generations that are not destroyed, the newest first. */
  all(tenantId: string): Promise<readonly TenantKey[]>
  /** Null when that generation does not exist (any more). */
  find(tenantId: string, number: number): Promise<TenantKey | null>
  /** Makes the next generation, which seals from now on; those before it are retired. */
  add(tenantId: string): Promise<TenantKey>
}

interface KeyRow {
  readonly key_number: number
  readonly master_key_id: string
  readonly wrapped_key: Buffer
}

const cacheMs = 5 * 60_000
const cacheEntries = 10_000

export function createTenantKeys(db: Database, keyring: Keyring): TenantKeys {
  const cache = new Map<string, { readonly wrapped: Buffer; readonly key: Buffer; readonly until: number }>()

  /** What is remembered counts only for this very row: a tenant may be erased and made anew under its old name. */
  async function open(tenantId: string, row: KeyRow): Promise<TenantKey> {
    const name = `${tenantId}/${row.key_number}`
    const cached = cache.get(name)
    if (cached !== undefined && cached.until > Date.now() && cached.wrapped.equals(row.wrapped_key)) {
      return { number: row.key_number, key: cached.key }
    }
    const master = await keyring.find(row.master_key_id)
    const key = await master.unwrap(row.wrapped_key, tenantKeyContext(tenantId, row.key_number))
    if (cache.size >= cacheEntries) cache.clear()
    cache.set(name, { wrapped: row.wrapped_key, key, until: Date.now() + cacheMs })
    return { number: row.key_number, key }
  }

  async function newest(tenantId: string): Promise<TenantKey> {
    const [row] = await listRows(db.of(tenantId))
    return row === undefined ? make(tenantId, 1) : open(tenantId, row)
  }

  /** Makes the generation with this number, unless somebody else was first. */
  async function make(tenantId: string, number: number): Promise<TenantKey> {
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const master = await keyring.current()
      const wrapped = await master.wrap(randomBytes(32), tenantKeyContext(tenantId, number))
      await db.of(tenantId).transaction((tx) => insertKey(tx, number, master.id, wrapped))
      const row = (await listRows(db.of(tenantId))).find(({ key_number }) => key_number === number)
      if (row !== undefined) return open(tenantId, row)
      // The master key was rotated in the same moment: once more, with the new one.
    }
    throw new Error(`no key could be made for tenant ${tenantId}`)
  }

  return {
    newest,
    all: async (tenantId) => {
      await newest(tenantId)
      const rows = await listRows(db.of(tenantId))
      return Promise.all(rows.map((row) => open(tenantId, row)))
    },
    find: async (tenantId, number) => {
      const row = (await listRows(db.of(tenantId))).find(({ key_number }) => key_number === number)
      return row === undefined ? null : open(tenantId, row)
    },
    add: async (tenantId) => make(tenantId, (await newest(tenantId)).number + 1),
  }
}

export function tenantKeyContext(tenantId: string, number: number): WrapContext {
  return { table: 'tenant_keys', owner: tenantId, number }
}

async function listRows(db: TenantQueryable): Promise<readonly KeyRow[]> {
  const { rows } = await db.query<KeyRow>(
    `SELECT key_number, master_key_id, wrapped_key FROM ordersync.tenant_keys
     WHERE tenant_id = $1 ORDER BY key_number DESC`,
    [db.tenantId],
  )
  return rows
}

/**
 * Stores a key only while its master key is the current one, and keeps it so until the commit: a rotation of the master
 * key waits, and leaves no key behind.
 */
async function insertKey(
  tx: TenantQueryable,
  number: number,
  masterKeyId: string,
  wrapped: Buffer,
): Promise<void> {
  const { rowCount } = await tx.query(
    `INSERT INTO ordersync.tenant_keys (tenant_id, key_number, master_key_id, wrapped_key)
     SELECT $1, $2, master_key_id, $4 FROM ordersync.master_keys WHERE master_key_id = $3 AND is_current FOR SHARE
     ON CONFLICT DO NOTHING`,
    [tx.tenantId, number, masterKeyId, wrapped],
  )
  if (rowCount !== 1) return
  await tx.query(
    `UPDATE ordersync.tenant_keys SET retired_at = ordersync.now()
     WHERE tenant_id = $1 AND key_number < $2 AND retired_at IS NULL`,
    [tx.tenantId, number],
  )
}
