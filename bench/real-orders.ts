import { createSeller } from '../simulator/src/index.ts'
import { createWorld } from '../simulator/src/world.ts'
import { decodeOrders } from '../src/amazon/decode-page.ts'
import type { OrderObservation } from '../src/domain/order.ts'

/** An order three times: as it is first read, read again with nothing new, and after Amazon changed it. */
export interface OrderStates {
  readonly fresh: OrderObservation
  readonly unchanged: OrderObservation
  readonly updated: OrderObservation
}

const seed = 'bench'
const firstDay = Date.parse('2026-01-01T00:00:00Z')
const dayMs = 86_400_000

/**
 * `count` orders of the simulated Amazon, decoded from its documents: first as seen at the end of the day they were
 * placed on, then 30 days later, when their lives are over. An order whose life was over on its first day is left
 * out, since it has no update.
 */
export function readRealOrders(count: number): readonly OrderStates[] {
  const seller = createSeller(seed, 'bench', { ordersPerMonth: 60_000, historyDays: 1 })
  const world = createWorld({ fleet: { sellers: [seller], roster: [] }, seed, epoch: new Date(firstDay) })
  const read = (day: number, readAt: number): readonly OrderObservation[] => {
    const wires = world.search(seller.sellerId, {
      family: 'created',
      from: (firstDay + day * dayMs) / 1000,
      to: (firstDay + (day + 1) * dayMs) / 1000 - 1,
      after: null,
      limit: 10_000,
      now: new Date(readAt),
      filter: {},
    })
    return decodeOrders(
      wires.map((wire) => wire.order),
      new Date(readAt).toISOString(),
    ).observations
  }

  const orders: OrderStates[] = []
  // A day has about 2,000 orders; the bound is there in case the simulator stops having any.
  for (let day = 0; orders.length < count && day < 365; day += 1) {
    const evening = firstDay + (day + 1) * dayMs
    const later = new Map(
      read(day, evening + 30 * dayMs).map((observation) => [observation.order.externalOrderId, observation]),
    )
    for (const fresh of read(day, evening)) {
      const updated = later.get(fresh.order.externalOrderId)
      if (updated === undefined || updated.order.lastUpdatedAt <= fresh.order.lastUpdatedAt) continue
      const unchanged = { ...fresh, observedAt: new Date(evening + 60_000).toISOString() }
      orders.push({ fresh, unchanged, updated })
    }
  }
  if (orders.length < count)
    throw new Error(`The simulator has ${orders.length} orders, ${count} are needed.`)
  return orders.slice(0, count)
}

export function inPages<T>(rows: readonly T[], pageSize: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(rows.length / pageSize) }, (_, page) =>
    rows.slice(page * pageSize, (page + 1) * pageSize),
  )
}
