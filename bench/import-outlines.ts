import { syntheticReport } from '../simulator/src/index.ts'
import { parseAllOrdersReport } from '../src/amazon/all-orders-report.ts'
import type { OrderObservation } from '../src/domain/order.ts'

const observedAt = '2026-07-02T00:00:00.000Z'

/** `count` orders of a simulated report, read by the product's parser. */
export async function readOutlines(count: number): Promise<readonly OrderObservation[]> {
  const orders: OrderObservation[] = []
  // Some orders have two rows; the last orders of a document are complete at its end only.
  const report = syntheticReport(Math.ceil(count * 1.03) + 1, { seed: 'bench' }).setEncoding('utf8')
  for await (const entry of parseAllOrdersReport(report)) {
    if (entry.kind === 'broken') throw new Error(`The simulated report has a broken row: ${entry.reason}.`)
    orders.push(entry.observe(observedAt))
  }
  if (orders.length < count) throw new Error(`The report has ${orders.length} orders, ${count} are needed.`)
  return orders.slice(0, count)
}

/** The same orders when another report shows them a day later: some updated, all read later. */
export function readAgain(
  orders: readonly OrderObservation[],
  isUpdated: boolean,
): readonly OrderObservation[] {
  const dayMs = 86_400_000
  const later = new Date(Date.parse(observedAt) + dayMs).toISOString()
  return orders.map((observation) => ({
    ...observation,
    observedAt: later,
    order: isUpdated
      ? {
          ...observation.order,
          lastUpdatedAt: new Date(Date.parse(observation.order.lastUpdatedAt) + dayMs).toISOString(),
          orderStatusRaw: 'Shipped - Delivered to Buyer',
        }
      : observation.order,
  }))
}
