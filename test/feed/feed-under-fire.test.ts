import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApi, type TestApi } from '../../src/api/testing/test-api.ts'
import { deleteOldChanges } from '../../src/store/old-changes.ts'
import { readFeedEnds } from '../../src/store/order-changes.ts'

let api: TestApi
beforeAll(async () => {
  api = await createTestApi()
})
const running = new Set<ChildProcess>()
afterAll(async () => {
  await killAll()
  await api.close()
})

let writers = 0
function startWriter(tenantIds: readonly string[]): ChildProcess {
  writers += 1
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'writer-process.ts'), tenantIds.join(','), String(writers)],
    {
      env: { ...process.env, DATABASE_URL: api.db.connectionString },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  running.add(child)
  child.once('exit', (code) => {
    running.delete(child)
    if (code !== null) crashed.push(code)
  })
  return child
}

/** Writers that ended by themselves: none should. */
const crashed: number[] = []

async function killAll(): Promise<void> {
  const ended = [...running].map((child) => new Promise((resolve) => child.once('exit', resolve)))
  for (const child of running) child.kill('SIGKILL')
  await Promise.all(ended)
}

interface Seen {
  readonly position: number
  readonly externalOrderId: string
  readonly kind: string
  readonly lastUpdatedAt: string
}

/** A reader that knows its cursor and nothing else, until it is told to stop and has read to the end. */
async function consume(tenantId: string, stop: AbortSignal): Promise<readonly Seen[]> {
  const seen: Seen[] = []
  let after = ''
  while (true) {
    const last = stop.aborted
    const limit = 1 + Math.floor(Math.random() * 40)
    const { status, body } = await api.call(
      api.operator,
      'GET',
      `/orders/changes?tenantId=${tenantId}&limit=${limit}${after === '' ? '' : `&after=${after}`}`,
    )
    expect(status).toBe(200)
    seen.push(...body.changes)
    after = body.next
    if (last && !body.hasMore) return seen
    if (body.changes.length === 0) await sleep(5)
  }
}

/** Two kinds of death, at random moments: the process, and its session at the server. */
async function kill(
  kind: 'process' | 'session',
  children: ChildProcess[],
  tenantIds: readonly string[],
): Promise<void> {
  const index = Math.floor(Math.random() * children.length)
  if (kind === 'process') {
    children[index]?.kill('SIGKILL')
    children[index] = startWriter(tenantIds)
    return
  }
  await api.db.admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name LIKE 'feed writer %' AND state <> 'idle' LIMIT 1`,
  )
}

test('a reader by cursor sees every stored change once, in order, while eight writers work and are killed', {
  timeout: 180_000,
}, async () => {
  let round = 0
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(
        fc.tuple(fc.constantFrom('process' as const, 'session' as const), fc.integer({ min: 20, max: 400 })),
        {
          minLength: 8,
          maxLength: 16,
        },
      ),
      async (tenants, deaths) => {
        round += 1
        const tenantIds = Array.from({ length: tenants }, (_, index) => `fire-${round}-${index}`)
        for (const tenantId of tenantIds) await api.makeTenant(tenantId)
        const stop = new AbortController()
        const consumers = Promise.all(tenantIds.map((tenantId) => consume(tenantId, stop.signal)))
        try {
          const children = Array.from({ length: 8 }, () => startWriter(tenantIds))
          await expect.poll(() => shortestFeed(tenantIds), { timeout: 60_000 }).toBeGreaterThan(50)
          for (const [kind, pauseMs] of deaths) {
            await sleep(pauseMs)
            await kill(kind, children, tenantIds)
          }
        } finally {
          await killAll()
          await untilNobodyWrites()
          stop.abort()
        }
        for (const [index, seen] of (await consumers).entries()) {
          await compareWithStore(tenantIds[index] ?? '', seen)
        }
      },
    ),
    { numRuns: 2 },
  )
  expect(crashed).toEqual([])
})

async function shortestFeed(tenantIds: readonly string[]): Promise<number> {
  return Math.min(...(await readFeedEnds(api.db, tenantIds)).values())
}

/** A killed process leaves its last statement to the server, which ends it when it notices. */
async function untilNobodyWrites(): Promise<void> {
  await expect
    .poll(
      async () => {
        const { rows } = await api.db.admin.query(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'feed writer %'`,
        )
        return rows.length
      },
      { timeout: 20_000 },
    )
    .toBe(0)
}

/** What was read against what is stored: the changes one by one, and the orders that they must add up to. */
async function compareWithStore(tenantId: string, seen: readonly Seen[]): Promise<void> {
  expect(seen.map(({ position }) => position)).toEqual(seen.map((_, index) => index + 1))
  const { rows } = await api.db.admin.query<{ position: string; external_order_id: string; kind: string }>(
    'SELECT position, external_order_id, kind FROM ordersync.order_changes WHERE tenant_id = $1 ORDER BY position',
    [tenantId],
  )
  expect(seen.map(({ position, externalOrderId, kind }) => `${position} ${externalOrderId} ${kind}`)).toEqual(
    rows.map((row) => `${row.position} ${row.external_order_id} ${row.kind}`),
  )
  const newest = new Map(seen.map(({ externalOrderId, lastUpdatedAt }) => [externalOrderId, lastUpdatedAt]))
  const stored = await api.db.admin.query<{ external_order_id: string; last_updated_at: Date }>(
    'SELECT external_order_id, last_updated_at FROM ordersync.orders WHERE tenant_id = $1',
    [tenantId],
  )
  expect(
    new Map(stored.rows.map((row) => [row.external_order_id, row.last_updated_at.toISOString()])),
  ).toEqual(newest)
  expect(seen.filter(({ kind }) => kind === 'created')).toHaveLength(newest.size)
}

test('while old changes are deleted, a reader sees a piece without gaps or is told to begin anew', {
  timeout: 60_000,
}, async () => {
  const tenantId = await api.makeTenant('trimmed')
  for (let count = 0; count < 4; count += 1) startWriter([tenantId])
  const stop = new AbortController()
  const trimming = (async () => {
    while (!stop.signal.aborted) {
      await api.db.admin.query(
        `UPDATE ordersync.order_changes SET recorded_at = '2020-01-01' WHERE tenant_id = $1 AND position <= (
           SELECT feed_position - 30 FROM ordersync.tenants WHERE tenant_id = $1)`,
        [tenantId],
      )
      await deleteOldChanges(api.db.of(tenantId), 90, 40)
    }
  })()
  let expired = 0
  let read = 0
  let after: string | null = null
  let position: number | null = null
  try {
    while (read < 1500 || expired === 0) {
      const query: string = after === null ? '' : `&after=${after}`
      const { status, body } = await api.call(
        api.operator,
        'GET',
        `/orders/changes?tenantId=${tenantId}&limit=20${query}`,
      )
      if (status === 410) {
        expired += 1
        after = null
        position = null
        continue
      }
      expect(status).toBe(200)
      for (const change of body.changes) {
        if (position !== null) expect(change.position).toBe(position + 1)
        position = change.position
      }
      read += body.changes.length
      after = body.next
      if (Math.random() < 0.05) await sleep(150)
    }
  } finally {
    stop.abort()
    await trimming
    await killAll()
  }
  expect(expired).toBeGreaterThan(0)
})
