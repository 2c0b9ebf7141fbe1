import { mkdtemp, rm } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SIMULATED_APPLICATION, type Simulator, seedFleet, startSimulator } from '@ordersync/simulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/postgres.ts'
import { silentLog } from '../../../test/silent-log.ts'
import { LaneQueue } from '../../queue/lane-queue.ts'
import { environmentKeyProvider } from '../../runtime/key-provider.ts'
import { listOwnMigrations } from '../../store/migration-state.ts'
import { createVault } from '../../store/vault.ts'
import { enrollRoster } from '../enroll-roster.ts'
import { main } from '../main.ts'
import { exitStatusOf, type Finding, type Level } from './finding.ts'
import { runDoctor } from './run-doctor.ts'

const masterKey = Buffer.alloc(32, 7).toString('base64')
const fleet = seedFleet('doctor')
const newestMigration = listOwnMigrations().at(-1)

let database: TestDatabase
let simulator: Simulator
let folder: string
let taken: Server
let timeless: Server
const loginName = `doctor_${process.pid}`
beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startSimulator({ fleet, seed: 'doctor', epoch: new Date() })
  folder = await mkdtemp(join(tmpdir(), 'ordersync-doctor-'))
  taken = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  timeless = createHttpServer((_request, response) => {
    response.sendDate = false
    response.writeHead(400).end('{}')
  }).listen(0, '127.0.0.1')
  await database.admin.query(`CREATE ROLE ${loginName} LOGIN PASSWORD 'secret'`)
  await enrollRoster(database, createVault(database, environmentKeyProvider(masterKey)), fleet.roster)
})
afterAll(async () => {
  taken.close()
  timeless.close()
  await database.admin.query(`DROP ROLE ${loginName}`)
  await simulator.close()
  await database.close()
  await rm(folder, { recursive: true })
})

function settings(): Record<string, string | undefined> {
  return {
    DATABASE_URL: database.connectionString,
    ORDERSYNC_MASTER_KEY: masterKey,
    AMAZON_CLIENT_ID: SIMULATED_APPLICATION.clientId,
    AMAZON_CLIENT_SECRET: SIMULATED_APPLICATION.clientSecrets[0],
    AMAZON_LWA_URL: `${simulator.url}/auth/o2/token`,
    AMAZON_SPAPI_URL_NA: `${simulator.url}/na`,
    AMAZON_SPAPI_URL_EU: `${simulator.url}/eu`,
    AMAZON_SPAPI_URL_FE: `${simulator.url}/fe`,
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
  }
}

/** What is not as it should be. */
const complaints = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ level }) => level !== 'ok')

test('an installation in good health: every look finds it so, and the exit status is 0', async () => {
  const findings = await runDoctor(settings())
  expect(complaints(findings)).toEqual([])
  expect(exitStatusOf(findings)).toBe(0)
  expect([...new Set(findings.map(({ check }) => check))].sort()).toEqual([
    'amazon',
    'clock',
    'connections',
    'database',
    'disk',
    'keys',
    'port',
    'quotas',
    'rights',
    'schema',
    'settings',
    'work',
  ])
})

interface Breakage {
  readonly env?: () => Record<string, string | undefined>
  readonly make?: string
  readonly undo?: string
  readonly now?: () => Date
  readonly check: string
  readonly level: Level
  readonly says: RegExp
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port
/** A tenant and its connection. */
const oneConnection = 'FROM ordersync.connections ORDER BY tenant_id LIMIT 1'
const at = (ms: number) => () => new Date(Date.now() + ms)

const breakages: Readonly<Record<string, Breakage>> = {
  'a setting that makes no sense': {
    env: () => ({ PORT: 'many' }),
    ...{ check: 'settings', level: 'problem', says: /PORT must be a whole number/ },
  },
  'a database that does not answer': {
    env: () => ({ DATABASE_URL: 'postgres://127.0.0.1:1/x' }),
    ...{ check: 'database', level: 'problem', says: /cannot be reached.*Check DATABASE_URL/ },
  },
  'a migration that is missing': {
    make: `DELETE FROM ordersync.migrations WHERE name = '${newestMigration}'`,
    undo: `INSERT INTO ordersync.migrations (name, run_on) VALUES ('${newestMigration}', now())`,
    ...{ check: 'schema', level: 'problem', says: /run "ordersync migrate"/ },
  },
  'a right that is missing': {
    make: `DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()); END $$`,
    undo: `DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO PUBLIC', current_database()); END $$`,
    ...{ check: 'rights', level: 'problem', says: /GRANT TEMPORARY/ },
  },
  'a clock that is an hour ahead': {
    now: at(3_600_000),
    ...{ check: 'clock', level: 'problem', says: /60 minutes ahead of Amazon's: synchronise/ },
  },
  'a clock that is a minute behind': {
    now: at(-60_000),
    ...{ check: 'clock', level: 'warning', says: /behind PostgreSQL's/ },
  },
  'a master key that opens nothing': {
    env: () => ({ ORDERSYNC_MASTER_KEY: Buffer.alloc(32, 8).toString('base64') }),
    ...{ check: 'keys', level: 'problem', says: /restore the right key/ },
  },
  'a token that was sealed elsewhere': {
    make: `CREATE TABLE kept AS SELECT tenant_id, connection_id, refresh_token FROM ordersync.connections;
      UPDATE ordersync.connections SET refresh_token = set_byte(refresh_token, 20, get_byte(refresh_token, 20) # 1)`,
    undo: `UPDATE ordersync.connections c SET refresh_token = k.refresh_token FROM kept k
      WHERE c.tenant_id = k.tenant_id AND c.connection_id = k.connection_id; DROP TABLE kept`,
    ...{ check: 'keys', level: 'problem', says: /does not open with its key/ },
  },
  'an application secret that Amazon refuses': {
    env: () => ({ AMAZON_CLIENT_SECRET: 'wrong' }),
    ...{ check: 'amazon', level: 'problem', says: /refuses AMAZON_CLIENT_ID or AMAZON_CLIENT_SECRET/ },
  },
  'a host of Amazon that does not answer': {
    env: () => ({ AMAZON_SPAPI_URL_FE: 'http://127.0.0.1:2' }),
    ...{
      check: 'amazon',
      level: 'problem',
      says: /SP-API of FE cannot be reached at 127.0.0.1:2 \(ECONNREFUSED\)/,
    },
  },
  'connections that nobody serves': {
    make: "UPDATE ordersync.sync_states SET next_due_at = ordersync.now() - interval '20 minutes' WHERE lane = 'delta'",
    undo: "UPDATE ordersync.sync_states SET next_due_at = ordersync.now() WHERE lane = 'delta'",
    ...{ check: 'work', level: 'problem', says: /due for more than ten minutes: start a worker/ },
  },
  'a run that is open for too long': {
    make: `INSERT INTO ordersync.runs (tenant_id, run_id, connection_id, lane, run_number, trigger, started_at)
      SELECT tenant_id, 'run_open', connection_id, 'delta', 1, 'schedule', ordersync.now() - interval '3 hours'
      FROM ordersync.connections LIMIT 1`,
    undo: "DELETE FROM ordersync.runs WHERE run_id = 'run_open'",
    ...{ check: 'work', level: 'warning', says: /1 runs have been open.*180 minutes/ },
  },
  'an application that Amazon has refused': {
    make: "INSERT INTO ordersync.refused_applications VALUES ('id', 'x', now(), now())",
    undo: 'DELETE FROM ordersync.refused_applications',
    ...{ check: 'work', level: 'problem', says: /until AMAZON_CLIENT_SECRET is right/ },
  },
  'connections that fail': {
    make: "UPDATE ordersync.sync_states SET failures = 3 WHERE lane = 'delta'",
    undo: 'UPDATE ordersync.sync_states SET failures = 0',
    ...{ check: 'work', level: 'warning', says: /fail and back off.*"ordersync status"/ },
  },
  'a seller who withdrew the consent': {
    make: `UPDATE ordersync.connections SET status = 'reauthorization_required' WHERE tenant_id = (SELECT tenant_id ${oneConnection})`,
    undo: "UPDATE ordersync.connections SET status = 'connected'",
    ...{ check: 'work', level: 'warning', says: /1 sellers have to connect Amazon again/ },
  },
  'an order that could not be read': {
    make: `INSERT INTO ordersync.quarantine (tenant_id, quarantine_id, connection_id, reason, document, document_hash)
      SELECT tenant_id, 'qua_1', connection_id, 'x', '{}', 1 ${oneConnection}`,
    undo: 'DELETE FROM ordersync.quarantine',
    ...{ check: 'work', level: 'warning', says: /1 orders could not be read: "ordersync quarantine list"/ },
  },
  'buyer data that nobody erases': {
    make: `INSERT INTO ordersync.orders (tenant_id, external_order_id, id, connection_id, order_date, order_status, last_updated_at, source_rank, content_hash, observed_at, detail_level)
        SELECT tenant_id, 'o', 'ord_1', connection_id, now(), 'UNSHIPPED', now(), 1, 1, now(), 'outline' ${oneConnection};
      INSERT INTO ordersync.order_buyers (tenant_id, external_order_id, connection_id, sealed, last_updated_at, observed_at, delete_after)
        SELECT tenant_id, 'o', connection_id, 'x', now(), now(), ordersync.now() - interval '2 hours' ${oneConnection}`,
    undo: 'DELETE FROM ordersync.order_buyers; DELETE FROM ordersync.orders',
    ...{ check: 'work', level: 'problem', says: /Buyer data of 1 orders.*start a worker/ },
  },
  'a webhook that was given up': {
    make: `INSERT INTO ordersync.webhooks (tenant_id, webhook_id, url, secret, events, feed_position, status)
      SELECT tenant_id, 'wh_1', 'https://x', 'x', '{order.created}', 0, 'disabled' ${oneConnection}`,
    undo: 'DELETE FROM ordersync.webhooks',
    ...{ check: 'work', level: 'warning', says: /1 webhooks are off: "ordersync webhook list"/ },
  },
  'a quota that another program uses up': {
    make: `INSERT INTO ordersync.quota_buckets (region, selling_partner_id, application_id, operation, rate_per_second, burst, tokens, filled_at, blocked_until)
      VALUES ('EU', 'S', 'app', 'searchOrders', 1, 1, 0, now(), ordersync.now() + interval '1 hour')`,
    undo: 'DELETE FROM ordersync.quota_buckets',
    ...{ check: 'quotas', level: 'warning', says: /1 of 1 buckets.*another program/ },
  },
  'connections that could read every tenant': {
    make: 'CREATE TABLE ordersync.owned_by_all (); ALTER TABLE ordersync.owned_by_all OWNER TO ordersync_app',
    undo: 'DROP TABLE ordersync.owned_by_all',
    ...{ check: 'rights', level: 'problem', says: /can read every tenant's rows.*Let DATABASE_URL sign in/ },
  },
  'a user who is not the application': {
    env: () => {
      const url = new URL(database.connectionString)
      url.username = loginName
      url.password = 'secret'
      return { DATABASE_URL: url.href }
    },
    ...{ check: 'rights', level: 'problem', says: /GRANT ordersync_app/ },
  },
  'no database named': {
    env: () => ({ DATABASE_URL: undefined }),
    ...{ check: 'database', level: 'warning', says: /was not looked at: DATABASE_URL is not set/ },
  },
  'no master key': {
    env: () => ({ ORDERSYNC_MASTER_KEY: undefined }),
    ...{ check: 'keys', level: 'problem', says: /ORDERSYNC_MASTER_KEY/ },
  },
  'a Login with Amazon that does not answer': {
    env: () => ({ AMAZON_LWA_URL: 'http://127.0.0.1:2' }),
    ...{ check: 'amazon', level: 'problem', says: /Login with Amazon cannot be reached at 127.0.0.1:2/ },
  },
  'an Amazon that does not tell the time': {
    env: () => ({ AMAZON_LWA_URL: `http://127.0.0.1:${portOf(timeless)}` }),
    ...{ check: 'clock', level: 'warning', says: /could not be compared with Amazon's/ },
  },
  "an address that is not this machine's": {
    env: () => ({ HOST: '192.0.2.1' }),
    ...{ check: 'port', level: 'problem', says: /Nothing can listen at 192\.0\.2\.1.*set HOST and PORT/ },
  },
  'a folder that cannot be written': {
    env: () => ({ DATA_DIR: join('/proc', 'x') }),
    ...{ check: 'disk', level: 'problem', says: /set DATA_DIR to a folder/ },
  },
  'a port in use': {
    env: () => ({ PORT: String(portOf(taken)) }),
    ...{ check: 'port', level: 'problem', says: /in use by another program/ },
  },
}

test.each(Object.entries(breakages))('%s is found, and said with what to do', async (_name, breakage) => {
  const { env, make, undo, now, check, level, says } = breakage
  if (make !== undefined) await database.admin.query(make)
  try {
    const findings = await runDoctor({ ...settings(), ...env?.() }, now)
    expect(complaints(findings)).toContainEqual({ check, level, sentence: expect.stringMatching(says) })
    expect(exitStatusOf(findings)).toBeGreaterThanOrEqual(level === 'problem' ? 2 : 1)
  } finally {
    if (undo !== undefined) await database.admin.query(undo)
  }
})

test('jobs that nobody takes are found', async () => {
  const queue = new LaneQueue(database.connectionString, silentLog)
  await queue.start()
  try {
    await queue.enqueue(database, [
      { tenantId: 'ecomlg-001', connectionId: 'con', lane: 'backfill', trigger: 'schedule' },
    ])
    await database.admin.query("UPDATE ordersync_queue.job SET start_after = now() - interval '10 minutes'")
    expect(complaints(await runDoctor(settings()))).toEqual([
      {
        check: 'queue',
        level: 'problem',
        sentence: expect.stringMatching(
          /^1 jobs wait in the queue, the oldest for 10 minutes: start a worker/,
        ),
      },
    ])
  } finally {
    await database.admin.query('DELETE FROM ordersync_queue.job')
    await queue.stop(0)
  }
})

test('the command prints findings as lines and as JSON, and no secret', async () => {
  let output = ''
  const write = (text: string): void => {
    output += text
  }
  expect(await main(['node', 'ordersync', 'doctor'], settings(), { write })).toBe(0)
  expect(output).toMatch(/^ {2}ok +settings +The settings make sense\.$/m)
  output = ''
  const wrong = { ...settings(), AMAZON_CLIENT_SECRET: 'a-wrong-secret' }
  expect(await main(['node', 'ordersync', 'doctor', '--json'], wrong, { write })).toBe(2)
  expect(JSON.parse(output)).toMatchObject({ healthy: false, status: 2, findings: expect.any(Array) })
  expect(output).not.toContain('a-wrong-secret')
})
