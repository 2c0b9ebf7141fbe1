import { describe, expect, test } from 'vitest'
import { toSeconds } from './clock.ts'
import { seedFleet } from './fleets.ts'
import type { SimulatedSeller } from './seller.ts'
import { oneSellerFleet, TEST_EPOCH } from './test-client.ts'
import { createWorld, type VisibleOrder, type World } from './world.ts'

const HOUR_MS = 3_600_000

function at(offsetMs: number): Date {
  return new Date(TEST_EPOCH.getTime() + offsetMs)
}

function build(options: Partial<SimulatedSeller> = {}, seed = 'test') {
  const fleet = oneSellerFleet(options)
  const sellerId = fleet.sellers[0]?.sellerId ?? ''
  return { world: createWorld({ fleet, seed, epoch: TEST_EPOCH }), sellerId }
}

function listAll(world: World, sellerId: string, now: Date): VisibleOrder[] {
  return [...world.list(sellerId, now)]
}

describe('the same seed', () => {
  test('gives the same world to another process', () => {
    const first = build()
    const second = build()
    const now = at(30 * HOUR_MS)
    expect(listAll(first.world, first.sellerId, now)).toEqual(listAll(second.world, second.sellerId, now))
  })

  test('gives the same world whatever was asked before', () => {
    const asked = build()
    const fresh = build()
    for (let hour = 0; hour < 40; hour++) listAll(asked.world, asked.sellerId, at(hour * HOUR_MS))
    const now = at(40 * HOUR_MS)
    expect(listAll(asked.world, asked.sellerId, now)).toEqual(listAll(fresh.world, fresh.sellerId, now))
  })

  test('gives the same orders after the cache forgot them', () => {
    const fleet = oneSellerFleet()
    const sellerId = fleet.sellers[0]?.sellerId ?? ''
    const search = { family: 'updated', from: 0, to: toSeconds(TEST_EPOCH), after: null } as const
    const ask = (maxPlans: number) => {
      const world = createWorld({ fleet, seed: 'test', epoch: TEST_EPOCH, maxPlans })
      return [0, 1].map(() => world.search(sellerId, { ...search, limit: 1000, now: TEST_EPOCH, filter: {} }))
    }
    expect(ask(1)).toEqual(ask(100_000))
  })

  test('is not another seed', () => {
    const first = build()
    const second = build({}, 'other')
    const ids = (world: World, sellerId: string) => listAll(world, sellerId, TEST_EPOCH).map((o) => o.orderId)
    expect(ids(first.world, first.sellerId)).not.toEqual(ids(second.world, second.sellerId))
  })
})

describe('the main seller', () => {
  const fleet = seedFleet('volume')
  const sellerId = fleet.sellers[0]?.sellerId ?? ''
  const orders = [...createWorld({ fleet, seed: 'volume', epoch: TEST_EPOCH }).list(sellerId, TEST_EPOCH)]

  test('has 27,713 orders in 24 months, give or take two in a hundred', () => {
    expect(Math.abs(orders.length / 27_713 - 1)).toBeLessThan(0.02)
  })

  test('sells 3.2 times as much in the best month as in the weakest', () => {
    const months = Map.groupBy(orders, ({ order }) => order.createdTime.slice(0, 7))
    // The first and the last month are cut by the epoch.
    const counts = [...months.values()].map((month) => month.length).slice(1, -1)
    expect(Math.min(...counts)).toBeGreaterThan(500)
    expect(Math.min(...counts)).toBeLessThan(620)
    expect(Math.max(...counts)).toBeGreaterThan(1600)
    expect(Math.max(...counts)).toBeLessThan(1950)
  })

  test('has one order in four cancelled', () => {
    const cancelled = orders.filter(({ order }) => order.fulfillment?.fulfillmentStatus === 'CANCELLED')
    expect(Math.abs((100 * cancelled.length) / orders.length - 24.5)).toBeLessThan(1)
    const wiped = cancelled.filter(({ order }) => order.orderItems[0]?.quantityOrdered === 0)
    expect(wiped.length).toBeGreaterThan(100)
    expect(wiped.every(({ order }) => order.proceeds === undefined)).toBe(true)
  })

  test('has 1.02 lines per order, amounts in the range that was seen, and no id twice', () => {
    const lines = orders.reduce((sum, { order }) => sum + order.orderItems.length, 0)
    expect(lines / orders.length).toBeCloseTo(1.02, 2)
    const totals = orders.flatMap(({ order }) => Number(order.proceeds?.grandTotal?.amount ?? 100))
    expect(Math.min(...totals)).toBeGreaterThanOrEqual(18.72)
    expect(Math.max(...totals)).toBeLessThanOrEqual(3265.18)
    expect(new Set(orders.map((order) => order.orderId)).size).toBe(orders.length)
    expect(orders.every((order) => /^\d{3}-\d{7}-\d{7}$/.test(order.orderId))).toBe(true)
  })

  test('now and then shows what the model lacks', () => {
    const withNewField = orders.filter(({ order }) => 'newFieldOfAmazon' in order)
    expect(withNewField.length).toBeGreaterThan(5)
    expect(withNewField.length).toBeLessThan(80)
  })
})

describe('the life of an order', () => {
  test('never goes backwards, and leaves the past alone', () => {
    const { world, sellerId } = build({
      tempo: 200,
      lateness: { share: 0.3, minSeconds: 60, maxSeconds: 900 },
    })
    let seen = new Map<string, VisibleOrder>()
    const violations: string[] = []
    for (let minute = 0; minute < 240; minute += 4) {
      const next = new Map(listAll(world, sellerId, at(minute * 60_000)).map((o) => [o.orderId, o]))
      for (const [orderId, before] of seen) {
        const after = next.get(orderId)
        const forwards = after && after.lastUpdatedAt >= before.lastUpdatedAt
        if (!forwards || after.order.createdTime !== before.order.createdTime) violations.push(orderId)
      }
      seen = next
    }
    expect(violations).toEqual([])
  })

  test('now and then changes twice within one second, and the second change may be seen later', () => {
    const lively = build({ ordersPerMonth: 300_000, historyDays: 2 })
    expect(countDifferingViews(lively.world, lively.sellerId)).toBeGreaterThan(0)
  })

  test('is over after thirty days', () => {
    const { world, sellerId } = build({ historyDays: 200 })
    for (const { order, lastUpdatedAt } of listAll(world, sellerId, TEST_EPOCH)) {
      expect(lastUpdatedAt - Date.parse(order.createdTime) / 1000).toBeLessThanOrEqual(30 * 86_400)
    }
  })

  test('shows no price while payment is pending', () => {
    const { world, sellerId } = build({ ordersPerMonth: 5000 })
    const pending = listAll(world, sellerId, TEST_EPOCH).filter(
      ({ order }) => order.fulfillment?.fulfillmentStatus === 'PENDING',
    )
    expect(pending.length).toBeGreaterThan(5)
    for (const { order } of pending) {
      expect(order.proceeds).toBeUndefined()
      expect(order.orderItems[0]?.proceeds).toBeUndefined()
      expect(order.orderItems[0]?.product.price).toBeUndefined()
    }
  })
})

/** How many orders show two different documents with one and the same lastUpdatedTime. */
function countDifferingViews(world: World, sellerId: string): number {
  const documents = new Map<string, string>()
  let differing = 0
  for (let second = 0; second < 3600; second += 20) {
    const now = at(second * 1000)
    const from = toSeconds(now) - 120
    const search = { family: 'updated', from, to: toSeconds(now), after: null, limit: 500, now } as const
    for (const { orderId, lastUpdatedAt, order } of world.search(sellerId, { ...search, filter: {} })) {
      const key = `${orderId} ${lastUpdatedAt}`
      const document = JSON.stringify(order)
      if ((documents.get(key) ?? document) !== document) differing++
      documents.set(key, document)
    }
  }
  return differing
}

describe('late visibility', () => {
  test('makes some changes appear with a time that readers have already passed', () => {
    const { world, sellerId } = build({ ordersPerMonth: 6000 })
    // Everything a reader has who polls every minute up to two minutes before now, without overlap.
    const known = new Map<string, number>()
    let from = toSeconds(TEST_EPOCH) - 600
    for (let minute = 0; minute < 720; minute++) {
      const now = at(minute * 60_000)
      const to = toSeconds(now) - 120
      const search = { family: 'updated', from, to, after: null, limit: 1000, now, filter: {} } as const
      for (const order of world.search(sellerId, search)) known.set(order.orderId, order.lastUpdatedAt)
      from = to
    }
    const end = at(721 * 60_000)
    const missed = listAll(world, sellerId, end).filter(
      ({ orderId, lastUpdatedAt }) =>
        lastUpdatedAt > toSeconds(TEST_EPOCH) && lastUpdatedAt < from && known.get(orderId) !== lastUpdatedAt,
    )
    expect(missed.length).toBeGreaterThan(0)
    expect(missed.length).toBeLessThan(known.size * 0.08)
  })
})

describe('search', () => {
  test('walks a window in small pages without gap or repetition, in both families', () => {
    const { world, sellerId } = build({ ordersPerMonth: 2000 })
    for (const family of ['created', 'updated'] as const) {
      const to = toSeconds(TEST_EPOCH) - 120
      const from = to - 5 * 86_400
      const expected = listAll(world, sellerId, TEST_EPOCH)
        .map((o) => ({ id: o.orderId, time: family === 'created' ? o.time : o.lastUpdatedAt }))
        .filter(({ time }) => time >= from && time <= to)
        .toSorted((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1))
      const found: { id: string; time: number }[] = []
      for (let page = 0; page < 200; page++) {
        const last = found.at(-1)
        const after = last ? { time: last.time, orderId: last.id } : null
        const search = { family, from, to, after, limit: 7, now: TEST_EPOCH, filter: {} }
        const orders = world.search(sellerId, search)
        found.push(...orders.map((o) => ({ id: o.orderId, time: o.time })))
        if (orders.length < 7) break
      }
      expect(found.length).toBeGreaterThan(100)
      expect(found).toEqual(expected)
    }
  })
})

describe('freezing', () => {
  test('lets nothing happen any more, except that late news still arrives', () => {
    const { world, sellerId } = build({ tempo: 100 })
    const frozenAt = at(2 * HOUR_MS)
    world.freeze(frozenAt)
    const soon = listAll(world, sellerId, at(3 * HOUR_MS))
    const later = listAll(world, sellerId, at(300 * HOUR_MS))
    expect(later).toEqual(soon)
    expect(Math.max(...later.map((o) => o.lastUpdatedAt))).toBeLessThanOrEqual(toSeconds(frozenAt))
    world.freeze(null)
    expect(listAll(world, sellerId, at(300 * HOUR_MS)).length).toBeGreaterThan(later.length)
  })
})

describe('an order put by hand', () => {
  test('appears with the given times, and only once it is visible', () => {
    const { world, sellerId } = build()
    const lastUpdatedTime = '2026-08-01T12:00:00Z'
    world.put(
      sellerId,
      { orderId: '302-1111111-2222222', lastUpdatedTime, visibleAt: '2026-08-01T12:10:00Z' },
      TEST_EPOCH,
    )
    expect(world.find(sellerId, '302-1111111-2222222', at(599_000))).toBeNull()
    const found = world.find(sellerId, '302-1111111-2222222', at(600_000))
    expect(found?.order.lastUpdatedTime).toBe(lastUpdatedTime)
    expect(found?.order.fulfillment?.fulfillmentStatus).toBe('UNSHIPPED')
  })

  test('can change twice within one second', () => {
    const { world, sellerId } = build()
    const orderId = world.put(sellerId, { lastUpdatedTime: '2026-08-01T12:00:01Z' }, TEST_EPOCH)
    const again = { orderId, lastUpdatedTime: '2026-08-01T12:00:01Z', status: 'SHIPPED' }
    world.put(sellerId, { ...again, visibleAt: '2026-08-01T12:05:00Z' }, TEST_EPOCH)
    const before = world.find(sellerId, orderId, at(60_000))
    const after = world.find(sellerId, orderId, at(300_000))
    expect(before?.order.fulfillment?.fulfillmentStatus).toBe('UNSHIPPED')
    expect(after?.order.fulfillment?.fulfillmentStatus).toBe('SHIPPED')
    expect(after?.order.lastUpdatedTime).toBe(before?.order.lastUpdatedTime)
    expect(after?.order.packages?.length).toBe(1)
  })

  test('merges a partial document into a generated order, which then does only as told', () => {
    const { world, sellerId } = build({ tempo: 100 })
    const target = listAll(world, sellerId, TEST_EPOCH).at(-1)
    if (!target) throw new Error('no orders')
    const document = { salesChannel: { marketplaceName: 'Amazon.example' }, programs: null }
    world.put(sellerId, { orderId: target.orderId, document }, at(1000))
    const edited = world.find(sellerId, target.orderId, at(2000))
    expect(edited?.order.salesChannel.marketplaceName).toBe('Amazon.example')
    expect(edited?.order.salesChannel.marketplaceId).toBe(target.order.salesChannel.marketplaceId)
    expect(edited?.order.programs).toBeUndefined()
    expect(edited?.order.lastUpdatedTime).toBe('2026-08-01T12:00:01Z')
    expect(world.find(sellerId, target.orderId, at(900 * HOUR_MS))?.order).toEqual(edited?.order)
    expect(listAll(world, sellerId, at(2000)).filter((o) => o.orderId === target.orderId)).toHaveLength(1)
  })

  test('never moves lastUpdatedTime backwards, even when the edit is of the past', () => {
    const { world, sellerId } = build()
    const target = listAll(world, sellerId, TEST_EPOCH)[0]
    if (!target) throw new Error('no orders')
    world.put(sellerId, { orderId: target.orderId, lastUpdatedTime: '2026-07-01T00:00:00Z' }, TEST_EPOCH)
    const edited = world.find(sellerId, target.orderId, TEST_EPOCH)
    expect(edited?.lastUpdatedAt).toBe(target.lastUpdatedAt)
  })
})
