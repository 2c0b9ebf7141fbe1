import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeObservation } from '../../../test/make-order.ts'
import { systemRandom } from '../../runtime/random.ts'
import { findSealedRefreshToken, refreshTokenContext } from '../../store/connections.ts'
import { beginRun } from '../../store/run-lifecycle.ts'
import { savePage } from '../../store/save-page.ts'
import { createTestApi, type TestApi } from '../testing/test-api.ts'

let api: TestApi
let operator: string
beforeAll(async () => {
  api = await createTestApi()
  operator = api.operator
})
afterAll(() => api.close())

const authorisation = (sellingPartnerId: string, more: object = {}) => ({
  region: 'EU',
  sellingPartnerId,
  refreshToken: 'Atzr|secret-of-a-seller',
  ...more,
})

test('a tenant is created with 201, renamed with 200, and listed by pages', async () => {
  expect((await api.call(operator, 'PUT', '/tenants/acme', { displayName: 'Acme' })).status).toBe(201)
  expect(await api.call(operator, 'PUT', '/tenants/acme', { displayName: 'Acme GmbH' })).toMatchObject({
    status: 200,
    body: { tenantId: 'acme', displayName: 'Acme GmbH' },
  })
  await api.call(operator, 'PUT', '/tenants/zeta', { displayName: 'Zeta' })
  const first = (await api.call(operator, 'GET', '/tenants?limit=1')).body
  expect(first).toMatchObject({ tenants: [{ tenantId: 'acme' }], total: 2 })
  const second = (await api.call(operator, 'GET', `/tenants?limit=1&after=${first.next}`)).body
  expect(second).toMatchObject({ tenants: [{ tenantId: 'zeta' }], next: null })
})

test('a tenant is only created, never renamed, by whoever says so: of several at once, one succeeds', async () => {
  const onlyNew = { 'if-none-match': '*' }
  const answers = await Promise.all(
    ['One', 'Two', 'Three'].map((displayName) =>
      api.call(operator, 'PUT', '/tenants/wanted', { displayName }, onlyNew),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 412, 412])
  const made = answers.find(({ status }) => status === 201)
  expect((await api.call(operator, 'GET', '/tenants/wanted')).body).toEqual(made?.body)
  expect(answers.find(({ status }) => status === 412)?.body).toMatchObject({ code: 'tenant_exists' })
  const other = { 'if-none-match': '"a-tag"' }
  expect(await api.call(operator, 'PUT', '/tenants/wanted', { displayName: 'X' }, other)).toMatchObject({
    status: 400,
    body: { field: 'if-none-match' },
  })
  await api.call(operator, 'DELETE', '/tenants/wanted')
})

test('erasing a tenant leaves no row of it in any table, and the receipt says so', async () => {
  await api.makeTenant('leaving')
  const connectionId = await api.connect('leaving')
  const begun = await api.db
    .of('leaving')
    .transaction((tx) =>
      beginRun(tx, { tenantId: 'leaving', connectionId, lane: 'delta' }, 'run_l', 'manual'),
    )
  if (begun === null) throw new Error('no lane')
  await savePage(
    api.db,
    begun.run,
    {
      observations: [makeObservation({ externalOrderId: '1', packages: [{ packageReferenceId: '1' }] })],
      unreadable: [{ reason: 'no', document: '{}' }],
      checkpoint: { window: null },
    },
    systemRandom,
  )
  await api.makeKey('tenant_reader', 'leaving')
  await api.call(operator, 'POST', '/orders/sync/run?wait=false', { tenantId: 'leaving' })

  const receipt = await api.call(operator, 'DELETE', '/tenants/leaving')
  expect(receipt).toMatchObject({
    status: 200,
    body: { tenantId: 'leaving', erasedRows: { orders: 1, order_items: 1, quarantine: 1, tenants: 1 } },
  })
  const { rows } = await api.db.admin.query<{ table_name: string }>(
    `SELECT table_name FROM information_schema.columns WHERE table_schema = 'ordersync' AND column_name = 'tenant_id' AND table_name <> 'audit_log' AND table_name NOT LIKE 'fleet%'`,
  )
  expect(rows.length).toBeGreaterThan(10)
  for (const { table_name: table } of rows) {
    const { rowCount } = await api.db.admin.query(
      `SELECT FROM ordersync.${table} WHERE tenant_id = 'leaving'`,
    )
    expect([table, rowCount]).toEqual([table, 0])
  }
  expect((await api.call(operator, 'DELETE', '/tenants/leaving')).status).toBe(404)
})

test('a seller is connected with 201, its token sealed and never shown; a new token renews it with 200', async () => {
  await api.makeTenant('shop')
  const made = await api.call(
    operator,
    'POST',
    '/tenants/shop/connections',
    authorisation('ASHOP0000000001', { marketplaceIds: ['A1PA6795UKMFR9'] }),
  )
  expect(made).toMatchObject({
    status: 201,
    body: {
      tenantId: 'shop',
      status: 'connected',
      hasRefreshToken: true,
      marketplaceIds: ['A1PA6795UKMFR9'],
    },
  })
  expect(JSON.stringify(made.body)).not.toContain('Atzr')
  const { connectionId } = made.body
  const renewed = await api.call(
    operator,
    'POST',
    '/tenants/shop/connections',
    authorisation('ASHOP0000000001', { refreshToken: 'Atzr|renewed' }),
  )
  expect(renewed).toMatchObject({ status: 200, body: { connectionId, marketplaceIds: ['A1PA6795UKMFR9'] } })
  const sealed = await findSealedRefreshToken(api.db.of('shop'), connectionId)
  if (sealed === null) throw new Error('no token')
  expect(sealed.sealed.toString('latin1')).not.toContain('Atzr')
  expect((await api.vault.open('shop', refreshTokenContext(connectionId), sealed.sealed)).reveal()).toBe(
    'Atzr|renewed',
  )
})

test('disconnecting forgets the token', async () => {
  await api.makeTenant('bye')
  const connectionId = await api.connect('bye')
  expect((await api.call(operator, 'DELETE', `/tenants/bye/connections/${connectionId}`)).status).toBe(200)
  const { rowCount } = await api.db.admin.query(
    'SELECT FROM ordersync.connections WHERE connection_id = $1',
    [connectionId],
  )
  expect(rowCount).toBe(0)
  expect((await api.call(operator, 'DELETE', `/tenants/bye/connections/${connectionId}`)).status).toBe(404)
})

test('a connection is paused and goes on; one that Amazon refused needs the seller', async () => {
  await api.makeTenant('rest')
  const connectionId = await api.connect('rest')
  const path = `/tenants/rest/connections/${connectionId}`
  expect((await api.call(operator, 'POST', `${path}/pause`)).body.status).toBe('paused')
  expect((await api.call(operator, 'GET', '/orders/sync/status?tenantId=rest')).body).toMatchObject({
    connectionStatus: 'paused',
    nextDueAt: null,
  })
  expect((await api.call(operator, 'POST', `${path}/resume`)).body.status).toBe('connected')
  await api.db.admin.query(
    `UPDATE ordersync.connections SET status = 'reauthorization_required' WHERE connection_id = $1`,
    [connectionId],
  )
  expect(await api.call(operator, 'POST', `${path}/resume`)).toMatchObject({
    status: 409,
    body: { code: 'reauthorization_required' },
  })
})

test('one selling partner under two tenants is refused without naming the other, unless an operator allows it', async () => {
  await api.makeTenant('owner-of-it')
  await api.makeTenant('newcomer')
  const seller = 'ASHARED00000001'
  await api.call(operator, 'POST', '/tenants/owner-of-it/connections', authorisation(seller))
  const refused = await api.call(operator, 'POST', '/tenants/newcomer/connections', authorisation(seller))
  expect(refused).toMatchObject({ status: 409, body: { code: 'seller_connected_elsewhere' } })
  expect(JSON.stringify(refused.body)).not.toContain('owner-of-it')

  const admin = await api.makeKey('tenant_admin', 'newcomer')
  const shared = authorisation(seller, { allowSharedSeller: true })
  expect((await api.call(admin, 'POST', '/tenants/newcomer/connections', shared)).status).toBe(403)
  expect((await api.call(operator, 'POST', '/tenants/newcomer/connections', shared)).status).toBe(201)
})

test('of many tenants that connect one selling partner at the same moment, one succeeds', async () => {
  const tenants = await Promise.all(
    ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'].map((tenantId) => api.makeTenant(tenantId)),
  )
  const answers = await Promise.all(
    tenants.map((tenantId) =>
      api.call(operator, 'POST', `/tenants/${tenantId}/connections`, authorisation('ARACE0000000001')),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409])
})

test('one tenant that connects the same seller twice at the same moment has one connection with a token that opens', async () => {
  await api.makeTenant('double')
  const answers = await Promise.all(
    [1, 2, 3].map(() =>
      api.call(operator, 'POST', '/tenants/double/connections', authorisation('ADOUBLE00000001')),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201])
  const { connections } = (await api.call(operator, 'GET', '/tenants/double/connections')).body
  expect(connections).toHaveLength(1)
  const [{ connectionId }] = connections
  const sealed = await findSealedRefreshToken(api.db.of('double'), connectionId)
  if (sealed === null) throw new Error('no token')
  const token = await api.vault.open('double', refreshTokenContext(connectionId), sealed.sealed)
  expect(token.reveal()).toContain('Atzr|')
})
