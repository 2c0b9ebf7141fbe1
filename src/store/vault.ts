import { randomBytes } from 'node:crypto'
import { type KeyProvider, SecretStoreUnavailable } from '../runtime/key-provider.ts'
import { Secret } from '../runtime/secret.ts'
import type { Database, FleetQueryable } from './database.ts'
import { seal, unseal } from './seal.ts'

/**
 * Secrets at rest, in an envelope: the master key wraps one key per tenant, the tenant's key seals the values.
 * What is lost with a tenant's key row is lost for good, which is what erasing a tenant relies on.
 */
export interface Vault {
  /** Seals a value for one place (`context`, such as `connections/con_1/refresh_token`) of one tenant. */
  seal(tenantId: string, context: string, value: Secret): Promise<Buffer>
  /** Opens it again. Throws SecretStoreUnavailable when the keys cannot be had or do not fit. */
  open(tenantId: string, context: string, sealed: Buffer): Promise<Secret>
  /** The keys of one tenant, fetched now, to seal and open within a transaction without waiting for anything. */
  ofTenant(tenantId: string): Promise<TenantVault>
}

/** Seals and opens the values of one tenant. Holds its keys in memory: for one run, not for longer. */
export interface TenantVault {
  seal(context: string, value: Secret): Buffer
  /** Throws SecretStoreUnavailable when the value was not sealed with a key of this tenant for this place. */
  open(context: string, sealed: Buffer): Secret
}

const cacheMs = 5 * 60_000
const cacheEntries = 10_000

export function createVault(db: Database, keyProvider: KeyProvider): Vault {
  const cache = new Map<string, { readonly key: Buffer; readonly until: number }>()

  function remember(name: string, key: Buffer): Buffer {
    if (cache.size >= cacheEntries) cache.clear()
    cache.set(name, { key, until: Date.now() + cacheMs })
    return key
  }

  async function findKey(tenantId: string, keyNumber: number): Promise<Buffer | null> {
    const name = `${tenantId}/${keyNumber}`
    const cached = cache.get(name)
    if (cached !== undefined && cached.until > Date.now()) return cached.key
    const { rows } = await db
      .of(tenantId)
      .query<{ master_key_id: string; wrapped_key: Buffer }>(
        'SELECT master_key_id, wrapped_key FROM ordersync.tenant_keys WHERE tenant_id = $1 AND key_number = $2',
        [tenantId, keyNumber],
      )
    const [row] = rows
    if (row === undefined) return null
    const master = await keyProvider.current()
    if (master.id !== row.master_key_id) {
      throw new SecretStoreUnavailable(
        `The keys of tenant ${tenantId} were wrapped by master key ${row.master_key_id}, the configured one is ${master.id}: configure that key.`,
      )
    }
    return remember(name, unseal(master.key, row.wrapped_key, wrapContext(tenantId, keyNumber)))
  }

  async function makeKey(tenantId: string, keyNumber: number): Promise<Buffer> {
    const master = await keyProvider.current()
    const key = randomBytes(32)
    await db.of(tenantId).query(
      `INSERT INTO ordersync.tenant_keys (tenant_id, key_number, master_key_id, wrapped_key)
       VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [tenantId, keyNumber, master.id, seal(master.key, key, wrapContext(tenantId, keyNumber))],
    )
    // Another process may have been first: the stored key is the one that counts.
    const stored = await findKey(tenantId, keyNumber)
    if (stored === null) throw new Error(`tenant ${tenantId} was deleted while its key was made`)
    return stored
  }

  async function currentKey(tenantId: string): Promise<Buffer> {
    return (await findKey(tenantId, currentNumber)) ?? (await makeKey(tenantId, currentNumber))
  }

  return {
    seal: async (tenantId, context, value) => sealValue(await currentKey(tenantId), tenantId, context, value),
    open: async (tenantId, context, sealed) => {
      const keyNumber = sealed.readUInt32BE(0)
      return openValue(await findKey(tenantId, keyNumber), tenantId, context, sealed)
    },
    ofTenant: async (tenantId) => {
      const key = await currentKey(tenantId)
      return {
        seal: (context, value) => sealValue(key, tenantId, context, value),
        open: (context, sealed) =>
          openValue(sealed.readUInt32BE(0) === currentNumber ? key : null, tenantId, context, sealed),
      }
    },
  }
}

/** The generation of a tenant's key that seals; a sealed value begins with the number of its own. */
const currentNumber = 1

function sealValue(key: Buffer, tenantId: string, context: string, value: Secret): Buffer {
  const header = Buffer.alloc(4)
  header.writeUInt32BE(currentNumber)
  return Buffer.concat([header, seal(key, Buffer.from(value.reveal()), valueContext(tenantId, context))])
}

function openValue(key: Buffer | null, tenantId: string, context: string, sealed: Buffer): Secret {
  if (key === null) {
    throw new SecretStoreUnavailable(`Key ${sealed.readUInt32BE(0)} of tenant ${tenantId} does not exist.`)
  }
  try {
    return new Secret(unseal(key, sealed.subarray(4), valueContext(tenantId, context)).toString())
  } catch (cause) {
    throw new SecretStoreUnavailable(
      `The value at ${context} of tenant ${tenantId} does not open with its key.`,
      { cause },
    )
  }
}

/**
 * Throws SecretStoreUnavailable when the master key cannot be had, or is not the one that wrapped the keys of this
 * database: said once at the start, not by every connection.
 */
export async function checkMasterKey(db: FleetQueryable, keyProvider: KeyProvider): Promise<void> {
  const master = await keyProvider.current()
  const { rows } = await db.query<{ master_key_id: string }>(
    'SELECT master_key_id FROM ordersync.fleet_tenant_keys WHERE master_key_id <> $1 LIMIT 1',
    [master.id],
  )
  if (rows[0] === undefined) return
  throw new SecretStoreUnavailable(
    `The master key is not the one that this database was made with (${rows[0].master_key_id}): configure that one.`,
  )
}

function wrapContext(tenantId: string, keyNumber: number): string {
  return `tenant_keys/${tenantId}/${keyNumber}`
}

function valueContext(tenantId: string, context: string): string {
  return `${tenantId}/${context}`
}
