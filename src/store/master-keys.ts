import { type KeyProvider, type MasterKey, SecretStoreUnavailable } from '../runtime/key-provider.ts'
import type { FleetQueryable, Queryable } from './database.ts'

/** The master keys of this process, as the database names them. */
export interface Keyring {
  /** The key that wraps what is new: the same for all processes. */
  current(): Promise<MasterKey>
  find(masterKeyId: string): Promise<MasterKey>
}

/** Both throw SecretStoreUnavailable when the key cannot be had now, or was not given to this process. */
export function createKeyring(db: FleetQueryable, keyProvider: KeyProvider): Keyring {
  async function find(masterKeyId: string): Promise<MasterKey> {
    const keys = await keyProvider.keys()
    const key = keys.find(({ id }) => id === masterKeyId)
    if (key !== undefined) return key
    const known = keys.map(({ id }) => id).join(', ')
    throw new SecretStoreUnavailable(
      `The keys in this database are wrapped by master key ${masterKeyId}; this process has ${known}: configure that key.`,
    )
  }

  return {
    find,
    current: async () => {
      const currentId = await findCurrentId(db)
      if (currentId !== null) return find(currentId)
      const [first] = await keyProvider.keys()
      if (first === undefined) throw new SecretStoreUnavailable('No master key is configured.')
      await db.query(
        'INSERT INTO ordersync.master_keys (master_key_id, is_current) VALUES ($1, true) ON CONFLICT DO NOTHING',
        [first.id],
      )
      // Another process may have been first: the stored one is the one that counts.
      return find((await findCurrentId(db)) ?? first.id)
    },
  }
}

async function findCurrentId(db: Queryable): Promise<string | null> {
  const { rows } = await db.query<{ master_key_id: string }>(
    'SELECT master_key_id FROM ordersync.master_keys WHERE is_current',
  )
  return rows[0]?.master_key_id ?? null
}

/** How many wrapped values each master key has, over all tenants, and which one wraps what is new. */
export interface MasterKeyUse {
  readonly masterKeyId: string
  readonly isCurrent: boolean
  readonly wrapped: number
}

export async function listMasterKeyUse(db: FleetQueryable): Promise<readonly MasterKeyUse[]> {
  const { rows } = await db.query<{ master_key_id: string; is_current: boolean; wrapped: number }>(
    `WITH wrapped AS (
       SELECT master_key_id FROM ordersync.fleet_tenant_keys
       UNION ALL SELECT master_key_id FROM ordersync.application_secrets
     )
     SELECT master_key_id, COALESCE(bool_or(m.is_current), false) AS is_current, count(w.master_key_id)::integer AS wrapped
     FROM ordersync.master_keys m FULL JOIN wrapped w USING (master_key_id)
     GROUP BY master_key_id ORDER BY is_current DESC, wrapped DESC, master_key_id`,
  )
  return rows.map((row) => ({
    masterKeyId: row.master_key_id,
    isCurrent: row.is_current,
    wrapped: row.wrapped,
  }))
}

/**
 * Throws SecretStoreUnavailable when this process lacks a master key that wrapped something in this database: said once
 * at the start, not by every connection.
 */
export async function checkMasterKey(db: FleetQueryable, keyProvider: KeyProvider): Promise<void> {
  const known = new Set((await keyProvider.keys()).map(({ id }) => id))
  const missing = (await listMasterKeyUse(db)).find(
    ({ masterKeyId, wrapped, isCurrent }) => (wrapped > 0 || isCurrent) && !known.has(masterKeyId),
  )
  if (missing === undefined) return
  throw new SecretStoreUnavailable(
    `The master key is not the one that this database was made with (${missing.masterKeyId} wraps ${missing.wrapped} keys): configure that one, as the current or the previous key.`,
  )
}
