import { type KeyProvider, SecretStoreUnavailable, type WrapContext } from '../runtime/key-provider.ts'
import { applicationSecretContext } from './application-secrets.ts'
import type { Database, Queryable } from './database.ts'
import { checkMasterKey, createKeyring, type Keyring } from './master-keys.ts'
import { tenantKeyContext } from './tenant-keys.ts'

export interface MasterKeyRotation {
  readonly masterKeyId: string
  /** How many values were wrapped anew by this call. */
  readonly rewrapped: number
}

const batchSize = 200

/**
 * Makes the first key of the provider the one that wraps what is new, for all processes at once, and wraps everything
 * anew with it. All processes must have been given both keys before. Can be stopped and called again at any point, also
 * by several at once: each value is wrapped by one key or the other, and its row says by which.
 *
 * Throws SecretStoreUnavailable when a key that wrapped something is missing here; nothing is changed then.
 */
export async function rotateMasterKey(
  db: Database,
  keyProvider: KeyProvider,
  onProgress: (rewrapped: number) => void = () => {},
): Promise<MasterKeyRotation> {
  await checkMasterKey(db, keyProvider)
  const [target] = await keyProvider.keys()
  if (target === undefined) throw new SecretStoreUnavailable('No master key is configured.')
  await makeCurrent(db, target.id)
  const keyring = createKeyring(db, keyProvider)
  let rewrapped = 0
  for (;;) {
    const names = await listTenantKeysOfOthers(db, target.id)
    if (names.length === 0) break
    for (const { tenant_id: tenantId, key_number: number } of names) {
      rewrapped += await rewrapTenantKey(db, keyring, tenantId, number)
    }
    onProgress(rewrapped)
  }
  rewrapped += await rewrapApplicationSecrets(db, keyring, target.id)
  return { masterKeyId: target.id, rewrapped }
}

/** Waits for whoever is just storing a key that the current one wrapped. */
async function makeCurrent(db: Database, masterKeyId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query(
      'UPDATE ordersync.master_keys SET is_current = false WHERE is_current AND master_key_id <> $1',
      [masterKeyId],
    )
    await tx.query(
      `INSERT INTO ordersync.master_keys (master_key_id, is_current) VALUES ($1, true)
       ON CONFLICT (master_key_id) DO UPDATE SET is_current = true`,
      [masterKeyId],
    )
  })
}

async function listTenantKeysOfOthers(
  db: Database,
  masterKeyId: string,
): Promise<readonly { readonly tenant_id: string; readonly key_number: number }[]> {
  const { rows } = await db.query<{ tenant_id: string; key_number: number }>(
    `SELECT tenant_id, key_number FROM ordersync.fleet_tenant_keys WHERE master_key_id <> $1
     ORDER BY tenant_id, key_number LIMIT $2`,
    [masterKeyId, batchSize],
  )
  return rows
}

async function rewrapTenantKey(
  db: Database,
  keyring: Keyring,
  tenantId: string,
  number: number,
): Promise<number> {
  const own = db.of(tenantId)
  const { rows } = await own.query<{ master_key_id: string; wrapped_key: Buffer }>(
    'SELECT master_key_id, wrapped_key FROM ordersync.tenant_keys WHERE tenant_id = $1 AND key_number = $2',
    [tenantId, number],
  )
  const [row] = rows
  if (row === undefined) return 0
  const { master, wrapped } = await rewrap(
    keyring,
    row.master_key_id,
    row.wrapped_key,
    tenantKeyContext(tenantId, number),
  )
  return countOf(
    own,
    `UPDATE ordersync.tenant_keys SET master_key_id = $3, wrapped_key = $4
     WHERE tenant_id = $1 AND key_number = $2 AND wrapped_key = $5`,
    [tenantId, number, master, wrapped, row.wrapped_key],
  )
}

async function rewrapApplicationSecrets(
  db: Database,
  keyring: Keyring,
  masterKeyId: string,
): Promise<number> {
  const { rows } = await db.query<{
    client_id: string
    secret_number: number
    master_key_id: string
    wrapped_secret: Buffer
  }>(
    `SELECT client_id, secret_number, master_key_id, wrapped_secret FROM ordersync.application_secrets
     WHERE master_key_id <> $1`,
    [masterKeyId],
  )
  let rewrapped = 0
  for (const row of rows) {
    const context = applicationSecretContext(row.client_id, row.secret_number)
    const { master, wrapped } = await rewrap(keyring, row.master_key_id, row.wrapped_secret, context)
    rewrapped += await countOf(
      db,
      `UPDATE ordersync.application_secrets SET master_key_id = $3, wrapped_secret = $4
       WHERE client_id = $1 AND secret_number = $2 AND wrapped_secret = $5`,
      [row.client_id, row.secret_number, master, wrapped, row.wrapped_secret],
    )
  }
  return rewrapped
}

/** The same value, wrapped by whatever key is the current one by now. */
async function rewrap(
  keyring: Keyring,
  masterKeyId: string,
  wrapped: Buffer,
  context: WrapContext,
): Promise<{ readonly master: string; readonly wrapped: Buffer }> {
  const value = await (await keyring.find(masterKeyId)).unwrap(wrapped, context)
  const current = await keyring.current()
  return { master: current.id, wrapped: await current.wrap(value, context) }
}

async function countOf(db: Queryable, statement: string, values: readonly unknown[]): Promise<number> {
  return (await db.query(statement, values)).rowCount ?? 0
}
