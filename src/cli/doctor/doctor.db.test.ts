import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SIMULATED_APPLICATION, type Simulator, seedFleet, startSimulator } from '@ordersync/simulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/postgres.ts'
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
beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startSimulator({ fleet, seed: 'doctor', epoch: new Date() })
  folder = await mkdtemp(join(tmpdir(), 'ordersync-doctor-'))
  taken = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  await enrollRoster(database, createVault(database, environmentKeyProvider(masterKey)), fleet.roster)
})
afterAll(async () => {
  taken.close()
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
  'a folder that cannot be written': {
    env: () => ({ DATA_DIR: join('/proc', 'x') }),
    ...{ check: 'disk', level: 'problem', says: /set DATA_DIR to a folder/ },
  },
  'a port in use': {
    env: () => ({ PORT: String((taken.address() as { port: number }).port) }),
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
