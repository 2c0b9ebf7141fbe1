import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/postgres.ts'
import { migrate, setDatabaseClock } from './migrate.ts'

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
