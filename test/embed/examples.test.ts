import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { SIMULATED_APPLICATION, type Simulator, seedFleet, startSimulator } from '@ordersync/simulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOrdersync } from '../../src/index.ts'
import { openOtlpReceiver } from '../otlp-receiver.ts'
import { createTestDatabase, type TestDatabase } from '../postgres.ts'

const operatorKey = 'operator-key-of-the-examples'
const fleet = seedFleet('examples')
let simulator: Simulator
let database: TestDatabase
beforeAll(async () => {
  simulator = await startSimulator({ fleet, seed: 'examples', epoch: new Date() })
  database = await createTestDatabase()
})
afterAll(async () => {
  await simulator.close()
  await database.close()
})

interface Example {
  readonly url: string
  readonly child: ChildProcess
  /** Resolves with the first line that begins so, also one that was printed already. */
  line(begin: string): Promise<string>
}

async function start(file: string): Promise<Example> {
  const child = spawn(process.execPath, ['--conditions=ordersync:sources', join('examples', file)], {
    cwd: join(import.meta.dirname, '../..'),
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATABASE_URL: database.connectionString,
      ORDERSYNC_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      ORDERSYNC_ADMIN_KEY: operatorKey,
      AMAZON_CLIENT_ID: SIMULATED_APPLICATION.clientId,
      AMAZON_CLIENT_SECRET: SIMULATED_APPLICATION.clientSecrets[0],
      AMAZON_LWA_URL: `${simulator.url}/auth/o2/token`,
      AMAZON_SPAPI_URL_NA: `${simulator.url}/na`,
      AMAZON_SPAPI_URL_EU: `${simulator.url}/eu`,
      AMAZON_SPAPI_URL_FE: `${simulator.url}/fe`,
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  createInterface({ input: child.stdout }).on('line', (text) => lines.push(text))
  const line = (begin: string): Promise<string> =>
    expect
      .poll(() => lines.find((text) => text.startsWith(begin)), { timeout: 60_000 })
      .toBeDefined()
      .then(() => lines.find((text) => text.startsWith(begin)) ?? '')
  return { child, line, url: (await line('listening: ')).slice('listening: '.length) }
}

async function stop({ child }: Example): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
}

/** Connects a seller of the simulated fleet through the API where the example has it. */
async function connectSeller(url: string, tenantId: string): Promise<void> {
  const seller = fleet.roster.find((entry) => entry.tenantId === 'ecomlg-001')
  const send = async (method: string, path: string, body: object): Promise<void> => {
    const answer = await fetch(`${url}/ordersync/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect([path, answer.status, await answer.text()]).toEqual([
      path,
      expect.toBeOneOf([200, 201]),
      expect.any(String),
    ])
  }
  await send('PUT', `/tenants/${tenantId}`, { displayName: tenantId })
  await send('POST', `/tenants/${tenantId}/connections`, {
    region: seller?.region.toUpperCase(),
    sellingPartnerId: seller?.sellerId,
    refreshToken: seller?.refreshToken,
    allowSharedSeller: true,
  })
}

test('an embedded Ordersync sends traces where it is told to, and closes once, however often it is asked', async () => {
  const receiver = await openOtlpReceiver()
  const ordersync = createOrdersync({
    databaseUrl: database.connectionString,
    masterKey: Buffer.alloc(32, 7).toString('base64'),
    amazon: { clientId: 'id', clientSecret: 'secret' },
    settings: {
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint,
      AMAZON_LWA_URL: `${simulator.url}/auth/o2/token`,
      LOG_LEVEL: 'silent',
    },
  })
  const server = createServer(await ordersync.handler()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  expect((await fetch(`http://127.0.0.1:${port}/api/v1/tenants`)).status).toBe(401)
  server.close()
  await Promise.all([ordersync.close(), ordersync.close()])
  await ordersync.close()
  receiver.close()
  expect(receiver.spans.map(({ name }) => name)).toContain('GET /api/v1/tenants')
})

test.each(['fastify.ts', 'express.ts'])(
  '%s serves its own routes and ours, syncs, and stops',
  async (file) => {
    const tenantId = `of-${file.slice(0, -3)}`
    const example = await start(file)
    expect(await (await fetch(`${example.url}/hello`)).json()).toEqual({ hello: 'from your own backend' })
    expect(await (await fetch(`${example.url}/ordersync/readyz`)).json()).toMatchObject({ ready: true })
    expect((await fetch(`${example.url}/ordersync/api/v1/tenants`)).status).toBe(401)
    expect((await fetch(`${example.url}/nothing`)).status).toBe(404)
    await connectSeller(example.url, tenantId)
    if (file === 'express.ts') {
      await fetch(`${example.url}/follow/${tenantId}`, { method: 'POST' })
      expect(await example.line('change: ')).toMatch(/^change: [\d-]+ created, now [A-Z_]+$/)
    } else {
      expect(await example.line(`run: delta of ${tenantId}`)).toContain('success')
    }
    await stop(example)
  },
)
