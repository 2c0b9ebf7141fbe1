import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../src/store/database.ts'
import { type Administrator, openAdministrator } from './administrator.ts'
import { silentLog } from './silent-log.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    templateDatabase: string
  }
}

/** The database as the application has it, and as its owner. */
export interface TestDatabase extends Database {
  readonly admin: Administrator
  readonly connectionString: string
}

/** A fresh database with the current schema: a clone of the migrated template. Closed and dropped by `close()`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await administer(`CREATE DATABASE ${name} TEMPLATE ${inject('templateDatabase')}`)
  const connectionString = databaseUrl(inject('postgresUrl'), name)
  const database = openDatabase(
    { connectionString, applicationName: 'ordersync test', maxConnections: 20 },
    silentLog,
  )
  const admin = openAdministrator(connectionString)
  return {
    ...database,
    admin,
    connectionString,
    close: async () => {
      await database.close()
      await admin.close()
      await administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    },
  }
}

export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  try {
    // Two clones of one template at the same moment exclude each other: take turns.
    await client.query('SELECT pg_advisory_lock(1)')
    await client.query(statement)
  } finally {
    await client.end()
  }
}
