import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/postgres.ts'
import { silentLog } from '../../test/silent-log.ts'
import { isLocked, LockSession } from './lock-session.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

async function withSessions(work: (a: LockSession, b: LockSession) => Promise<void>): Promise<void> {
  const sessions = [
    new LockSession(database.connectionString, silentLog),
    new LockSession(database.connectionString, silentLog),
  ] as const
  try {
    await work(...sessions)
  } finally {
    await Promise.all(sessions.map((session) => session.close()))
  }
}

const largest = 2n ** 63n - 1n

test('a lock is held by one process at a time, and free again when released', () =>
  withSessions(async (a, b) => {
    for (const key of [1n, largest, -largest - 1n, -7n]) {
      const lease = await a.tryAcquire(key)
      expect(lease).not.toBeNull()
      expect(await isLocked(database, key)).toBe(true)
      expect(await b.tryAcquire(key)).toBeNull()
      await lease?.release()
      expect(await isLocked(database, key)).toBe(false)
      await (await b.tryAcquire(key))?.release()
    }
  }))

test('one process does not get its own lock twice, also when asked at the same moment', () =>
  withSessions(async (a) => {
    const leases = await Promise.all(Array.from({ length: 10 }, () => a.tryAcquire(2n)))
    expect(leases.filter((lease) => lease !== null)).toHaveLength(1)
  }))

test('a hundred locks live on one connection', () =>
  withSessions(async (a) => {
    await Promise.all(Array.from({ length: 100 }, (_, index) => a.tryAcquire(1000n + BigInt(index))))
    const { rows } = await database.admin.query<{ sessions: number }>(
      `SELECT count(DISTINCT pid)::integer AS sessions FROM pg_locks WHERE locktype = 'advisory' AND objid BETWEEN 1000 AND 1099`,
    )
    expect(rows[0]?.sessions).toBe(1)
  }))

test('when the connection is lost, every lease says so, and another process can take the lock', () =>
  withSessions(async (a, b) => {
    const lease = await a.tryAcquire(3n)
    await database.admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 3`,
    )
    await expect.poll(() => lease?.signal.aborted).toBe(true)
    const taken = await b.tryAcquire(3n)
    expect(taken).not.toBeNull()
    // The late release of the first one must not free what the second one holds.
    await lease?.release()
    expect(await isLocked(database, 3n)).toBe(true)
    await taken?.release()
    // And the first session works again on a new connection.
    expect(await a.tryAcquire(3n)).not.toBeNull()
  }))
