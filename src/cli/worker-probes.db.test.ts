import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { openAdministrator } from '../../test/administrator.ts'
import { createTestDatabase, type TestDatabase } from '../../test/postgres.ts'

const entry = join(import.meta.dirname, '../../bin/ordersync.js')
const token = 'a-token-for-metrics-only'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

let child: ChildProcess | null = null
afterEach(async () => {
  if (child === null || child.exitCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

/** A process with probes. Amazon is at a port where nobody listens: no connection asks for it. */
async function startProcess(
  command: 'worker' | 'serve',
  databaseUrl = database.connectionString,
): Promise<string> {
  const port = await freePort()
  const nobody = 'http://127.0.0.1:1'
  child = spawn(process.execPath, [entry, command], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      ORDERSYNC_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      AMAZON_CLIENT_ID: 'id',
      AMAZON_CLIENT_SECRET: 'secret',
      AMAZON_LWA_URL: nobody,
      AMAZON_SPAPI_URL_NA: nobody,
      AMAZON_SPAPI_URL_EU: nobody,
      AMAZON_SPAPI_URL_FE: nobody,
      PORT: '0',
      PROBE_PORT: String(port),
      METRICS_TOKEN: token,
    },
  })
  return `http://127.0.0.1:${port}`
}

/** The status of a probe and its body; null when nobody answers within the time that Kubernetes is told to wait. */
async function probe(url: string, headers: Record<string, string> = {}) {
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(3000) }).catch(() => null)
  return response === null ? null : { status: response.status, body: await response.text() }
}

const statusOf = async (url: string): Promise<number | null> => (await probe(url))?.status ?? null

test('a worker is ready when it takes work, unready without its queue or its database, and lives through both', async () => {
  const url = await startProcess('worker')
  child?.stderr?.resume()
  await expect.poll(() => statusOf(`${url}/readyz`)).toBe(200)
  expect(await statusOf(`${url}/healthz`)).toBe(200)

  await database.admin.query('ALTER SCHEMA ordersync_queue RENAME TO gone')
  await expect
    .poll(() => probe(`${url}/readyz`))
    .toMatchObject({
      status: 503,
      body: expect.stringMatching(/"database":"ok","queue":"unavailable"/),
    })
  await database.admin.query('ALTER SCHEMA gone RENAME TO ordersync_queue')
  await expect.poll(() => statusOf(`${url}/readyz`)).toBe(200)

  await refuseConnections(true)
  await expect
    .poll(() => probe(`${url}/readyz`))
    .toMatchObject({
      status: 503,
      body: expect.stringContaining('"database":"unavailable"'),
    })
  expect(await statusOf(`${url}/healthz`)).toBe(200)
  await refuseConnections(false)
  await expect.poll(() => statusOf(`${url}/readyz`)).toBe(200)

  await whileLocked(async () => {
    await expect.poll(async () => silenceOf(await probe(`${url}/healthz`))).toBeGreaterThan(1)
  })
  await expect.poll(async () => silenceOf(await probe(`${url}/healthz`))).toBe(0)

  expect(await statusOf(`${url}/metrics`)).toBe(401)
  const metrics = await probe(`${url}/metrics`, { authorization: `Bearer ${token}` })
  expect(metrics?.body).toContain('ordersync_process_process_start_time_seconds')
  expect(metrics?.body).toContain('ordersync_database_connections{state="idle"}')
  expect(await statusOf(`${url}/orders`)).toBe(404)

  // A process that does not move answers nothing.
  child?.kill('SIGSTOP')
  expect(await statusOf(`${url}/healthz`)).toBeNull()
  child?.kill('SIGCONT')
  await expect.poll(() => statusOf(`${url}/healthz`)).toBe(200)

  const exited = once(child as ChildProcess, 'exit')
  child?.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
  expect(await statusOf(`${url}/readyz`)).toBeNull()
})

const silenceOf = (answer: { readonly body: string } | null): number =>
  JSON.parse(answer?.body ?? '{}').tickSilentSeconds

/** Meanwhile the tick waits for a table that somebody keeps to himself. */
async function whileLocked(work: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: database.connectionString })
  await client.connect()
  try {
    await client.query('BEGIN; LOCK TABLE ordersync.sync_states')
    await work()
  } finally {
    await client.end()
  }
}

/** As PostgreSQL is for a worker while it fails over: connections end, and new ones are refused. */
async function refuseConnections(refuse: boolean): Promise<void> {
  const name = new URL(database.connectionString).pathname.slice(1)
  const server = openAdministrator(inject('postgresUrl'))
  try {
    await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS ${!refuse}`)
    if (refuse)
      await server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name])
  } finally {
    await server.close()
  }
}

test.each(['worker', 'serve'] as const)(
  'a %s that waits for a database that is away ends at once when it is told to',
  async (command) => {
    await startProcess(command, 'postgres://127.0.0.1:1/away')
    const waiting = child as ChildProcess
    let log = ''
    waiting.stderr?.on('data', (chunk: Buffer) => {
      log += chunk.toString()
    })
    await expect.poll(() => log, { timeout: 15_000 }).toContain('database_awaited')
    const exited = once(waiting, 'exit')
    waiting.kill('SIGTERM')
    expect(await exited).toEqual([0, null])
  },
)
