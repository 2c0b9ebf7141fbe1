import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chaosFleet } from '@ordersync/simulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runDoctor } from '../../src/cli/doctor/run-doctor.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/runtime/embedded-postgres.ts'
import { openDatabase } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { openAdministrator } from '../administrator.ts'
import { type Journey, openJourney } from '../open-journey.ts'
import { silentLog } from '../silent-log.ts'

const fleet = chaosFleet('restore', 2, { ordersPerMonth: 900, historyDays: 5, tempo: 20 })
const tenantIds = fleet.roster.map(({ tenantId }) => tenantId)
const hours = (count: number): number => count * 3_600_000

let folder: string
let postgres: EmbeddedPostgres
let journey: Journey
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ordersync-restore-'))
  await chmod(folder, 0o755)
  postgres = await start()
  const { connectionString } = postgres
  await migrate(connectionString)
  const admin = openAdministrator(connectionString)
  const database = openDatabase(
    { connectionString, applicationName: 'restore', maxConnections: 10 },
    silentLog,
  )
  const close = async (): Promise<void> => {
    await database.close()
    await admin.close()
  }
  journey = await openJourney({ fleet, seed: 'restore' }, { ...database, admin, connectionString, close })
})
afterAll(async () => {
  await journey.close()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
})

function start(port?: number): Promise<EmbeddedPostgres> {
  const settings = ['fsync=off', 'synchronous_commit=off', 'shared_buffers=32MB']
  return startEmbeddedPostgres({
    folder: join(folder, 'postgres'),
    settings,
    ...(port === undefined ? {} : { port }),
  })
}

/** Stops PostgreSQL, does something to its files, and starts it again at the same address. */
async function whileStopped(work: (data: string, backup: string) => Promise<void>): Promise<void> {
  const port = Number(new URL(postgres.connectionString).port)
  await postgres.stop()
  await work(postgres.dataFolder, join(folder, 'backup'))
  postgres = await start(port)
  await expect
    .poll(async () => (await journey.database.admin.query('SELECT 1').catch(() => null))?.rowCount)
    .toBe(1)
}

/** With owners and rights: PostgreSQL refuses files that are not its own. */
async function copyFiles(from: string, to: string): Promise<void> {
  execFileSync('cp', ['-a', from, to])
}

async function syncAll(): Promise<void> {
  for (const tenantId of tenantIds) expect(await journey.sync(tenantId)).toMatchObject({ kind: 'finished' })
}

async function countOrders(): Promise<number> {
  const { rows } = await journey.database.admin.query<{ count: number }>(
    'SELECT count(*)::integer AS count FROM ordersync.orders',
  )
  return rows[0]?.count ?? 0
}

test('a backup of yesterday, restored, reaches the truth of today by the next sync, without doubles or holes in the feed', async () => {
  await journey.advance(hours(1))
  await syncAll()
  await whileStopped(copyFiles)
  const atBackup = await countOrders()

  await journey.advance(hours(24))
  await syncAll()
  const atDisaster = await countOrders()
  expect(atDisaster).toBeGreaterThan(atBackup + 20)

  await whileStopped(async (data, backup) => {
    await rm(data, { recursive: true })
    await copyFiles(backup, data)
  })
  expect(await countOrders()).toBe(atBackup)
  await journey.advance(hours(1))
  journey.simulator.control.freeze()
  // Amazon shows what is two minutes old.
  await journey.advance(hours(1))
  await syncAll()

  const { compared, examples, ...difference } = await journey.compare()
  expect({ ...difference, examples }).toEqual({
    lost: 0,
    doubled: 0,
    stale: 0,
    phantom: 0,
    crossTenant: 0,
    examples: [],
  })
  expect(compared).toBeGreaterThanOrEqual(atDisaster)
  const { rows } = await journey.database.admin.query(
    `SELECT tenant_id FROM ordersync.tenants t JOIN ordersync.order_changes c USING (tenant_id)
     GROUP BY t.tenant_id, t.feed_position HAVING count(*) <> t.feed_position OR max(c.position) <> t.feed_position`,
  )
  expect(rows).toEqual([])
})

// There is no pg_dump in the tests' PostgreSQL: what `pg_restore --no-owner` does to the owners is done to them here.
test('a dump restored without its owners is named by doctor, put right by "migrate", and synced on', async () => {
  const { connectionString, admin } = journey.database
  const look = async () =>
    (await runDoctor({ DATABASE_URL: connectionString, DATA_DIR: folder, PORT: '0' })).filter(
      ({ check }) => check === 'schema',
    )
  await admin.query('REASSIGN OWNED BY ordersync_app, ordersync_fleet TO CURRENT_USER')
  expect(await look()).toMatchObject([
    { level: 'problem', sentence: expect.stringContaining('restored without its owners') },
  ])
  await expect(journey.ordersync.startWorker()).rejects.toThrow('run "ordersync migrate"')

  await migrate(connectionString)
  expect(await look()).toMatchObject([{ level: 'ok' }])
  const worker = await journey.ordersync.startWorker()
  await journey.database.admin.query('UPDATE ordersync.sync_states SET next_due_at = ordersync.now()')
  const since = journey.now()
  await expect
    .poll(() => journey.lastRun(tenantIds[0] ?? ''), { timeout: 20_000 })
    .toSatisfy(({ startedAt, status }) => startedAt >= since && status === 'success')
  await worker.stop()
})
