import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../src/runtime/embedded-postgres.ts'
import { migrate } from '../src/store/migrate.ts'
import { buildDashboardIfStale } from '../web/scripts/build-dashboard.ts'
import { databaseUrl } from './postgres.ts'

/**
 * One PostgreSQL for the whole test run, with a migrated template database that each test file clones, and the
 * dashboard as it is now.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildDashboardIfStale()
  const folder = await mkdtemp(join(tmpdir(), 'ordersync-test-'))
  // PostgreSQL runs as another user when the tests run as root.
  await chmod(folder, 0o755)
  const server = await startEmbeddedPostgres({
    folder: join(folder, 'postgres'),
    settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'],
  })
  const templateDatabase = 'ordersync_template'
  const client = new pg.Client({ connectionString: server.connectionString })
  await client.connect()
  await client.query(`CREATE DATABASE ${templateDatabase}`)
  await client.end()
  await migrate(databaseUrl(server.connectionString, templateDatabase))
  project.provide('postgresUrl', server.connectionString)
  project.provide('templateDatabase', templateDatabase)
  return async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
