import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeObservation } from '../../../test/make-order.ts'
import { systemRandom } from '../../runtime/random.ts'
import { Secret } from '../../runtime/secret.ts'
import { beginRun } from '../../store/run-lifecycle.ts'
import { savePage } from '../../store/save-page.ts'
import { createTestApi, type TestApi } from '../testing/test-api.ts'

let api: TestApi
let connectionId: string
const tenantId = 'shop'

beforeAll(async () => {
  api = await createTestApi()
  await api.makeTenant(tenantId)
  await api.makeTenant('other')
  connectionId = await api.connect(tenantId)
})
afterAll(() => api.close())

const connectionPath = (): string => `/tenants/${tenantId}/connections/${connectionId}`

async function store(externalOrderId: string): Promise<void> {
  const lane = { tenantId, connectionId, lane: 'delta' as const }
  const begun = await api.db
    .of(tenantId)
    .transaction((tx) => beginRun(tx, lane, systemRandom.id('run'), 'manual'))
  if (begun === null) throw new Error('no connection')
  const run = { ...begun.run, buyerVault: await api.vault.ofTenant(tenantId) }
  const now = new Date().toISOString()
  const buyer = new Secret(
    JSON.stringify({
      buyer: { buyerName: 'Jane Doe' },
      recipient: { deliveryAddress: { city: 'Ulm' } },
      orderItems: [
        { orderItemId: '1', fulfillment: { packing: { giftOption: { giftMessage: 'With love' } } } },
      ],
    }),
  )
  const observation = makeObservation({ externalOrderId, lastUpdatedAt: now }, { observedAt: now, buyer })
  const page = { observations: [observation], unreadable: [], checkpoint: { window: null } }
  await savePage(api.db, run, page, systemRandom)
}

/** A key that may read buyers. */
async function makeReader(role: 'operator' | 'tenant_admin' | 'tenant_reader'): Promise<string> {
  return api.makeKey(role, role === 'operator' ? null : tenantId, { canReadBuyers: true })
}

async function auditOfBuyers(): Promise<readonly { allowed: boolean; subject: string; tenant_id: string }[]> {
  const { rows } = await api.db.admin.query<{ allowed: boolean; subject: string; tenant_id: string }>(
    `SELECT allowed, subject, tenant_id FROM ordersync.audit_log WHERE subject LIKE 'buyer of%' ORDER BY audit_id`,
  )
  return rows
}

test('a connection keeps no buyers unless its tenant asks for it; a reader key may not ask', async () => {
  expect((await api.call(api.operator, 'GET', connectionPath())).body.includeBuyerData).toBe(false)
  const reader = await api.makeKey('tenant_reader', tenantId)
  const wish = { includeBuyerData: true }
  expect((await api.call(reader, 'PATCH', connectionPath(), wish)).status).toBe(403)
  const admin = await api.makeKey('tenant_admin', tenantId)
  expect((await api.call(admin, 'PATCH', connectionPath(), wish)).body.includeBuyerData).toBe(true)
  for (const body of [{}, { includeBuyerData: 'yes' }, { includeBuyerData: true, status: 'paused' }]) {
    expect((await api.call(admin, 'PATCH', connectionPath(), body)).status).toBe(400)
  }
  const stranger = await api.makeKey('tenant_admin', 'other')
  expect((await api.call(stranger, 'PATCH', connectionPath(), wish)).status).toBe(403)
  const unknown = `/tenants/${tenantId}/connections/con_unknown`
  expect(await api.call(admin, 'PATCH', unknown, wish)).toMatchObject({
    status: 404,
    body: { code: 'connection_not_found' },
  })
})

test('the wish can be given when connecting, and connecting anew does not change it', async () => {
  await api.makeTenant('asking')
  const body = { region: 'EU', sellingPartnerId: 'A1ASKING000000', refreshToken: 'Atzr|x' }
  const path = '/tenants/asking/connections'
  const first = await api.call(api.operator, 'POST', path, { ...body, includeBuyerData: true })
  expect(first).toMatchObject({ status: 201, body: { includeBuyerData: true } })
  const again = await api.call(api.operator, 'POST', path, body)
  expect(again).toMatchObject({ status: 200, body: { includeBuyerData: true } })
})

test('only a key with the right sees a buyer, only when it asks, and every try is audited without a value', async () => {
  await store('405-1')
  const url = `/orders/405-1?tenantId=${tenantId}`
  const reader = await makeReader('tenant_reader')
  expect((await api.call(reader, 'GET', url)).body).not.toHaveProperty('buyer')
  const { body } = await api.call(reader, 'GET', `${url}&include=buyer`)
  expect(body.buyer).toMatchObject({
    kept: true,
    deleteAfter: expect.any(String),
    name: 'Jane Doe',
    deliveryAddress: { city: 'Ulm' },
    items: [{ orderItemId: '1', giftMessage: 'With love' }],
  })
  expect(await api.call(api.operator, 'GET', `${url}&include=buyer`)).toMatchObject({
    status: 403,
    body: { code: 'buyer_forbidden' },
  })
  expect((await api.call(reader, 'GET', `${url}&include=everything`)).status).toBe(400)
  expect(await auditOfBuyers()).toEqual([
    { allowed: true, subject: 'buyer of orderId=405-1', tenant_id: tenantId },
    { allowed: false, subject: 'buyer of orderId=405-1', tenant_id: tenantId },
  ])
  const listed = await api.call(reader, 'GET', `/orders?tenantId=${tenantId}`)
  expect(JSON.stringify(listed.body)).not.toContain('Jane')
})

test('an order of another tenant is as unknown as one that does not exist, also with the right to see buyers', async () => {
  const operator = await makeReader('operator')
  const answer = await api.call(operator, 'GET', '/orders/405-1?tenantId=other&include=buyer')
  expect(answer).toMatchObject({ status: 404, body: { code: 'order_not_found' } })
})

test("an order's buyer is erased on request, for good", async () => {
  await store('405-2')
  const reader = await makeReader('operator')
  const path = `/orders/405-2/buyer?tenantId=${tenantId}`
  const readerOnly = await api.makeKey('tenant_reader', tenantId)
  expect((await api.call(readerOnly, 'DELETE', path)).status).toBe(403)
  expect((await api.call(api.operator, 'DELETE', path)).body).toMatchObject({ wasKept: true })
  expect((await api.call(api.operator, 'DELETE', path)).body).toMatchObject({ wasKept: false })
  await store('405-2')
  const { body } = await api.call(reader, 'GET', `/orders/405-2?tenantId=${tenantId}&include=buyer`)
  expect(body.buyer).toEqual({ kept: false, erasedAt: expect.any(String), erasedBecause: 'request' })
  expect((await api.call(api.operator, 'DELETE', `/orders/nothing/buyer?tenantId=${tenantId}`)).status).toBe(
    404,
  )
})
