import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/postgres.ts'
import { silentLog } from '../../test/silent-log.ts'
import { laneLockKey } from '../domain/lock-key.ts'
import { LockSession } from '../store/lock-session.ts'
import { beginRun } from '../store/run-lifecycle.ts'
import { saveTenant } from '../store/tenants.ts'
import { dispatchDue } from './dispatcher.ts'
import { closeAbandonedRuns, sweepHistory } from './janitor.ts'
import { LaneQueue } from './lane-queue.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const laneOf = (tenantId: string) =>
  ({ tenantId, connectionId: `con_${tenantId}`, lane: 'delta', trigger: 'schedule' }) as const

/** A lane with a run that began a minute ago. */
async function openRun(tenantId: string): Promise<void> {
  await saveTenant(database.of(tenantId), tenantId)
  await database.admin.query(
    `INSERT INTO ordersync.connections (tenant_id, connection_id, region, selling_partner_id, status, refresh_token, marketplace_ids, authorized_at)
     VALUES ($1, 'con_' || $1, 'EU', 'A' || upper($1), 'connected', '\\x00', '{A1PA6795UKMFR9}', ordersync.now())`,
    [tenantId],
  )
  await database.admin.query(
    `INSERT INTO ordersync.sync_states (tenant_id, connection_id, lane) VALUES ($1, 'con_' || $1, 'delta') ON CONFLICT DO NOTHING`,
    [tenantId],
  )
  await database
    .of(tenantId)
    .transaction((tx) => beginRun(tx, laneOf(tenantId), `run_${tenantId}`, 'schedule'))
  await database.admin.query(
    `UPDATE ordersync.runs SET started_at = started_at - interval '1 minute' WHERE tenant_id = $1`,
    [tenantId],
  )
}

test('the job of a run whose process died is taken again at once; that of a run whose lock is held stays', async () => {
  await openRun('dead')
  await openRun('alive')
  const [holder, janitor] = [
    new LockSession(database.connectionString, silentLog),
    new LockSession(database.connectionString, silentLog),
  ]
  const lease = await holder.tryAcquire(laneLockKey('alive', 'con_alive', 'delta'))
  const queue = new LaneQueue(database.connectionString, silentLog)
  const { promise: ended, resolve: end } = Promise.withResolvers<'done'>()
  const taken: string[] = []
  try {
    await queue.start()
    await queue.enqueue(database, [laneOf('dead'), laneOf('alive')])
    await queue.work(20, ({ tenantId }) => {
      taken.push(tenantId)
      return ended
    })
    await expect.poll(() => taken.toSorted(), { timeout: 10_000 }).toEqual(['alive', 'dead'])

    // Whoever has just taken a job may be about to take its lock.
    expect(await closeAbandonedRuns(database, janitor, queue)).toBe(0)
    await database.admin.query("UPDATE ordersync_queue.job SET started_on = started_on - interval '1 minute'")
    expect(await closeAbandonedRuns(database, janitor, queue)).toBe(1)
    await expect.poll(() => taken.slice(2), { timeout: 8000 }).toEqual(['dead'])
    const { rows } = await database.admin.query(
      'SELECT tenant_id, status, finished_at IS NULL AS open FROM ordersync.runs ORDER BY tenant_id',
    )
    expect(rows).toEqual([
      { tenant_id: 'alive', status: null, open: true },
      { tenant_id: 'dead', status: 'interrupted', open: false },
    ])
  } finally {
    end('done')
    await queue.stop(1000)
    await lease?.release()
    await Promise.all([holder.close(), janitor.close()])
  }
})

test("the first look into a new seller's history is taken before what the histories of others still need", async () => {
  for (const tenantId of ['begun', 'new']) {
    await openRun(tenantId)
    await database.admin.query(
      `INSERT INTO ordersync.sync_states (tenant_id, connection_id, lane, next_due_at, last_polled_at)
       VALUES ($1, 'con_' || $1, 'backfill', ordersync.now(), CASE WHEN $1 = 'begun' THEN ordersync.now() END)`,
      [tenantId],
    )
  }
  const queue = new LaneQueue(database.connectionString, silentLog)
  try {
    await queue.start()
    await dispatchDue(database, queue)
    const { rows } = await database.admin.query(
      `SELECT data ->> 'tenantId' AS tenant, priority FROM ordersync_queue.job WHERE name = 'history' ORDER BY 1`,
    )
    expect(rows).toEqual([
      { tenant: 'begun', priority: 0 },
      { tenant: 'new', priority: 1 },
    ])
  } finally {
    await queue.stop(1000)
  }
})

/** Runs that ended so many days ago, more than one batch of them; and what else ends. */
async function makeHistory(): Promise<void> {
  await database.admin.query(
    `INSERT INTO ordersync.runs (tenant_id, run_id, connection_id, lane, run_number, trigger, started_at, finished_at, status)
       SELECT 'dead', 'old_' || n, 'con_dead', 'delta', n, 'schedule', ended, ended, 'success'
       FROM generate_series(1, 5001) n, (SELECT ordersync.now() - interval '31 days') AS age (ended);
     INSERT INTO ordersync.sync_requests (request_id, mode, requested_at, finished_at)
       SELECT name, mode, ordersync.now() - age, CASE WHEN ended THEN ordersync.now() - age END
       FROM (VALUES ('first', 'global', interval '4 days', true), ('newest', 'global', interval '3 days', true),
         ('one', 'single', interval '3 days', true), ('open', 'single', interval '3 days', false),
         ('young', 'single', interval '1 day', true)) AS request (name, mode, age, ended);
     INSERT INTO ordersync.sync_request_targets (tenant_id, request_id, connection_id, position, state)
       VALUES ('dead', 'first', 'con_dead', 1, 'done'), ('dead', 'newest', 'con_dead', 1, 'done')`,
  )
}
const oldRuns = async (): Promise<number> =>
  (await database.admin.query(`SELECT FROM ordersync.runs WHERE run_id LIKE 'old\\_%'`)).rowCount ?? 0
const namesOf = async (table: string): Promise<readonly string[]> =>
  (
    await database.admin.query<{ name: string }>(
      `SELECT request_id AS name FROM ordersync.${table} ORDER BY request_id`,
    )
  ).rows.map(({ name }) => name)

test('history ends part by part: one that fails keeps no other from its turn, and a process that stops begins none', async () => {
  await makeHistory()
  const stopped = { log: silentLog, signal: AbortSignal.abort() }
  await sweepHistory(database, 365, stopped)
  expect(await namesOf('sync_requests')).toHaveLength(5)

  const failed: unknown[] = []
  const log = { ...silentLog, warn: ({ detail }: { detail?: string }) => failed.push(detail) }
  const running = { log, signal: new AbortController().signal }
  const function_ = 'FUNCTION ordersync.fleet_delete_old_requests(integer, integer)'
  await database.admin.query(`REVOKE EXECUTE ON ${function_} FROM ordersync_app`)
  await sweepHistory(database, 365, running)
  expect(failed).toEqual(['history: requests'])
  expect(await oldRuns()).toBe(0)

  await database.admin.query(`GRANT EXECUTE ON ${function_} TO ordersync_app`)
  await sweepHistory(database, 365, running)
  expect(failed).toHaveLength(1)
  // The newest of all tenants stays: it tells since when nobody has asked.
  expect(await namesOf('sync_requests')).toEqual(['newest', 'open', 'young'])
  expect(await namesOf('sync_request_targets')).toEqual(['newest'])
})
