import { runner } from 'node-pg-migrate'
import pg from 'pg'
import type { ClockSettings } from '../runtime/clock.ts'
import type { Queryable } from './database.ts'
import { explainState, migrationsFolder, readMigrationState, SchemaError } from './migration-state.ts'
import { putOwnersRight } from './owners.ts'

const oldestPostgres = 15

/**
 * Brings the schema `ordersync` up to this version of the code: numbered SQL files, one transaction, under an
 * advisory lock that a second process waits for; and puts owners right that a restored backup has lost. Answers the names of the migrations that were applied. Throws
 * SchemaError, and changes nothing, when the database is not ours, too old, or of a newer version.
 */
export async function migrate(connectionString: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString, application_name: 'ordersync migrate' })
  await client.connect()
  try {
    await checkServer(client)
    const state = await readMigrationState(client)
    if (state.kind === 'foreign' || state.kind === 'ahead' || state.kind === 'gap')
      throw new SchemaError(explainState(state) ?? state.kind)
    if (state.kind === 'misplaced') await checkRoles(client)
    const applied = await runner({
      dbClient: client,
      dir: migrationsFolder,
      direction: 'up',
      schema: 'ordersync',
      createSchema: true,
      migrationsTable: 'migrations',
      advisoryLockMode: 'wait',
      logger: { info: () => {}, warn: () => {}, error: () => {} },
    })
    await putOwnersRight(client)
    return applied.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}

/** A backup that is restored where its roles are not loses every right that they had. */
async function checkRoles(db: Queryable): Promise<void> {
  const { rowCount } = await db.query(
    `SELECT FROM pg_catalog.pg_roles WHERE rolname IN ('ordersync_app', 'ordersync_fleet')`,
  )
  if (rowCount !== 2)
    throw new SchemaError(
      'This backup was restored on a server without the roles ordersync_app and ordersync_fleet, and has lost their rights: run "ordersync migrate" on an empty database of this server, which makes them, and restore it again.',
    )
}

/** Throws SchemaError unless the server is a PostgreSQL that this version knows, and may be written. */
export async function checkServer(db: Queryable): Promise<void> {
  const { rows } = await db.query<{ number: number; version: string; standby: boolean }>(
    `SELECT current_setting('server_version_num')::integer AS number, current_setting('server_version') AS version,
       pg_is_in_recovery() AS standby`,
  )
  const [server] = rows
  if (server === undefined || server.number < oldestPostgres * 10_000)
    throw new SchemaError(
      `This is PostgreSQL ${server?.version}; Ordersync needs ${oldestPostgres} or newer: upgrade the server, or set DATABASE_URL to another one.`,
    )
  if (server.standby)
    throw new SchemaError(
      'This PostgreSQL is a standby that cannot be written: set DATABASE_URL to the primary server.',
    )
}

/**
 * Makes the database's clock the one of an accelerated simulation, or the wall clock again with null. Only for a
 * database that holds simulated data.
 */
export async function setDatabaseClock(
  connectionString: string,
  settings: ClockSettings | null,
): Promise<void> {
  const client = new pg.Client({ connectionString, application_name: 'ordersync clock' })
  await client.connect()
  try {
    await client.query(`CREATE OR REPLACE FUNCTION ordersync.now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
      AS ${client.escapeLiteral(clockBody(settings))}`)
  } finally {
    await client.end()
  }
}

function clockBody(settings: ClockSettings | null): string {
  if (settings === null) return 'SELECT pg_catalog.statement_timestamp()'
  const { simulatedStart, realStart, speed } = settings
  return `SELECT '${simulatedStart.toISOString()}'::timestamptz + (pg_catalog.statement_timestamp() - '${realStart.toISOString()}'::timestamptz) * ${Number(speed)}`
}
