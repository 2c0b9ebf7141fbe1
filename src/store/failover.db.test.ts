import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/postgres.ts'
import { silentLog } from '../../test/silent-log.ts'
import { isDatabaseUnavailable, openDatabase } from './database.ts'
import { LockSession } from './lock-session.ts'
import { findDatabaseState } from './readiness.ts'
import { saveTenant } from './tenants.ts'

/** What a failover looks like from here: names that lead nowhere, and a server that has become a standby. */

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

/** New connections are as those to a standby: they answer, and take no writes. */
async function demote(): Promise<void> {
  await alter('SET default_transaction_read_only = on')
}
async function promote(): Promise<void> {
  await alter('RESET default_transaction_read_only')
}
const alter = (change: string) =>
  database.admin.query(
    `BEGIN READ WRITE; ALTER DATABASE ${new URL(database.connectionString).pathname.slice(1)} ${change}; COMMIT`,
  )

test.each(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'])(
  '%s says that the database is away, and may come back',
  (code) => {
    expect(isDatabaseUnavailable(Object.assign(new Error('connect'), { code }))).toBe(true)
  },
)

test('so does a connection that is not answered in time, and not any timeout that has expired', () => {
  expect(isDatabaseUnavailable(new Error('timeout expired'))).toBe(true)
  expect(isDatabaseUnavailable(new Error('the timeout expired in a lane'))).toBe(false)
})

test('a server that takes no writes is not ready, and the connection that led there is not used again', async () => {
  const { connectionString } = database
  const db = openDatabase({ connectionString, applicationName: 'failover', maxConnections: 1 }, silentLog)
  await demote()
  try {
    expect(await findDatabaseState(db)).toBe('unavailable')
    const refusal = await db
      .of('acme')
      .transaction((tx) => saveTenant(tx, 'Acme'))
      .catch((error: unknown) => error)
    expect(isDatabaseUnavailable(refusal)).toBe(true)
    expect(await findDatabaseState(db)).toBe('unavailable')
    await promote()
    // Also for a process that is out of rotation, and so is never asked to write anything.
    expect(await findDatabaseState(db)).toBe('ok')
    await db.of('acme').transaction((tx) => saveTenant(tx, 'Acme'))
  } finally {
    await promote()
    await db.close()
  }
})

test('a lock on a server that takes no writes is given up: others may hold it on the new primary', async () => {
  await demote()
  const session = new LockSession(database.connectionString, silentLog)
  try {
    const lease = await session.tryAcquire(1n)
    await expect.poll(() => lease?.signal.aborted, { timeout: 10_000 }).toBe(true)
    await promote()
    expect(await session.tryAcquire(1n)).not.toBeNull()
  } finally {
    await promote()
    await session.close()
  }
})

test('a database without our tables is told from one that is away', async () => {
  const connectionString = inject('postgresUrl')
  const empty = openDatabase({ connectionString, applicationName: 'failover', maxConnections: 1 }, silentLog)
  expect(await findDatabaseState(empty)).toBe('schema missing')
  await empty.close()
})
