import { fileURLToPath } from 'node:url'
import { runner } from 'node-pg-migrate'
import pg from 'pg'
import type { ClockSettings } from '../runtime/clock.ts'

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url))

/**
 * Brings the schema `ordersync` up to this version of the code: numbered SQL files, one transaction, under an
 * advisory lock that a second process waits for. Answers the names of the migrations that were applied.
 */
export async function migrate(connectionString: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString, application_name: 'ordersync migrate' })
  await client.connect()
  try {
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
    return applied.map((migration) => migration.name)
  } finally {
    await client.end()
  }
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
