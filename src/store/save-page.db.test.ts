import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeObservation } from '../../test/make-order.ts'
import { createTestDatabase, type TestDatabase } from '../../test/postgres.ts'
import { StaleRunError } from '../domain/errors.ts'
import { lanes } from '../domain/lane.ts'
import { systemRandom } from '../runtime/random.ts'
import { saveConnection } from './connections.ts'
import { eraseTenant } from './erase-tenant.ts'
import { beginRun, finishRun, interruptOpenRuns, type RunOutcome } from './run-lifecycle.ts'
import { findRun, listRuns } from './runs.ts'
import { savePage } from './save-page.ts'
import { claimDueLanes, type OpenWindow, type RunHandle } from './sync-states.ts'
import { saveTenant } from './tenants.ts'

let database: TestDatabase
let tenantId: string
let number = 0
const lane = () => ({ tenantId, connectionId: 'con_1', lane: 'delta' as const })

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  number += 1
  tenantId = `tenant-${number}`
  await connect(tenantId)
})

async function connect(id: string): Promise<void> {
  await saveTenant(database.of(id), id)
  await database.of(id).transaction((tx) =>
    saveConnection(tx, {
      connectionId: 'con_1',
      region: 'EU',
      sellingPartnerId: `A${id}`,
      marketplaceIds: [],
      sealedRefreshToken: Buffer.from('sealed'),
      importedCursor: null,
    }),
  )
}

async function begin(): Promise<RunHandle> {
  const begun = await database
    .of(tenantId)
    .transaction((tx) => beginRun(tx, lane(), systemRandom.id('run'), 'manual'))
  if (begun === null) throw new Error('no connection')
  return begun.run
}

const window: OpenWindow = {
  parameters: {},
  pageToken: 'next',
  pageTokenAt: new Date(),
  pages: 1,
  orders: 1,
  pageHash: 5n,
}
const page = (id: string) => ({
  observations: [makeObservation({ externalOrderId: id })],
  unreadable: [],
  checkpoint: { window },
})
const success: RunOutcome = {
  status: 'success',
  reasonCode: 'SUCCESS',
  message: '',
  complete: true,
  nextDue: { afterMs: 1000 },
}

async function orderCount(): Promise<number> {
  const { rows } = await database.admin.query<{ count: number }>(
    'SELECT count(*)::integer AS count FROM ordersync.orders WHERE tenant_id = $1',
    [tenantId],
  )
  return rows[0]?.count ?? 0
}

async function storedState(): Promise<{ window_page_token: string | null; watermark: Date | null }> {
  const { rows } = await database.admin.query<{ window_page_token: string | null; watermark: Date | null }>(
    `SELECT window_page_token, watermark FROM ordersync.sync_states WHERE tenant_id = $1 AND lane = 'delta'`,
    [tenantId],
  )
  return rows[0] ?? { window_page_token: null, watermark: null }
}

test('a page, its checkpoint and the counters of its run are stored together', async () => {
  const run = await begin()
  expect(await savePage(database, run, page('1'), systemRandom)).toBe(1)
  expect(await storedState()).toEqual({ window_page_token: 'next', watermark: null })
  expect(await findRun(database.of(tenantId), run.runId)).toMatchObject({
    pages: 1,
    ordersProcessed: 1,
    ordersChanged: 1,
    itemsProcessed: 1,
  })
})

test('a process that slept while another took over its lane writes nothing, neither orders nor checkpoint', async () => {
  const sleeper = await begin()
  const successor = await begin()
  await expect(savePage(database, sleeper, page('1'), systemRandom)).rejects.toBeInstanceOf(StaleRunError)
  expect(await orderCount()).toBe(0)
  expect(await storedState()).toEqual({ window_page_token: null, watermark: null })
  await expect(
    database.of(tenantId).transaction((tx) => finishRun(tx, sleeper, success)),
  ).rejects.toBeInstanceOf(StaleRunError)
  expect(await savePage(database, successor, page('1'), systemRandom)).toBe(1)
})

test('a page that cannot be stored leaves no trace: not its orders, not its place', async () => {
  const run = await begin()
  const broken = makeObservation({ externalOrderId: '2', orderDate: 'not a date' })
  await expect(
    savePage(
      database,
      run,
      { ...page('1'), observations: [makeObservation({ externalOrderId: '1' }), broken] },
      systemRandom,
    ),
  ).rejects.toThrow()
  expect(await orderCount()).toBe(0)
  expect(await storedState()).toEqual({ window_page_token: null, watermark: null })
})

test('a run that a dead process left open is closed as interrupted by the next one', async () => {
  const dead = await begin()
  const next = await begin()
  expect(await findRun(database.of(tenantId), dead.runId)).toMatchObject({
    status: 'interrupted',
    message: expect.stringContaining('process ended'),
  })
  expect(await findRun(database.of(tenantId), next.runId)).toMatchObject({ status: null, finishedAt: null })
  expect(await interruptOpenRuns(database.of(tenantId), lane())).toBe(1)
})

test('an order that could be read again leaves quarantine, and what is alike at two places is kept twice', async () => {
  const run = await begin()
  const unreadable = [{ externalOrderId: '7', reason: 'createdTime is missing', document: '{"orderId":"7"}' }]
  const count = async () =>
    (await database.admin.query('SELECT FROM ordersync.quarantine WHERE tenant_id = $1', [tenantId])).rowCount
  await savePage(database, run, { observations: [], unreadable, checkpoint: { window } }, systemRandom)
  await savePage(database, run, { observations: [], unreadable, checkpoint: { window } }, systemRandom)
  expect(await count()).toBe(1)
  await savePage(database, run, page('7'), systemRandom)
  expect(await count()).toBe(0)

  // Lines of a report that say the same are as many pieces as there are lines, however often they are read.
  const line = (number: number) => ({
    reason: `line ${number}`,
    document: '["?"]',
    place: `report line ${number}`,
  })
  for (let times = 0; times < 2; times += 1)
    await savePage(
      database,
      run,
      { observations: [], unreadable: [line(2), line(3)], checkpoint: { window } },
      systemRandom,
    )
  const { rows } = await database.admin.query(
    'SELECT reason, times_seen FROM ordersync.quarantine WHERE tenant_id = $1 ORDER BY reason',
    [tenantId],
  )
  expect(rows).toEqual([
    { reason: 'line 2', times_seen: 2 },
    { reason: 'line 3', times_seen: 2 },
  ])
})

test('a due lane goes to one of two processes that ask at once, and is due again by itself if its job is lost', async () => {
  await database.admin.query(
    `UPDATE ordersync.sync_states SET next_due_at = NULL WHERE tenant_id <> $1 OR lane <> 'delta'`,
    [tenantId],
  )
  const claims = await Promise.all([claimDueLanes(database, 10), claimDueLanes(database, 10)])
  expect(claims.flat()).toEqual([lane()])
  expect(await claimDueLanes(database, 10)).toEqual([])
  await database.admin.query(
    `UPDATE ordersync.sync_states SET next_due_at = next_due_at - interval '61 seconds' WHERE tenant_id = $1`,
    [tenantId],
  )
  expect(await claimDueLanes(database, 10)).toEqual([lane()])
})

test('among the due, those that failed come last, the never synced first, then the longest without success', async () => {
  const names = ['failing', 'recent', 'never', 'long']
  for (const name of names) await connect(`order-${name}`)
  await database.admin.query(
    `UPDATE ordersync.sync_states SET next_due_at = NULL WHERE tenant_id NOT LIKE 'order-%' OR lane <> 'delta'`,
  )
  await database.admin.query(
    `UPDATE ordersync.sync_states SET failures = 3 WHERE tenant_id = 'order-failing'`,
  )
  await database.admin.query(
    `UPDATE ordersync.sync_states SET last_success_at = now() - interval '1 minute' WHERE tenant_id = 'order-recent'`,
  )
  await database.admin.query(
    `UPDATE ordersync.sync_states SET last_success_at = now() - interval '1 day' WHERE tenant_id = 'order-long'`,
  )
  const taken: string[] = []
  for (let turn = 0; turn < 4; turn += 1)
    taken.push(...(await claimDueLanes(database, 1)).map((due) => due.tenantId))
  expect(taken).toEqual(['order-never', 'order-long', 'order-recent', 'order-failing'])
})

test('a thousand due connections are handed out in bounded portions', async () => {
  await database.admin.query(
    `INSERT INTO ordersync.tenants (tenant_id, display_name) SELECT 'many-' || n, 'x' FROM generate_series(1, 1000) n`,
  )
  await database.admin.query(
    `INSERT INTO ordersync.connections (tenant_id, connection_id, region, selling_partner_id, status, refresh_token)
     SELECT 'many-' || n, 'con', 'EU', 'A' || n, 'connected', 'x' FROM generate_series(1, 1000) n`,
  )
  await database.admin.query(
    `INSERT INTO ordersync.sync_states (tenant_id, connection_id, lane) SELECT 'many-' || n, 'con', 'delta' FROM generate_series(1, 1000) n`,
  )
  const portions: number[] = []
  for (
    let portion = await claimDueLanes(database, 300);
    portion.length > 0;
    portion = await claimDueLanes(database, 300)
  )
    portions.push(portion.length)
  expect(Math.max(...portions)).toBeLessThanOrEqual(300)
  expect(portions.reduce((sum, size) => sum + size, 0)).toBeGreaterThanOrEqual(1000)
})

test('erasing a tenant leaves no row of it anywhere, and its running sync writes nothing more', async () => {
  const run = await begin()
  await savePage(database, run, page('1'), systemRandom)
  const asked = { erasureId: `era-${tenantId}`, by: 'key_1', requestId: null }
  const receipt = await database.of(tenantId).transaction((tx) => eraseTenant(tx, asked))
  expect(receipt.erasedRows).toMatchObject({
    tenants: 1,
    orders: 1,
    order_items: 1,
    order_changes: 1,
    runs: 1,
    sync_states: lanes.length,
    connections: 1,
  })
  await expect(savePage(database, run, page('2'), systemRandom)).rejects.toBeInstanceOf(StaleRunError)
  const { rows } = await database.admin.query<{ table_name: string }>(
    `SELECT table_name FROM information_schema.columns WHERE table_schema = 'ordersync' AND column_name = 'tenant_id'`,
  )
  for (const { table_name: table } of rows) {
    const { rowCount } = await database.admin.query(`SELECT FROM ordersync.${table} WHERE tenant_id = $1`, [
      tenantId,
    ])
    expect(rowCount, table).toBe(0)
  }
  expect(await listRuns(database.of(tenantId), { lane: null, status: null, after: null, limit: 10 })).toEqual(
    [],
  )
})
