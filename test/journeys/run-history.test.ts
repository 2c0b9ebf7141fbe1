import { createSeller, enroll, type SimulatedSeller } from '@ordersync/simulator'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type JourneyApi, openJourneyApi } from '../api-of-journey.ts'
import { type Journey, startJourney } from '../journey.ts'

let journey: Journey
let api: JourneyApi
let seller: SimulatedSeller

beforeEach(async () => {
  seller = createSeller('history', 'seller', { ordersPerMonth: 60, historyDays: 30 })
  journey = await startJourney({ fleet: { sellers: [seller], roster: [enroll('seller', seller)] } })
  api = await openJourneyApi(journey)
})
afterEach(async () => {
  await api.close()
  await journey.close()
})

test('a run tells every call it made and every order it stored', async () => {
  await journey.sync('seller')
  const { runId, pages, ordersChanged } = await journey.lastRun('seller')
  expect(ordersChanged).toBeGreaterThan(10)

  const run = (await api.ask('GET', `/orders/sync/runs/${runId}`)).body
  expect(run.calls).toHaveLength(pages)
  expect(run.calls[0]).toMatchObject({
    operation: 'searchOrders',
    status: 200,
    amazonRequestId: expect.any(String),
  })

  const told: string[] = []
  let after: string | null = ''
  while (after !== null) {
    const { body } = await api.ask(
      'GET',
      `/orders/sync/runs/${runId}/orders?limit=7${after && `&after=${after}`}`,
    )
    told.push(...body.orders.map((order: { externalOrderId: string }) => order.externalOrderId))
    after = body.next as string | null
  }
  const { rows } = await journey.database.admin.query<{ external_order_id: string }>(
    'SELECT external_order_id FROM ordersync.order_changes ORDER BY position',
  )
  expect(told).toEqual(rows.map((row) => row.external_order_id))
  expect(told).toHaveLength(ordersChanged)
})

test('a run that Amazon refused tells the refusal', async () => {
  journey.simulator.control.addFault({ kind: 'status', status: 503, operation: 'searchOrders' })
  await journey.sync('seller')
  const { runId } = await journey.lastRun('seller')
  const run = (await api.ask('GET', `/orders/sync/runs/${runId}`)).body
  expect(run.status).toBe('failed')
  expect(run.calls.map((call: { status: unknown }) => call.status)).toContain(503)
  expect((await api.ask('GET', `/orders/sync/runs/${runId}/orders`)).body).toEqual({ orders: [], next: null })
})

test("the quotas of a connection show what was used, and Amazon's plan for what was not", async () => {
  const connectionId = (await api.ask('GET', '/tenants/seller/connections')).body.connections[0].connectionId
  const path = `/tenants/seller/connections/${connectionId}/quotas`
  const searchOrders = async () =>
    (await api.ask('GET', path)).body.quotas.find(
      (quota: { operation: string }) => quota.operation === 'searchOrders',
    )

  expect(await searchOrders()).toEqual({
    operation: 'searchOrders',
    tokens: 20,
    burst: 20,
    ratePerSecond: 0.0056,
    blockedUntil: null,
  })
  await journey.sync('seller')
  const { tokens } = await searchOrders()
  expect(tokens).toBeGreaterThan(18)
  expect(tokens).toBeLessThan(20)
})
