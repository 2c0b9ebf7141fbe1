import { chaosFleet, createSeller, enroll, type Fleet } from '@ordersync/simulator'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Worker } from '../../src/queue/worker.ts'
import { listConnections, setPaused } from '../../src/store/connections.ts'
import { saveTenant } from '../../src/store/tenants.ts'
import { type JourneyApi, openJourneyApi } from '../api-of-journey.ts'
import { type Journey, minutes, startJourney } from '../journey.ts'

const [mine, theirs, revoked] = ['chaos-001', 'chaos-002', 'chaos-003'] as const
const options = { ordersPerMonth: 300, historyDays: 20 }
const { sellers, roster } = chaosFleet('import', 3, options)
/** The first tenant has a second seller account, for which Amazon answers 400 for numbers that it does not know. */
const second = createSeller('import', 'second', { ...options, refusesUnknownOrders: true })
const fleet: Fleet = { sellers: [...sellers, second], roster: [...roster, enroll(mine, second)] }

let journey: Journey
let worker: Worker
let api: JourneyApi

beforeAll(async () => {
  journey = await startJourney({ fleet, initialSyncDays: 1 })
  worker = await journey.ordersync.startWorker()
  api = await openJourneyApi(journey)
})
afterAll(async () => {
  await api.close()
  await worker.stop()
  await journey.close()
})
beforeEach(() => journey.simulator.control.clearFaults())

const sellerOf = (tenantId: string): string =>
  fleet.roster.find((entry) => entry.tenantId === tenantId)?.sellerId ?? ''

/** An order that Amazon has and no poll has brought: it is older than what the first poll reads. */
function oldOrderOf(sellerId: string, nth = 0): string {
  const orders = [...journey.simulator.control.truth({ sellerId })]
  return orders.sort((a, b) => (a.createdTime < b.createdTime ? -1 : 1))[nth]?.orderId ?? ''
}

function importOne(tenantId: string, body: object): Promise<{ status: number; body: unknown }> {
  return api.call(api.operator, 'POST', '/orders/import-one', { tenantId, ...body })
}

async function storedOrders(externalOrderId: string): Promise<readonly string[]> {
  const { rows } = await journey.database.admin.query<{ tenant_id: string }>(
    'SELECT tenant_id FROM ordersync.orders WHERE external_order_id = $1',
    [externalOrderId],
  )
  return rows.map((row) => row.tenant_id)
}

test('an order that no poll has brought is stored and answered; asked for again it is unchanged', async () => {
  const orderRef = oldOrderOf(sellerOf(mine))
  expect(await storedOrders(orderRef)).toEqual([])
  expect(await importOne(mine, { orderRef })).toMatchObject({
    status: 200,
    body: { externalOrderId: orderRef, tenantId: mine, detailLevel: 'full', outcome: 'stored' },
  })
  expect(await importOne(mine, { orderRef })).toMatchObject({ status: 200, body: { outcome: 'unchanged' } })
  expect(await storedOrders(orderRef)).toEqual([mine])
})

test('an order of another seller, and one that does not exist, are unknown, and nothing is stored', async () => {
  for (const orderRef of [oldOrderOf(sellerOf(theirs)), '000-0000000-0000000']) {
    expect(await importOne(mine, { orderRef })).toMatchObject({
      status: 404,
      body: { code: 'order_unknown' },
    })
    expect(await storedOrders(orderRef)).toEqual([])
  }
})

test('a mistyped number is unknown, also where Amazon refuses it, and whoever waits beside it gets the order', async () => {
  const connections = await listConnections(journey.database.of(mine))
  const connectionId = connections.find((each) => each.sellingPartnerId === second.sellerId)?.connectionId
  const [mistyped, right] = await Promise.all(
    ['000-0000000-0000001', oldOrderOf(second.sellerId, 2)].map((orderRef) =>
      importOne(mine, { orderRef, connectionId }),
    ),
  )
  expect(mistyped).toMatchObject({ status: 404, body: { code: 'order_unknown' } })
  expect(right).toMatchObject({ status: 200, body: { outcome: 'stored' } })
})

test('an empty answer is no order', async () => {
  journey.simulator.control.addFault({ kind: 'empty_object', operation: 'getOrder' })
  const orderRef = oldOrderOf(sellerOf(mine), 1)
  expect(await importOne(mine, { orderRef })).toMatchObject({ status: 404, body: { code: 'order_unknown' } })
  expect(await storedOrders(orderRef)).toEqual([])
})

test('what cannot be read is kept in quarantine and said', async () => {
  journey.simulator.control.addFault({
    kind: 'undecodable_order',
    operation: 'getOrder',
    defect: 'items_not_array',
  })
  const orderRef = oldOrderOf(sellerOf(mine), 2)
  expect(await importOne(mine, { orderRef })).toMatchObject({
    status: 502,
    body: { code: 'order_unreadable' },
  })
  expect(await storedOrders(orderRef)).toEqual([])
})

test('when Amazon fails, everybody who waits is told so at once, and asking again later works', async () => {
  const fault = journey.simulator.control.addFault({ kind: 'status', status: 500, operation: 'getOrder' })
  const orderRef = oldOrderOf(sellerOf(mine), 3)
  const answers = await Promise.all([importOne(mine, { orderRef }), importOne(mine, { orderRef })])
  for (const answer of answers)
    expect(answer).toMatchObject({
      status: 503,
      body: { code: 'amazon_unavailable', reasonCode: 'AMAZON_UNAVAILABLE' },
    })
  journey.simulator.control.removeFault(fault.id)
  expect(await importOne(mine, { orderRef })).toMatchObject({ status: 200, body: { outcome: 'stored' } })
})

test('of several connections, the one that knows the order answers', async () => {
  const orderRef = oldOrderOf(second.sellerId)
  expect(await importOne(mine, { orderRef })).toMatchObject({ status: 200, body: { outcome: 'stored' } })
  const connections = await listConnections(journey.database.of(mine))
  const idOf = (sellerId: string): string =>
    connections.find((connection) => connection.sellingPartnerId === sellerId)?.connectionId ?? ''
  const other = { orderRef: oldOrderOf(second.sellerId, 1), connectionId: idOf(sellerOf(mine)) }
  expect(await importOne(mine, other)).toMatchObject({ status: 404, body: { code: 'order_unknown' } })
  expect(await importOne(mine, { ...other, connectionId: idOf(second.sellerId) })).toMatchObject({
    status: 200,
  })
})

test('without a live connection there is nobody to ask', async () => {
  const { database } = journey
  await saveTenant(database.of('alone'), 'Alone')
  const orderRef = oldOrderOf(sellerOf(mine))
  expect(await importOne('alone', { orderRef })).toMatchObject({
    status: 409,
    body: { code: 'not_connected' },
  })
  const [connection] = await listConnections(database.of(theirs))
  const connectionId = connection?.connectionId ?? ''
  expect(await importOne(mine, { orderRef, connectionId })).toMatchObject({
    status: 404,
    body: { code: 'connection_not_found' },
  })
  await database.of(theirs).transaction((tx) => setPaused(tx, connectionId, true))
  expect(await importOne(theirs, { orderRef })).toMatchObject({
    status: 409,
    body: { code: 'not_connected' },
  })
  await database.of(theirs).transaction((tx) => setPaused(tx, connectionId, false))
})

test('a withdrawn consent is found out, and from then on known before Amazon is asked', async () => {
  journey.simulator.control.addFault({
    kind: 'invalid_grant',
    operation: 'lwa',
    sellerId: sellerOf(revoked),
  })
  // The access token that the first poll got is worth nothing any more.
  await journey.advance(minutes(120))
  const orderRef = oldOrderOf(sellerOf(revoked))
  for (let turn = 0; turn < 2; turn += 1)
    expect(await importOne(revoked, { orderRef })).toMatchObject({
      status: 409,
      body: { code: 'reauthorization_required' },
    })
})

test('whoever does not wait is told where the order will be', async () => {
  const orderRef = oldOrderOf(sellerOf(mine), 4)
  expect(await importOne(mine, { orderRef, wait: false })).toMatchObject({
    status: 202,
    body: { externalOrderId: orderRef, status: 'running' },
  })
  const deadline = Date.now() + 20_000
  while ((await storedOrders(orderRef)).length === 0) {
    if (Date.now() > deadline) throw new Error('never stored')
    await new Promise((done) => setTimeout(done, 20))
  }
})
