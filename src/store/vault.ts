import { type KeyProvider, SecretStoreUnavailable } from '../runtime/key-provider.ts'
import { seal, unseal } from '../runtime/seal.ts'
import { Secret } from '../runtime/secret.ts'
import type { Database } from './database.ts'
import { createKeyring } from './master-keys.ts'
import { createTenantKeys, type TenantKey, type TenantKeys } from './tenant-keys.ts'

/**
 * Secrets at rest, in an envelope: the master key wraps one key per tenant and generation, the tenant's newest key seals
 * the values. What is lost with a tenant's key rows is lost for good, which is what erasing a tenant relies on.
 *
 * A sealed value is the number of its key in four bytes, then what `seal` made. The additional data is the tenant and
 * the place: moved to another row, column or tenant it does not open.
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

export function createVault(db: Database, keyProvider: KeyProvider): Vault {
  return createVaultOf(createTenantKeys(db, createKeyring(db, keyProvider)))
}

/** The same on keys that the caller has a use for besides. */
export function createVaultOf(keys: TenantKeys): Vault {
  return {
    seal: async (tenantId, context, value) =>
      sealValue(await keys.newest(tenantId), tenantId, context, value),
    open: async (tenantId, context, sealed) =>
      openValue(await keys.find(tenantId, keyNumberOf(sealed)), tenantId, context, sealed),
    ofTenant: async (tenantId) => {
      const all = await keys.all(tenantId)
      const [newest] = all
      if (newest === undefined) throw new SecretStoreUnavailable(`Tenant ${tenantId} has no key.`)
      return {
        seal: (context, value) => sealValue(newest, tenantId, context, value),
        open: (context, sealed) =>
          openValue(
            all.find(({ number }) => number === keyNumberOf(sealed)) ?? null,
            tenantId,
            context,
            sealed,
          ),
      }
    },
  }
}

/** The four bytes that a value sealed by this generation begins with. */
export function keyNumberBytes(number: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(number)
  return bytes
}

function keyNumberOf(sealed: Buffer): number {
  return sealed.readUInt32BE(0)
}

function sealValue({ number, key }: TenantKey, tenantId: string, context: string, value: Secret): Buffer {
  const body = seal(key, Buffer.from(value.reveal()), valueContext(tenantId, context))
  return Buffer.concat([keyNumberBytes(number), body])
}

function openValue(key: TenantKey | null, tenantId: string, context: string, sealed: Buffer): Secret {
  if (key === null) {
    throw new SecretStoreUnavailable(`Key ${keyNumberOf(sealed)} of tenant ${tenantId} does not exist.`)
  }
  try {
    return new Secret(unseal(key.key, sealed.subarray(4), valueContext(tenantId, context)).toString())
  } catch (cause) {
    throw new SecretStoreUnavailable(
      `The value at ${context} of tenant ${tenantId} does not open with its key.`,
      { cause },
    )
  }
}

function valueContext(tenantId: string, context: string): string {
  return `${tenantId}/${context}`
}
