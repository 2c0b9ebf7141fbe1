import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/postgres.ts'
import { environmentKeyProvider, type KeyProvider, SecretStoreUnavailable } from '../runtime/key-provider.ts'
import { Secret } from '../runtime/secret.ts'
import { findSealedRefreshToken, refreshTokenContext, saveConnection } from './connections.ts'
import { checkMasterKey, createKeyring, listMasterKeyUse } from './master-keys.ts'
import { rotateMasterKey } from './rotate-master-key.ts'
import { destroyRetiredKeys, type RotationTools, rotateTenantKey } from './rotate-tenant-keys.ts'
import { sealedColumns } from './sealed-columns.ts'
import { createTenantKeys } from './tenant-keys.ts'
import { saveTenant } from './tenants.ts'
import { createVaultOf, type Vault } from './vault.ts'

let db: TestDatabase
const [oldText, newText] = [1, 2].map(() => randomBytes(32).toString('base64')) as [string, string]
const onlyOld = environmentKeyProvider(oldText)
const both = environmentKeyProvider(newText, oldText)
const onlyNew = environmentKeyProvider(newText)
const tenants = ['a', 'b', 'c']

beforeEach(async () => {
  db = await createTestDatabase()
  const { vault } = openProcess(onlyOld)
  for (const tenantId of tenants) {
    await saveTenant(db.of(tenantId), tenantId)
    await store(vault, tenantId, `Atzr|${tenantId}`)
  }
})
afterEach(() => db.close())

/** A process of its own, with nothing in its memory. */
function openProcess(keyProvider: KeyProvider): RotationTools {
  const keys = createTenantKeys(db, createKeyring(db, keyProvider))
  return { db, keys, vault: createVaultOf(keys) }
}

async function store(vault: Vault, tenantId: string, token: string): Promise<void> {
  const sealedRefreshToken = await vault.seal(tenantId, refreshTokenContext('con_1'), new Secret(token))
  await saveConnection(db.of(tenantId), {
    connectionId: 'con_1',
    region: 'EU',
    sellingPartnerId: 'A1',
    marketplaceIds: [],
    sealedRefreshToken,
    importedCursor: null,
  })
}

async function read(vault: Vault, tenantId: string): Promise<string> {
  const stored = await findSealedRefreshToken(db.of(tenantId), 'con_1')
  if (stored === null) throw new Error('no token')
  return (await vault.open(tenantId, refreshTokenContext('con_1'), stored.sealed)).reveal()
}

const numbersOf = async (tenantId: string) =>
  (
    await db
      .of(tenantId)
      .query<{ key_number: number }>(
        'SELECT key_number FROM ordersync.tenant_keys WHERE tenant_id = $1 ORDER BY 1',
        [tenantId],
      )
  ).rows.map((row) => row.key_number)

test('a new master key wraps everything; with both configured every process reads and writes all the time', async () => {
  const [running, other] = [openProcess(both), openProcess(both)]
  await saveTenant(db.of('new'), 'New')
  await store(running.vault, 'new', 'Atzr|new')
  const rotation = await rotateMasterKey(db, both)
  expect(rotation.rewrapped).toBe(4)
  for (const tools of [running, other, openProcess(onlyNew)])
    expect(await read(tools.vault, 'a')).toBe('Atzr|a')
  expect(await listMasterKeyUse(db)).toMatchObject([
    { isCurrent: true, wrapped: 4 },
    { isCurrent: false, wrapped: 0 },
  ])
  await checkMasterKey(db, onlyNew)
  await expect(checkMasterKey(db, onlyOld)).rejects.toBeInstanceOf(SecretStoreUnavailable)
})

test('a process that was given the new key first does not use it before the rotation: the others could not read it', async () => {
  await saveTenant(db.of('new'), 'New')
  await store(openProcess(both).vault, 'new', 'Atzr|new')
  expect(await read(openProcess(onlyOld).vault, 'new')).toBe('Atzr|new')
})

test('a rotation that was killed in the middle is finished by the next call; before that both keys are needed', async () => {
  const [target] = await both.keys()
  const wraps: unknown[] = []
  const dying: KeyProvider = {
    keys: async () => {
      const [first, ...others] = await both.keys()
      if (first === undefined) throw new Error('no key')
      const wrap: typeof first.wrap = async (value, context) => {
        if (wraps.push(context) === 2) throw new Error('killed')
        return first.wrap(value, context)
      }
      return [{ ...first, wrap }, ...others]
    },
  }
  await expect(rotateMasterKey(db, dying)).rejects.toThrow('killed')
  for (const tenantId of tenants)
    expect(await read(openProcess(both).vault, tenantId)).toBe(`Atzr|${tenantId}`)
  await expect(checkMasterKey(db, onlyNew)).rejects.toBeInstanceOf(SecretStoreUnavailable)
  expect(await rotateMasterKey(db, both)).toEqual({ masterKeyId: target?.id, rewrapped: 2 })
  await checkMasterKey(db, onlyNew)
})

test('a rotation without the key that wrapped changes nothing', async () => {
  await expect(rotateMasterKey(db, onlyNew)).rejects.toThrow(/configure that one/)
  expect(await read(openProcess(onlyOld).vault, 'a')).toBe('Atzr|a')
})

test('tenants that appear while the master key is rotated are left behind by nobody', async () => {
  const rotation = rotateMasterKey(db, both)
  const names = Array.from({ length: 20 }, (_, index) => `late-${index}`)
  await Promise.all(
    names.map(async (tenantId) => {
      await saveTenant(db.of(tenantId), tenantId)
      await store(openProcess(both).vault, tenantId, 'Atzr|late')
    }),
  )
  await rotation
  await rotateMasterKey(db, both)
  for (const tenantId of names) expect(await read(openProcess(onlyNew).vault, tenantId)).toBe('Atzr|late')
})

test("a tenant's new key seals every value anew; the old one is destroyed a day later, by whoever comes first", async () => {
  const running = openProcess(onlyOld)
  expect(await read(running.vault, 'a')).toBe('Atzr|a')
  const before = await findSealedRefreshToken(db.of('a'), 'con_1')
  expect(await rotateTenantKey(openProcess(onlyOld), 'a')).toEqual({
    tenantId: 'a',
    keyNumber: 2,
    resealed: 1,
  })
  const after = await findSealedRefreshToken(db.of('a'), 'con_1')
  expect(after?.sealed.readUInt32BE(0)).toBe(2)
  expect(after?.authorizationNumber).toBe(before?.authorizationNumber)
  expect(await read(running.vault, 'a')).toBe('Atzr|a')
  // Whoever read the old bytes just before can still open them.
  const stale = await running.vault.open('a', refreshTokenContext('con_1'), before?.sealed as Buffer)
  expect(stale.reveal()).toBe('Atzr|a')

  expect(await destroyRetiredKeys(running)).toBe(0)
  await db.admin.query(`UPDATE ordersync.tenant_keys SET retired_at = retired_at - interval '25 hours'`)
  const destroyed = await Promise.all([destroyRetiredKeys(running), destroyRetiredKeys(openProcess(onlyOld))])
  expect(destroyed.reduce((sum, count) => sum + count)).toBe(1)
  expect(await numbersOf('a')).toEqual([2])
  expect(await read(openProcess(onlyOld).vault, 'a')).toBe('Atzr|a')
  await expect(
    openProcess(onlyOld).vault.open('a', refreshTokenContext('con_1'), before?.sealed as Buffer),
  ).rejects.toBeInstanceOf(SecretStoreUnavailable)
  expect(await numbersOf('b')).toEqual([1])
})

test('a value that a slow writer sealed with the old key is sealed anew before that key goes', async () => {
  const slow = await openProcess(onlyOld).vault.ofTenant('a')
  const late = slow.seal(refreshTokenContext('con_1'), new Secret('Atzr|late'))
  await rotateTenantKey(openProcess(onlyOld), 'a')
  await db
    .of('a')
    .query('UPDATE ordersync.connections SET refresh_token = $2 WHERE tenant_id = $1', ['a', late])
  await db.admin.query(`UPDATE ordersync.tenant_keys SET retired_at = retired_at - interval '25 hours'`)
  expect(await destroyRetiredKeys(openProcess(onlyOld))).toBe(1)
  expect(await read(openProcess(onlyOld).vault, 'a')).toBe('Atzr|late')
})

test('a rotation of a tenant that was killed after the new key was made is finished, not begun anew', async () => {
  const tools = openProcess(onlyOld)
  await tools.keys.add('a')
  expect(await rotateTenantKey(tools, 'a')).toEqual({ tenantId: 'a', keyNumber: 2, resealed: 1 })
  expect(await rotateTenantKey(tools, 'a')).toEqual({ tenantId: 'a', keyNumber: 3, resealed: 1 })
})

test('writers that come while a tenant is rotated lose nothing', async () => {
  const tools = openProcess(onlyOld)
  const [rotation] = await Promise.all([
    rotateTenantKey(tools, 'a'),
    ...Array.from({ length: 10 }, (_, index) => store(openProcess(onlyOld).vault, 'a', `Atzr|${index}`)),
  ])
  expect(rotation.keyNumber).toBe(2)
  expect(await read(openProcess(onlyOld).vault, 'a')).toMatch(/^Atzr\|\d$/)
})

test('a tenant that is erased and made anew under its name gets a new key, also in a process that knew the old one', async () => {
  const running = openProcess(onlyOld)
  await read(running.vault, 'a')
  await db.admin.query(`DELETE FROM ordersync.tenants WHERE tenant_id = 'a'`)
  await saveTenant(db.of('a'), 'A again')
  await store(running.vault, 'a', 'Atzr|again')
  expect(await read(openProcess(onlyOld).vault, 'a')).toBe('Atzr|again')
})

test('every column that holds sealed values is known to the rotation', async () => {
  const { rows } = await db.admin.query<{ name: string }>(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
     WHERE table_schema = 'ordersync' AND data_type = 'bytea' ORDER BY 1`,
  )
  const notSealed = [
    'api_keys.key_hash',
    'application_secrets.secret_hash',
    // Wrapped by the master key, which has a rotation of its own.
    'application_secrets.wrapped_secret',
    'appstore_logins.login_hash',
    'consent_requests.binding_hash',
    'consent_requests.state_hash',
    // Signs cursors, opens nothing.
    'cursor_key.key',
    'orders.document',
    'sessions.token_hash',
    'sign_in_links.token_hash',
    'tenant_keys.wrapped_key',
  ]
  const known = sealedColumns.map(({ table, column }) => `${table}.${column}`)
  expect(rows.map(({ name }) => name)).toEqual([...notSealed, ...known].sort())
})
