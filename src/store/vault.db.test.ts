import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/postgres.ts'
import { environmentKeyProvider, SecretStoreUnavailable } from '../runtime/key-provider.ts'
import { Secret } from '../runtime/secret.ts'
import { saveTenant } from './tenants.ts'
import { createVault, type Vault } from './vault.ts'

let database: TestDatabase
let vault: Vault
const keys = environmentKeyProvider(randomBytes(32).toString('base64'))

beforeAll(async () => {
  database = await createTestDatabase()
  vault = createVault(database, keys)
  for (const tenant of ['a', 'b']) await saveTenant(database.of(tenant), tenant)
})
afterAll(() => database.close())

test('a sealed value opens again, also in another process, and does not show what it is', async () => {
  const sealed = await vault.seal('a', 'place', new Secret('Atzr|planted'))
  expect(sealed.toString('latin1')).not.toContain('planted')
  expect((await createVault(database, keys).open('a', 'place', sealed)).reveal()).toBe('Atzr|planted')
})

test('a value moved to another tenant or place does not open', async () => {
  const sealed = await vault.seal('a', 'place', new Secret('value'))
  await vault.seal('b', 'place', new Secret('value'))
  await expect(vault.open('b', 'place', sealed)).rejects.toBeInstanceOf(SecretStoreUnavailable)
  await expect(vault.open('a', 'elsewhere', sealed)).rejects.toBeInstanceOf(SecretStoreUnavailable)
})

test('one changed bit is noticed', async () => {
  const sealed = await vault.seal('a', 'place', new Secret('value'))
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1
  await expect(vault.open('a', 'place', sealed)).rejects.toBeInstanceOf(SecretStoreUnavailable)
})

test('two processes that make the first key of a tenant at once agree on one', async () => {
  await saveTenant(database.of('c'), 'c')
  const vaults = Array.from({ length: 5 }, () => createVault(database, keys))
  const sealed = await Promise.all(vaults.map((each) => each.seal('c', 'place', new Secret('value'))))
  for (const value of sealed)
    expect((await createVault(database, keys).open('c', 'place', value)).reveal()).toBe('value')
})

test("what is lost with a tenant's key is lost for good", async () => {
  await saveTenant(database.of('d'), 'd')
  const sealed = await vault.seal('d', 'place', new Secret('value'))
  await database.admin.query(`DELETE FROM ordersync.tenants WHERE tenant_id = 'd'`)
  await expect(createVault(database, keys).open('d', 'place', sealed)).rejects.toBeInstanceOf(
    SecretStoreUnavailable,
  )
})
