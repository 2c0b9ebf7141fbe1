import { afterAll, beforeAll, expect, test } from 'vitest'
import { Secret } from '../../runtime/secret.ts'
import { saveApiKey } from '../../store/api-keys.ts'
import { signIn } from '../testing/sign-in.ts'
import { createTestApi, type TestApi } from '../testing/test-api.ts'

let api: TestApi
let adminOfA: string
beforeAll(async () => {
  api = await createTestApi()
  await api.makeTenant('a')
  await api.makeTenant('b')
  adminOfA = await api.makeKey('tenant_admin', 'a')
})
afterAll(() => api.close())

const make = async (body: object = {}, key = api.operator) =>
  (await api.call(key, 'POST', '/api-keys', { name: 'k', role: 'tenant_reader', tenantId: 'a', ...body }))
    .body

const opens = async (key: string) => (await api.call(key, 'GET', '/orders')).status

test('a rotated key and its successor both open until the old one ends; then only the new one does', async () => {
  const old = await make({ expiresInDays: 10 })
  const rotated = await api.call(adminOfA, 'POST', `/api-keys/${old.keyId}/rotate`, { graceHours: 2 })
  expect(rotated).toMatchObject({
    status: 201,
    body: { name: 'k', role: 'tenant_reader', tenantId: 'a', replacesKeyId: old.keyId },
  })
  expect([await opens(old.key), await opens(rotated.body.key)]).toEqual([200, 200])
  const hoursLeft = (Date.parse(rotated.body.replacedKeyEndsAt) - Date.now()) / 3_600_000
  expect(hoursLeft).toBeCloseTo(2, 1)
  const days = (Date.parse(rotated.body.expiresAt) - Date.now()) / 86_400_000
  expect(days).toBeCloseTo(10, 1)

  await api.db.admin.query('UPDATE ordersync.api_keys SET expires_at = ordersync.now() WHERE key_id = $1', [
    old.keyId,
  ])
  expect([await opens(old.key), await opens(rotated.body.key)]).toEqual([401, 200])
})

test('a key that leaked is replaced without grace: it and its sessions end at once', async () => {
  const old = await make()
  const browser = await signIn(api, old.key)
  const rotated = await api.call(adminOfA, 'POST', `/api-keys/${old.keyId}/rotate`, { graceHours: 0 })
  expect([await opens(old.key), await opens(rotated.body.key)]).toEqual([401, 200])
  expect((await browser.call('GET', '/orders')).status).toBe(401)
})

test('of several rotations at the same moment one succeeds; an ended key cannot be rotated', async () => {
  const old = await make()
  const rotate = () => api.call(adminOfA, 'POST', `/api-keys/${old.keyId}/rotate`)
  const answers = await Promise.all([rotate(), rotate(), rotate()])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  expect((await rotate()).body).toMatchObject({
    code: 'conflict',
    detail: expect.stringContaining('replaced'),
  })
  const revoked = await make()
  await api.call(adminOfA, 'DELETE', `/api-keys/${revoked.keyId}`)
  expect((await api.call(adminOfA, 'POST', `/api-keys/${revoked.keyId}/rotate`)).status).toBe(409)
})

test('a secret that was replaced is not made valid again by a start that still has it', async () => {
  const secret = await api.makeKey('operator', null)
  const { apiKeys } = (await api.call(api.operator, 'GET', '/api-keys')).body
  await api.call(api.operator, 'POST', `/api-keys/${apiKeys.at(-1).keyId}/rotate`, { graceHours: 0 })
  await saveApiKey(
    api.db,
    { keyId: 'key_again', name: 'first', role: 'operator', expiresAt: null },
    new Secret(secret),
  )
  expect((await api.call(secret, 'GET', '/tenants')).status).toBe(401)
})

test("a key of another tenant, or the operator's, cannot be rotated, and is not said to exist", async () => {
  const ofB = await make({ tenantId: 'b' })
  const ofOperator = await make({ role: 'operator', tenantId: undefined })
  for (const { keyId } of [ofB, ofOperator, { keyId: 'key_nobody' }]) {
    expect(await api.call(adminOfA, 'POST', `/api-keys/${keyId}/rotate`)).toMatchObject({
      status: 404,
      body: { code: 'key_not_found' },
    })
  }
})

test('the right to read buyers is given by operators and by those who have it, also not by way of a rotation', async () => {
  expect(
    (await api.call(adminOfA, 'POST', '/api-keys', { name: 'x', role: 'tenant_reader', canReadBuyers: true }))
      .body,
  ).toMatchObject({
    code: 'forbidden',
    field: 'canReadBuyers',
  })
  const privileged = await make({ role: 'tenant_admin', canReadBuyers: true })
  expect(privileged.canReadBuyers).toBe(true)
  expect((await make({ canReadBuyers: true }, privileged.key)).canReadBuyers).toBe(true)
  expect((await make({}, privileged.key)).canReadBuyers).toBe(false)
  const rotation = await api.call(adminOfA, 'POST', `/api-keys/${privileged.keyId}/rotate`)
  expect(rotation.body).toMatchObject({ code: 'forbidden', field: 'canReadBuyers' })
  const browser = await api.call(null, 'POST', '/session', { key: privileged.key })
  expect(browser.body.canReadBuyers).toBe(true)
})

test('a key is found by how it begins, its last use is noted once a minute, and its secret is nowhere', async () => {
  const made = await make()
  expect(made.key.startsWith(made.prefix)).toBe(true)
  expect(made.prefix).toHaveLength(9)
  const lastUse = async () =>
    (
      await api.db.admin.query<{ last_used_at: Date | null }>(
        'SELECT last_used_at FROM ordersync.api_keys WHERE key_id = $1',
        [made.keyId],
      )
    ).rows[0]?.last_used_at ?? null
  expect(await lastUse()).toBeNull()
  await opens(made.key)
  const first = await lastUse()
  expect(first).not.toBeNull()
  await opens(made.key)
  expect(await lastUse()).toEqual(first)
  await api.db.admin.query(
    "UPDATE ordersync.api_keys SET last_used_at = last_used_at - interval '61 seconds'",
  )
  await opens(made.key)
  expect((await lastUse())?.getTime()).toBeGreaterThan((first as Date).getTime())
  const listed = JSON.stringify((await api.call(adminOfA, 'GET', '/api-keys')).body)
  expect(listed).toContain(made.prefix)
  expect(listed).not.toContain(made.key)
})
