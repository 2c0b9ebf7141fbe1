import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantOrder } from '../../test/planted-order.ts'
import { decodeOrders } from '../amazon/decode-page.ts'
import { createTestApi, type TestApi } from '../api/testing/test-api.ts'
import { contentHash } from '../domain/content-hash.ts'
import { systemRandom } from '../runtime/random.ts'
import { saveUnreadable } from '../store/quarantine.ts'
import { lockFeed, saveOrders } from '../store/save-orders.ts'

let api: TestApi
beforeAll(async () => {
  api = await createTestApi()
})
afterAll(() => api.close())

const at = (day: number): string => `2026-03-${String(day).padStart(2, '0')}T10:00:00.000Z`

/** Amazon's document of an order with every field, less buyer data. */
function documentOf(orderId: string, day = 1): string {
  const { document } = plantOrder(orderId, { orderId, createdTime: at(1), lastUpdatedTime: at(day) })
  return decodeOrders([document], at(day)).observations[0]?.document ?? ''
}

async function store(tenantId: string, ...documents: string[]): Promise<void> {
  const { observations } = decodeOrders(
    documents.map((text) => JSON.parse(text)),
    at(20),
  )
  await api.db.of(tenantId).transaction(async (tx) => {
    const position = (await lockFeed(tx)) ?? 0n
    await saveOrders(tx, 'con_1', position, observations, systemRandom)
  })
}

const tables = ['orders', 'order_items', 'order_packages'] as const

/** All rows of a tenant, but for the time of storing. */
async function rowsOf(tenantId: string): Promise<unknown> {
  const rows = await Promise.all(
    tables.map(async (table) => {
      const { rows: found } = await api.db.admin.query<{ row: unknown }>(
        `SELECT to_jsonb(t) - 'synced_at' AS row FROM ordersync.${table} t WHERE tenant_id = $1 ORDER BY external_order_id`,
        [tenantId],
      )
      return found
    }),
  )
  return rows
}

async function feed(tenantId: string): Promise<readonly { id: string; kind: string; difference: unknown }[]> {
  const { rows } = await api.db.admin.query<{ id: string; kind: string; difference: unknown }>(
    `SELECT external_order_id AS id, kind, difference FROM ordersync.order_changes WHERE tenant_id = $1 ORDER BY position`,
    [tenantId],
  )
  return rows
}

/** Makes the orders of a tenant what an older version of the code had stored: without the columns that it lacked. */
async function forgetMapping(tenantId: string): Promise<void> {
  await api.db.admin.query(
    `UPDATE ordersync.orders SET mapping_version = 1, tax_total_amount = NULL, tax_total_currency = NULL,
       replaced_order_id = NULL WHERE tenant_id = $1`,
    [tenantId],
  )
  await api.db.admin.query(
    `UPDATE ordersync.order_items SET programs = NULL, condition_type = NULL, cancelled_by = NULL, tax_total_amount = NULL,
       tax_total_currency = NULL WHERE tenant_id = $1`,
    [tenantId],
  )
  await api.db.admin.query(
    `UPDATE ordersync.order_packages SET items = NULL, created_at = NULL, shipping_service = NULL WHERE tenant_id = $1`,
    [tenantId],
  )
}

async function replay(tenantId: string, body: object = {}) {
  return (await api.call(api.operator, 'POST', '/orders/replay', { tenantId, ...body })).body
}

test('a replay fills the columns that an older version lacked, and the feed tells which', async () => {
  await api.makeTenant('columns')
  await store('columns', documentOf('1'), documentOf('2'))
  const before = await rowsOf('columns')
  await forgetMapping('columns')
  expect(await rowsOf('columns')).not.toEqual(before)
  expect(await replay('columns')).toEqual({
    tenantId: 'columns',
    ...{ read: 2, rewritten: 2, changed: 2, unreadable: 0, next: null },
  })
  expect(await rowsOf('columns')).toEqual(before)
  const [, , first, second, ...others] = await feed('columns')
  expect(others).toEqual([])
  expect([first, second]).toMatchObject([{ id: '1' }, { id: '2' }].map(({ id }) => ({ id, kind: 'updated' })))
  expect(first?.difference).toEqual({
    taxTotalAmount: [null, expect.any(String)],
    taxTotalCurrency: [null, expect.any(String)],
    replacedOrderId: [null, expect.any(String)],
    items: [
      [expect.objectContaining({ taxTotal: null })],
      [expect.objectContaining({ taxTotal: expect.anything() })],
    ],
    packages: [
      [expect.objectContaining({ createdAt: null })],
      [expect.objectContaining({ createdAt: expect.anything() })],
    ],
  })
  expect(await replay('columns')).toMatchObject({ read: 0, rewritten: 0 })
})

test('only what reads differently gets an entry, without a gap in the positions', async () => {
  await api.makeTenant('changed')
  await store('changed', documentOf('1'), documentOf('2'), documentOf('3'))
  await api.db.admin.query(
    `UPDATE ordersync.orders SET mapping_version = 1,
       order_status = CASE WHEN external_order_id = '2' THEN 'UNKNOWN' ELSE order_status END WHERE tenant_id = 'changed'`,
  )
  expect(await replay('changed')).toMatchObject({ rewritten: 3, changed: 1 })
  expect((await feed('changed')).slice(3)).toEqual([
    { id: '2', kind: 'updated', difference: { orderStatus: ['UNKNOWN', 'SHIPPED'] } },
  ])
  await store('changed', documentOf('4'))
  const { rows } = await api.db.admin.query<{ position: string }>(
    `SELECT position FROM ordersync.order_changes WHERE tenant_id = 'changed' ORDER BY position`,
  )
  expect(rows.map(({ position }) => position)).toEqual(['1', '2', '3', '4', '5'])
})

test('a replay that was broken off goes on where it stopped, and no other tenant is touched', async () => {
  for (const tenantId of ['stopped', 'bystander']) {
    await api.makeTenant(tenantId)
    await store(tenantId, ...['1', '2', '3', '4', '5'].map((id) => documentOf(id)))
    await forgetMapping(tenantId)
  }
  const bystander = await rowsOf('bystander')
  expect(await replay('stopped', { limit: 2 })).toMatchObject({ read: 2, next: '2' })
  expect(await replay('stopped', { limit: 2, after: '2' })).toMatchObject({ read: 2, next: '4' })
  // Begun anew, without the cursor: what is done is not done again.
  expect(await replay('stopped')).toMatchObject({ read: 1, rewritten: 1, next: null })
  expect(await rowsOf('bystander')).toEqual(bystander)
})

async function quarantine(tenantId: string, document: string): Promise<string> {
  const reason = 'an older version could not read it'
  await saveUnreadable(api.db.of(tenantId), 'con_1', [{ reason, document }], systemRandom)
  const { rows } = await api.db.admin.query<{ id: string }>(
    'SELECT quarantine_id AS id FROM ordersync.quarantine WHERE tenant_id = $1 AND document_hash = $2',
    [tenantId, contentHash(document).toString()],
  )
  return rows[0]?.id ?? ''
}

test('what can be read now leaves the quarantine as an order; what cannot stays', async () => {
  await api.makeTenant('ill')
  const readable = await quarantine('ill', documentOf('7'))
  const broken = await quarantine('ill', '{"orderId":"8"}')
  const path = (id: string): string => `/quarantine/${id}/replay?tenantId=ill`
  expect(await api.call(api.operator, 'POST', path(readable), {})).toMatchObject({
    status: 200,
    body: { outcome: 'stored', externalOrderId: '7' },
  })
  expect(await feed('ill')).toEqual([{ id: '7', kind: 'created', difference: null }])
  expect(await api.call(api.operator, 'POST', path(broken), {})).toMatchObject({
    status: 200,
    body: { outcome: 'unreadable', reason: 'createdTime is not a time' },
  })
  const rowOfReport = await quarantine('ill', '405-1\tShipped\t3.5.2026')
  expect(await api.call(api.operator, 'POST', path(rowOfReport), {})).toMatchObject({
    status: 200,
    body: { outcome: 'unreadable', reason: 'it is a row of a report, not JSON' },
  })
  expect(await api.call(api.operator, 'POST', path(readable), {})).toMatchObject({
    status: 404,
    body: { code: 'quarantine_not_found' },
  })
  const { quarantine: left } = (await api.call(api.operator, 'GET', '/quarantine?tenantId=ill')).body
  expect(left.map(({ quarantineId }: { quarantineId: string }) => quarantineId).toSorted()).toEqual(
    [broken, rowOfReport].toSorted(),
  )
})

test('an old copy from quarantine never replaces a newer order', async () => {
  await api.makeTenant('newer')
  await store('newer', documentOf('9', 10))
  const before = await rowsOf('newer')
  const piece = await quarantine('newer', documentOf('9', 2))
  const path = `/quarantine/${piece}/replay?tenantId=newer`
  expect((await api.call(api.operator, 'POST', path, {})).body).toMatchObject({ outcome: 'stored' })
  expect(await rowsOf('newer')).toEqual(before)
  expect(await feed('newer')).toHaveLength(1)
})

test('a piece is deleted by an administrator of its tenant, on the record, and by nobody else', async () => {
  await api.makeTenant('deleting')
  await api.makeTenant('stranger')
  const piece = await quarantine('deleting', '{"orderId":"1"}')
  const path = `/quarantine/${piece}`
  const reader = await api.makeKey('tenant_reader', 'deleting')
  const stranger = await api.makeKey('tenant_admin', 'stranger')
  const admin = await api.makeKey('tenant_admin', 'deleting')
  expect((await api.call(reader, 'DELETE', path)).status).toBe(403)
  expect((await api.call(stranger, 'DELETE', path)).status).toBe(404)
  expect((await api.call(stranger, 'POST', `${path}/replay`, {})).status).toBe(404)
  expect((await api.call(admin, 'DELETE', path)).body).toEqual({ quarantineId: piece, deleted: true })
  const { rows } = await api.db.admin.query(
    `SELECT tenant_id, allowed FROM ordersync.audit_log WHERE subject = $1 AND tenant_id = 'deleting' ORDER BY audit_id`,
    [`quarantineId=${piece}`],
  )
  expect(rows.at(-1)).toEqual({ tenant_id: 'deleting', allowed: true })
})
