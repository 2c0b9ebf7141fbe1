import { expect, test } from 'vitest'
import { seedFleet } from '../fleets.ts'
import { findMarketplace } from '../marketplaces.ts'
import { AMPLE_QUOTAS, startTestBench } from '../test-client.ts'
import { create, fetchDocument, parse, REPORTS, type TestRow } from './test-reports.ts'

const DAY_MS = 86_400_000
const TWO_YEARS_DAYS = 730

test('twenty-five reports of at most thirty days hold every order of the main seller, to the cent', async () => {
  const fleet = seedFleet('volume')
  const sellers = fleet.sellers.map((seller) => ({ ...seller, quotas: AMPLE_QUOTAS }))
  const { simulator, clock, client, seller } = await startTestBench({}, { fleet: { ...fleet, sellers } })
  // Nothing new happens, and what is late has come by then.
  simulator.control.freeze()
  clock.advance(3_000_000)
  const end = clock.now().getTime()
  const start = end - TWO_YEARS_DAYS * DAY_MS

  const reportIds: string[] = []
  for (let from = start; from < end; from += 30 * DAY_MS) {
    const window = {
      dataStartTime: new Date(from).toISOString(),
      dataEndTime: new Date(Math.min(from + 30 * DAY_MS, end) - 1).toISOString(),
    }
    reportIds.push((await create(client, window)).body.reportId)
  }
  expect(reportIds).toHaveLength(25)
  clock.advance(301_000)

  const orders = new Map<string, TestRow[]>()
  for (const reportId of reportIds) {
    const report = (await client.get(`${REPORTS}/${reportId}`)).body
    expect(report.processingStatus).toBe('DONE')
    for (const row of parse((await fetchDocument(client, report)).text).rows) {
      const id = row['amazon-order-id'] ?? ''
      const rows = orders.get(id)
      if (rows) rows.push(row)
      else orders.set(id, [row])
    }
  }

  const truth = [...simulator.world.list(seller.sellerId, clock.now())].filter(
    ({ order }) => Date.parse(order.createdTime) >= start,
  )
  expect(orders.size).toBe(truth.length)
  expect(Math.abs(orders.size / 27_713 - 1)).toBeLessThan(0.02)
  const wrong = truth.filter(({ order }) => {
    const rows = orders.get(order.orderId) ?? []
    const status = rows[0]?.['order-status']?.replace(/ - .*/, '').toUpperCase()
    const channel = findMarketplace(order.salesChannel.marketplaceId ?? '')?.name ?? ''
    return (
      status !== order.fulfillment?.fulfillmentStatus.replaceAll('_', '') ||
      total(rows.map((row) => row['item-price'])) !==
        total(order.orderItems.map((item) => item.proceeds?.breakdowns?.[0]?.subtotal?.amount)) ||
      total(rows.map((row) => row.quantity)) !==
        total(order.orderItems.map((item) => String(item.quantityOrdered))) ||
      (order.salesChannel.channelName === 'AMAZON' && rows.some((row) => row['sales-channel'] !== channel))
    )
  })
  expect(wrong.map(({ orderId }) => orderId)).toEqual([])
  const cancelled = [...orders.values()].filter((rows) => rows[0]?.['order-status'] === 'Cancelled')
  expect(Math.abs((100 * cancelled.length) / orders.size - 24.5)).toBeLessThan(1)
  await simulator.close()
})

/** In hundredths; what is unknown is null, which is not zero. */
function total(amounts: readonly (string | undefined)[]): number | null {
  if (amounts.every((amount) => amount === undefined || amount === '')) return null
  return amounts.reduce((sum, amount) => sum + Math.round(Number(amount ?? 0) * 100), 0)
}
