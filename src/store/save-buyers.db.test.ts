import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { makeObservation } from '../../test/make-order.ts'
import { createTestDatabase, type TestDatabase } from '../../test/postgres.ts'
import type { Order, OrderObservation } from '../domain/order.ts'
import { environmentKeyProvider, SecretStoreUnavailable } from '../runtime/key-provider.ts'
import { systemRandom } from '../runtime/random.ts'
import { Secret } from '../runtime/secret.ts'
import { buyerContext, eraseBuyer, findBuyer } from './buyers.ts'
import { deleteConnection, saveConnection, setIncludeBuyerData } from './connections.ts'
import { eraseDueBuyers } from './erase-buyers.ts'
import { setDatabaseClock } from './migrate.ts'
import { beginRun } from './run-lifecycle.ts'
import { savePage } from './save-page.ts'
import { saveTenant } from './tenants.ts'
import { createVault, type Vault } from './vault.ts'

const dayMs = 24 * 60 * 60_000
const start = new Date('2026-03-01T12:00:00Z')

let database: TestDatabase
let vault: Vault
let tenantId: string
let today = 0
let number = 0

beforeAll(async () => {
  database = await createTestDatabase()
  vault = createVault(database, environmentKeyProvider(randomBytes(32).toString('base64')))
})
afterAll(() => database.close())
beforeEach(async () => {
  number += 1
  tenantId = `tenant-${number}`
  // What other tests left is none of the next one's business.
  await moveTo(1000)
  await eraseDueBuyers(database, 1000)
  await moveTo(0)
  await saveTenant(database.of(tenantId), tenantId)
  await connect(true)
})

async function connect(includeBuyerData: boolean | undefined): Promise<void> {
  await database.of(tenantId).transaction((tx) =>
    saveConnection(tx, {
      connectionId: 'con_1',
      region: 'EU',
      sellingPartnerId: `A${tenantId}`,
      marketplaceIds: [],
      sealedRefreshToken: null,
      importedCursor: null,
      includeBuyerData,
    }),
  )
}

/** Moves the clock of the database to noon of a day after the order was placed. */
async function moveTo(day: number): Promise<void> {
  today = day
  const simulatedStart = new Date(start.getTime() + day * dayMs)
  await setDatabaseClock(database.connectionString, { simulatedStart, realStart: new Date(), speed: 1 })
}

const at = (day: number): string => new Date(start.getTime() + day * dayMs).toISOString()

/** A copy of order 1 as it was read and updated today. */
function copy(buyer: object | null, fields: Partial<Order> = {}): OrderObservation {
  return makeObservation(
    { externalOrderId: '1', orderDate: at(0), lastUpdatedAt: at(today), ...fields },
    { observedAt: at(today), ...(buyer === null ? {} : { buyer: new Secret(JSON.stringify(buyer)) }) },
  )
}

async function sync(...observations: OrderObservation[]): Promise<void> {
  const lane = { tenantId, connectionId: 'con_1', lane: 'delta' as const }
  const begun = await database
    .of(tenantId)
    .transaction((tx) => beginRun(tx, lane, systemRandom.id('run'), 'manual'))
  if (begun === null) throw new Error('no connection')
  const run = { ...begun.run, buyerVault: await vault.ofTenant(tenantId) }
  const page = { observations, unreadable: [], checkpoint: { window: null } }
  await savePage(database, run, page, systemRandom)
}

async function read(): Promise<unknown> {
  const stored = await findBuyer(database.of(tenantId), '1')
  if (stored?.kind !== 'kept') return stored?.reason ?? null
  return JSON.parse((await vault.open(tenantId, buyerContext('1'), stored.sealed)).reveal())
}

async function proof(): Promise<unknown> {
  const { rows } = await database.admin.query(
    'SELECT reason, orders::integer FROM ordersync.buyer_deletions WHERE tenant_id = $1 ORDER BY reason',
    [tenantId],
  )
  return rows
}

const jane = { buyer: { buyerName: 'Jane' }, recipient: { deliveryAddress: { name: 'Jane', city: 'Ulm' } } }
const deliveredToday = (): Partial<Order> => ({
  orderStatus: 'SHIPPED',
  orderStatusRaw: 'SHIPPED',
  packages: [{ packageReferenceId: '1', status: 'DELIVERED', shippedAt: at(1) }],
})

test('a buyer is kept sealed, for the order and the tenant that it belongs to', async () => {
  await sync(copy(jane))
  expect(await read()).toEqual(jane)
  const { rows } = await database.admin.query<{ sealed: Buffer }>(
    'SELECT sealed FROM ordersync.order_buyers WHERE tenant_id = $1',
    [tenantId],
  )
  const sealed = rows[0]?.sealed ?? Buffer.alloc(0)
  expect(sealed.toString('latin1')).not.toContain('Jane')
  const keys = await vault.ofTenant(tenantId)
  expect(() => keys.open(buyerContext('2'), sealed)).toThrow(SecretStoreUnavailable)
})

test('a connection that does not ask for buyers keeps none, whatever a page says', async () => {
  await database.of(tenantId).transaction((tx) => setIncludeBuyerData(tx, 'con_1', false))
  await sync(copy(jane))
  expect(await read()).toBeNull()
})

test('a later copy that says less leaves what is known, and an address is never made of two', async () => {
  await sync(copy(jane))
  await moveTo(1)
  await sync(copy({ recipient: { deliveryAddress: { addressLine1: 'Elsewhere 2' } } }))
  await moveTo(2)
  await sync(copy(null))
  expect(await read()).toEqual({
    buyer: jane.buyer,
    recipient: { deliveryAddress: { addressLine1: 'Elsewhere 2' } },
  })
})

test('a copy that was read earlier does not replace what a later one said', async () => {
  await moveTo(2)
  await sync(copy(jane))
  await sync(copy({ buyer: { buyerName: 'Before' } }, { lastUpdatedAt: at(1) }))
  expect(await read()).toEqual(jane)
})

test('the buyer of an order that is stored already, unchanged, is kept once it may be', async () => {
  await database.of(tenantId).transaction((tx) => setIncludeBuyerData(tx, 'con_1', false))
  await sync(copy(jane))
  await connect(true)
  await sync(copy(jane))
  expect(await read()).toEqual(jane)
})

test('thirty days after delivery it is gone and counted, and a fresh sync of the order leaves it so', async () => {
  await sync(copy(jane))
  await moveTo(3)
  await sync(copy(jane, deliveredToday()))
  await moveTo(32)
  expect(await eraseDueBuyers(database, 100)).toBe(0)
  expect(await read()).toEqual(jane)
  await moveTo(33)
  // Not shown any more although the job has not run yet.
  expect(await read()).toBe('retention')
  expect(await eraseDueBuyers(database, 100)).toBe(1)
  expect(await proof()).toEqual([{ reason: 'retention', orders: 1 }])
  await sync(copy(jane, deliveredToday()))
  await sync(copy(jane, { lastUpdatedAt: at(40), orderStatus: 'UNSHIPPED', orderStatusRaw: 'UNSHIPPED' }))
  expect(await read()).toBe('retention')
})

test('packages that are delivered move the date, also in a copy without anything about the buyer', async () => {
  await sync(copy(jane, { deliverBy: { latest: at(20) } }))
  await moveTo(5)
  await sync(copy(null, { ...deliveredToday(), deliverBy: { latest: at(20) } }))
  await moveTo(36)
  expect(await eraseDueBuyers(database, 100)).toBe(1)
})

test('what comes later than thirty days after delivery is not kept at all', async () => {
  await moveTo(90)
  await sync(copy(jane, { ...deliveredToday(), deliverBy: { latest: at(5) } }))
  expect(await read()).toBe('retention')
  await moveTo(91)
  await sync(copy(jane, deliveredToday()))
  expect(await read()).toBe('retention')
})

test('what was erased stays erased also when Amazon promises a later delivery afterwards', async () => {
  await sync(copy(jane, { orderStatus: 'SHIPPED', orderStatusRaw: 'SHIPPED', deliverBy: { latest: at(3) } }))
  await moveTo(34)
  expect(await eraseDueBuyers(database, 100)).toBe(1)
  await sync(copy(jane, { orderStatus: 'SHIPPED', orderStatusRaw: 'SHIPPED', deliverBy: { latest: at(90) } }))
  expect(await read()).toBe('retention')
})

test('an erasure that commits while a page is being stored has the last word', async () => {
  await sync(copy(jane))
  await moveTo(1)
  let storing = Promise.resolve()
  await database.of(tenantId).transaction(async (tx) => {
    await eraseBuyer(tx, '1')
    storing = sync(copy(jane))
    await vi.waitFor(async () => {
      const { rowCount } = await database.admin.query(
        `SELECT FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%INTO ordersync.order_buyers%'`,
      )
      expect(rowCount).toBe(1)
    })
  })
  await storing
  expect(await read()).toBe('request')
})

test('erased on request stays erased, also when nothing had been kept before', async () => {
  await sync(copy(jane), { ...copy(null), order: { ...copy(null).order, externalOrderId: '2' } })
  expect(await database.of(tenantId).transaction((tx) => eraseBuyer(tx, '1'))).toBe(true)
  expect(await database.of(tenantId).transaction((tx) => eraseBuyer(tx, '1'))).toBe(false)
  expect(await database.of(tenantId).transaction((tx) => eraseBuyer(tx, '2'))).toBe(false)
  expect(await database.of(tenantId).transaction((tx) => eraseBuyer(tx, 'unknown'))).toBe(false)
  await moveTo(1)
  await sync(copy(jane), { ...copy(jane), order: { ...copy(jane).order, externalOrderId: '2' } })
  expect(await read()).toBe('request')
  expect(await findBuyer(database.of(tenantId), '2')).toMatchObject({ kind: 'erased', reason: 'request' })
  expect(await proof()).toEqual([{ reason: 'request', orders: 1 }])
})

test('a connection that stops keeping buyers loses what it had; one that begins again gets new ones', async () => {
  await sync(copy(jane))
  await database.of(tenantId).transaction((tx) => setIncludeBuyerData(tx, 'con_1', false))
  expect(await read()).not.toEqual(jane)
  expect(await eraseDueBuyers(database, 100)).toBe(1)
  expect(await proof()).toEqual([{ reason: 'switched_off', orders: 1 }])
  await moveTo(1)
  await sync(copy(jane))
  expect(await read()).toBe('switched_off')
  await connect(true)
  await sync(copy(jane))
  await moveTo(2)
  await sync(copy(jane))
  expect(await read()).toEqual(jane)
})

test('switched off and on again before the job comes: what was kept goes all the same, and new ones may come', async () => {
  await sync(copy(jane), { ...copy(jane), order: { ...copy(jane).order, externalOrderId: '2' } })
  await database.of(tenantId).transaction((tx) => setIncludeBuyerData(tx, 'con_1', false))
  await database.of(tenantId).transaction((tx) => setIncludeBuyerData(tx, 'con_1', true))
  expect(await read()).toBe('switched_off')
  await moveTo(1)
  // Nothing of what was kept before is taken up again, neither by a copy without a buyer nor by one with another.
  await sync(copy(null))
  expect(await read()).toBe('switched_off')
  await sync({ ...copy({ buyer: { buyerName: 'Joan' } }), observedAt: at(1.1) })
  expect(await read()).toEqual({ buyer: { buyerName: 'Joan' } })
  expect(await eraseDueBuyers(database, 100)).toBe(1)
  expect(await proof()).toEqual([{ reason: 'switched_off', orders: 1 }])
  await moveTo(2)
  await sync({ ...copy(jane), order: { ...copy(jane).order, externalOrderId: '2' } })
  expect(await findBuyer(database.of(tenantId), '2')).toMatchObject({ kind: 'kept' })
})

const waiting = { orderStatus: 'PENDING_AVAILABILITY', orderStatusRaw: 'PENDING_AVAILABILITY' } as const

test('a pre-order that waits for months gets its buyer back when it is released', async () => {
  await sync(copy(jane, waiting))
  await moveTo(35)
  expect(await read()).toBe('not_shipped')
  expect(await eraseDueBuyers(database, 100)).toBe(1)
  expect(await proof()).toEqual([{ reason: 'not_shipped', orders: 1 }])
  const erased = await findBuyer(database.of(tenantId), '1')
  await moveTo(60)
  await sync(copy(null, waiting))
  expect(await findBuyer(database.of(tenantId), '1')).toEqual(erased)
  await sync({ ...copy(jane, { deliverBy: { latest: at(65) } }), observedAt: at(60.1) })
  expect(await read()).toEqual(jane)
  await moveTo(94)
  expect(await read()).toEqual(jane)
  await moveTo(95)
  expect(await eraseDueBuyers(database, 100)).toBe(1)
})

test('a copy that tells nothing of the shipment leaves an order made to order its buyer until it is delivered', async () => {
  await sync(copy(jane, { deliverBy: { latest: at(45) } }))
  await moveTo(40)
  const { orderStatus: _status, orderStatusRaw: _raw, ...order } = copy(null).order
  await sync({ ...copy(null), order })
  expect(await read()).toEqual(jane)
  await moveTo(41)
  await sync(copy(null, { orderStatus: 'UNKNOWN', orderStatusRaw: 'INVOICE_UNCONFIRMED' }))
  expect(await read()).toEqual(jane)
  await moveTo(74)
  expect(await read()).toEqual(jane)
  await moveTo(75)
  expect(await eraseDueBuyers(database, 100)).toBe(1)
})

test('a copy that proves an earlier end is followed by the job, which counts it', async () => {
  await sync(copy(jane, { deliverBy: { latest: at(90) } }))
  await moveTo(50)
  await sync(copy(jane, { ...deliveredToday(), deliverBy: { latest: at(10) } }))
  expect(await read()).toBe('retention')
  expect(await proof()).toEqual([])
  expect(await eraseDueBuyers(database, 100)).toBe(1)
  expect(await proof()).toEqual([{ reason: 'retention', orders: 1 }])
})

test('a connection that is removed takes its buyers along', async () => {
  await sync(copy(jane))
  await database.of(tenantId).transaction((tx) => deleteConnection(tx, 'con_1'))
  expect(await eraseDueBuyers(database, 100)).toBe(1)
  expect(await read()).toBe('switched_off')
})

test('the job erases in batches, each order once, however many processes take part', async () => {
  const shipped = copy(jane, { orderStatus: 'SHIPPED', orderStatusRaw: 'SHIPPED' })
  const copies = Array.from({ length: 30 }, (_, index) => ({
    ...shipped,
    order: { ...shipped.order, externalOrderId: String(index) },
  }))
  await sync(...copies)
  await moveTo(100)
  const erased = await Promise.all(Array.from({ length: 6 }, () => eraseDueBuyers(database, 10)))
  let sum = erased.reduce((total, count) => total + count, 0)
  while (sum < 30) sum += await eraseDueBuyers(database, 10)
  expect(await proof()).toEqual([{ reason: 'retention', orders: 30 }])
})
