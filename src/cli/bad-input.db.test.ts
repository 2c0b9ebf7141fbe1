import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAdministrator } from '../../test/administrator.ts'
import { contentOf } from '../../test/content-of.ts'
import { createTestDatabase, databaseUrl, type TestDatabase } from '../../test/postgres.ts'
import { environmentKeyProvider } from '../runtime/key-provider.ts'
import { saveTenant } from '../store/tenants.ts'
import { createVault } from '../store/vault.ts'
import { main } from './main.ts'

/**
 * Everything that a person who sets Ordersync up gets wrong: each is one sentence that says what to do, an exit status
 * that is not 0, and nothing is changed.
 */
const masterKey = Buffer.alloc(32, 7).toString('base64')
const loginName = `bad_input_${process.pid}`

let database: TestDatabase
let folder: string
let taken: Server
beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'ordersync-bad-input-'))
  await writeFile(join(folder, 'file'), '')
  taken = createServer().listen(0, '127.0.0.1')
  await saveTenant(database.of('acme'), 'Acme')
  await createVault(database, environmentKeyProvider(masterKey)).ofTenant('acme')
  await database.admin.query(`CREATE ROLE ${loginName} LOGIN PASSWORD 'secret'`)
})
afterAll(async () => {
  await database.admin.query(`DROP ROLE ${loginName}`)
  taken.close()
  await database.close()
  await rm(folder, { recursive: true })
})

function settings(): Record<string, string> {
  return {
    DATABASE_URL: database.connectionString,
    ORDERSYNC_MASTER_KEY: masterKey,
    AMAZON_CLIENT_ID: 'id',
    AMAZON_CLIENT_SECRET: 'secret',
    AMAZON_LWA_URL: 'http://127.0.0.1:1/auth/o2/token',
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
    LOG_LEVEL: 'silent',
  }
}

const as = (user: string): string => {
  const url = new URL(database.connectionString)
  url.username = user
  url.password = 'secret'
  return url.href
}
const portOf = (server: Server): string => String((server.address() as { port: number }).port)

interface Mistake {
  readonly env?: () => Record<string, string | undefined>
  /** SQL that makes it so, and SQL that undoes it. */
  readonly make?: string
  readonly undo?: string
  readonly command: string
  readonly status: 1 | 2
  readonly says: RegExp
}

const newest = '(SELECT max(name) FROM ordersync.migrations)'
const future = {
  make: "INSERT INTO ordersync.migrations (name, run_on) VALUES ('9999_future', now())",
  undo: "DELETE FROM ordersync.migrations WHERE name = '9999_future'",
}
const half = {
  make: "DELETE FROM ordersync.migrations WHERE name LIKE '0005%'",
  undo: `INSERT INTO ordersync.migrations (id, name, run_on) VALUES (5, '0005_webhooks', now())`,
}
const old = {
  make: `CREATE SCHEMA old; CREATE FUNCTION old.current_setting(text) RETURNS text LANGUAGE sql AS
    $$ SELECT CASE $1 WHEN 'server_version_num' THEN '140011' ELSE '14.11' END $$; GRANT USAGE ON SCHEMA old TO PUBLIC;
    DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = old, pg_catalog', current_database()); END $$`,
  undo: `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET search_path', current_database()); END $$; DROP SCHEMA old CASCADE`,
}

const mistakes: Readonly<Record<string, Mistake>> = {
  'an unknown command': { command: 'frobnicate', status: 2, says: /unknown command 'frobnicate'/ },
  'an unknown flag': { command: 'worker --speed 9', status: 2, says: /unknown option '--speed'/ },
  'an argument too many': { command: 'migrate now', status: 2, says: /too many arguments/ },
  'a bad flag of the simulator': { command: 'simulate --tempi 2', status: 2, says: /'--tempi'.*--tempo/ },
  'a bad value for the simulator': {
    command: 'simulate --port many',
    status: 2,
    says: /--port must be a number/,
  },
  'an unknown fleet': { command: 'simulate --fleet x', status: 2, says: /seed, demo, lessons or chaos/ },
  'a setting that is no number': {
    env: () => ({ PORT: 'many' }),
    command: 'serve',
    status: 2,
    says: /PORT must be a whole number/,
  },
  'no database named': {
    env: () => ({ DATABASE_URL: undefined }),
    command: 'worker',
    status: 2,
    says: /DATABASE_URL must be set/,
  },
  'a database that does not exist': {
    env: () => ({ DATABASE_URL: databaseUrl(database.connectionString, 'nowhere') }),
    command: 'migrate',
    status: 1,
    says: /does not exist: create it/,
  },
  'a server that does not answer': {
    env: () => ({ DATABASE_URL: 'postgres://127.0.0.1:1/x' }),
    command: 'migrate',
    status: 1,
    says: /cannot be reached.*Check DATABASE_URL/,
  },
  'a wrong password': {
    env: () => ({ DATABASE_URL: as('postgres') }),
    command: 'migrate',
    status: 1,
    says: /refuses the user or password/,
  },
  'a user who may not migrate': {
    env: () => ({ DATABASE_URL: as(loginName) }),
    ...{ make: 'ALTER SCHEMA ordersync RENAME TO away', undo: 'ALTER SCHEMA away RENAME TO ordersync' },
    command: 'migrate',
    status: 1,
    says: /refuses this user the right/,
  },
  'a user who is not the application': {
    env: () => ({ DATABASE_URL: as(loginName) }),
    command: 'worker',
    status: 1,
    says: /GRANT ordersync_app/,
  },
  'a PostgreSQL that is too old, to migrate': {
    ...old,
    command: 'migrate',
    status: 1,
    says: /PostgreSQL 14\.11.*15 or newer/,
  },
  'a PostgreSQL that is too old, to work on': {
    ...old,
    command: 'worker',
    status: 1,
    says: /PostgreSQL 14\.11.*15 or newer/,
  },
  'a database of something else': {
    make: 'ALTER SCHEMA ordersync RENAME TO away; CREATE SCHEMA ordersync',
    undo: 'DROP SCHEMA ordersync; ALTER SCHEMA away RENAME TO ordersync',
    command: 'migrate',
    status: 1,
    says: /did not make: is DATABASE_URL the right database/,
  },
  'a database that is not migrated': {
    ...{ make: 'ALTER SCHEMA ordersync RENAME TO away', undo: 'ALTER SCHEMA away RENAME TO ordersync' },
    command: 'worker',
    status: 1,
    says: /run "ordersync migrate" first/,
  },
  'a database of an older version': {
    make: `CREATE TABLE kept AS SELECT * FROM ordersync.migrations WHERE name = ${newest};
      DELETE FROM ordersync.migrations WHERE name = ${newest}`,
    undo: 'INSERT INTO ordersync.migrations SELECT * FROM kept; DROP TABLE kept',
    command: 'serve',
    status: 1,
    says: /older version .* run "ordersync migrate" first/,
  },
  'a database of a newer version, to migrate': {
    ...future,
    command: 'migrate',
    status: 1,
    says: /newer version.*9999_future/,
  },
  'a database of a newer version, to work on': {
    ...future,
    command: 'worker',
    status: 1,
    says: /newer version.*9999_future/,
  },
  'a database that is migrated by half, to migrate': {
    ...half,
    command: 'migrate',
    status: 1,
    says: /migrated by half: 0005/,
  },
  'a database that is migrated by half, to work on': {
    ...half,
    command: 'serve',
    status: 1,
    says: /migrated by half: 0005/,
  },
  'a database of simulated orders': {
    env: () => ({ AMAZON_LWA_URL: undefined }),
    make: "INSERT INTO ordersync.installation (amazon) VALUES ('simulated')",
    undo: 'DELETE FROM ordersync.installation',
    command: 'worker',
    status: 1,
    says: /simulated Amazon. Set DATABASE_URL to another/,
  },
  'keys that do not open the data': {
    env: () => ({ ORDERSYNC_MASTER_KEY: Buffer.alloc(32, 8).toString('base64') }),
    command: 'worker',
    status: 1,
    says: /master key is not the one.*configure that one/,
  },
  'a port in use': {
    // What would claim the database for the real Amazon, and write the operator's key.
    env: () => ({ PORT: portOf(taken), AMAZON_LWA_URL: undefined, ORDERSYNC_ADMIN_KEY: 'k'.repeat(24) }),
    command: 'serve',
    status: 1,
    says: /Port \d+ is in use: stop what listens there, or set PORT/,
  },
  'a port in use, for everything in one': {
    env: () => ({ PORT: portOf(taken), AMAZON_LWA_URL: undefined, ORDERSYNC_ADMIN_KEY: 'k'.repeat(24) }),
    ...{ make: 'ALTER SCHEMA ordersync RENAME TO away', undo: 'ALTER SCHEMA away RENAME TO ordersync' },
    command: 'up',
    status: 1,
    says: /Port \d+ is in use: stop what listens there, or set PORT/,
  },
  'a port of probes in use': {
    env: () => ({ PROBE_PORT: portOf(taken), AMAZON_LWA_URL: undefined }),
    command: 'worker',
    status: 1,
    says: /Port \d+ is in use: stop what listens there, or set PROBE_PORT/,
  },
  "an address that is not this machine's": {
    env: () => ({ HOST: '192.0.2.1' }),
    command: 'serve',
    status: 1,
    says: /Set HOST to an address of this machine/,
  },
  'a folder that cannot be made': {
    env: () => ({ DATA_DIR: '/proc/x' }),
    command: 'up',
    status: 1,
    says: /Set DATA_DIR to a folder that can be written/,
  },
  'a folder that is a file': {
    env: () => ({ DATA_DIR: join(folder, 'file') }),
    command: 'up',
    status: 1,
    says: /Set DATA_DIR to a folder that can be written/,
  },
}

test.each(Object.entries(mistakes))(
  '%s: one sentence, what to do, nothing changed',
  async (_name, mistake) => {
    // A connection of its own: some of these mistakes are settings of the session.
    const admin = openAdministrator(database.connectionString, 1)
    try {
      if (mistake.make !== undefined) await admin.query(mistake.make)
      const before = await fingerprint()
      const env = { ...settings(), ...mistake.env?.() }
      let output = ''
      let errors = ''
      const write = (text: string): void => {
        output += text
      }
      const status = await main(['node', 'ordersync', ...mistake.command.split(' ')], env, {
        write,
        writeError: (text) => {
          errors += text
        },
      })
      expect({ status, errors }).toEqual({
        status: mistake.status,
        errors: expect.stringMatching(mistake.says),
      })
      expect(output).toBe('')
      expect(errors).not.toMatch(/^ {4}at /m)
      expect(errors.trim().split('\n').length).toBeLessThanOrEqual(2)
      expect(await fingerprint()).toEqual(before)
    } finally {
      if (mistake.undo !== undefined) await admin.query(mistake.undo)
      await admin.close()
    }
  },
)

/** What a mistake must leave alone: schemas, tables, functions, and every row. */
async function fingerprint(): Promise<unknown> {
  const { rows } = await database.admin.query(
    `SELECT (SELECT count(*) FROM pg_namespace) AS schemas, (SELECT count(*) FROM pg_class) AS relations,
       (SELECT count(*) FROM pg_proc) AS functions, (SELECT count(*) FROM pg_attribute) AS columns`,
  )
  return [rows, await contentOf(database)]
}
