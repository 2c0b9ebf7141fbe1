import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeObservation } from '../../test/make-order.ts'
import { createTestDatabase, type TestDatabase } from '../../test/postgres.ts'
import { systemRandom } from '../runtime/random.ts'
import { saveConnection } from './connections.ts'
import { migrate, setDatabaseClock } from './migrate.ts'
import { lockFeed, saveOrders } from './save-orders.ts'
import { saveTenant } from './tenants.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

test('migrating a database that is up to date changes nothing, also from several processes at once', async () => {
  const applied = await Promise.all([1, 2, 3].map(() => migrate(database.connectionString)))
  expect(applied).toEqual([[], [], []])
})

test('an accelerated clock makes the time of the database pass faster, and can be taken away again', async () => {
  const simulatedStart = new Date('2026-01-01T00:00:00Z')
  await setDatabaseClock(database.connectionString, {
    simulatedStart,
    realStart: new Date(Date.now() - 1000),
    speed: 3600,
  })
  const fast = await database.admin.query<{ now: Date }>('SELECT ordersync.now() AS now')
  const elapsedMs = (fast.rows[0]?.now.getTime() ?? 0) - simulatedStart.getTime()
  expect(elapsedMs).toBeGreaterThanOrEqual(3_600_000)
  expect(elapsedMs).toBeLessThan(3 * 3_600_000)

  await setDatabaseClock(database.connectionString, null)
  const wall = await database.admin.query<{ now: Date }>('SELECT ordersync.now() AS now')
  expect(Math.abs((wall.rows[0]?.now.getTime() ?? 0) - Date.now())).toBeLessThan(60_000)
})

test('outlines that an older version took for complete wait for details after the upgrade, and items are counted anew', async () => {
  const text = readFileSync(join(import.meta.dirname, 'migrations/0023_denied_details.sql'), 'utf8')
  const [up = '', down = ''] = text.split('-- Down Migration')
  const db = database.of('older')
  await saveTenant(db, 'Older')
  await db.transaction(async (tx) => {
    await saveConnection(tx, {
      ...{ connectionId: 'con_1', region: 'EU', sellingPartnerId: 'A1', marketplaceIds: [] },
      ...{ sealedRefreshToken: Buffer.from('sealed'), importedCursor: null },
    })
    const outline = makeObservation({ externalOrderId: '1' }, { source: 'report', detailLevel: 'outline' })
    const told = makeObservation({ externalOrderId: '2' })
    await saveOrders(tx, 'con_1', (await lockFeed(tx)) ?? 0n, [outline, told], systemRandom)
  })
  await database.admin.query(
    `UPDATE ordersync.orders SET detail_level = 'full'; UPDATE ordersync.tenants SET item_count = 7;
     UPDATE ordersync.sync_states SET next_due_at = NULL;`,
  )
  await database.admin.query(`BEGIN; ${down}; ${up}; COMMIT`)
  const { rows } = await database.admin.query(
    `SELECT external_order_id, detail_level, t.item_count::integer AS items, s.next_due_at <= ordersync.now() AS due
     FROM ordersync.orders o JOIN ordersync.tenants t USING (tenant_id) JOIN ordersync.sync_states s USING (tenant_id)
     WHERE s.lane = 'detail' ORDER BY 1`,
  )
  expect(rows).toEqual([
    { external_order_id: '1', detail_level: 'outline', items: 2, due: true },
    { external_order_id: '2', detail_level: 'full', items: 2, due: true },
  ])
})
