import pg from 'pg'
import type { Queryable } from '../src/store/database.ts'

/** The owner of a database: sees every tenant. For what a test prepares, and for what it looks at afterwards. */
export interface Administrator extends Queryable {
  close(): Promise<void>
}

export function openAdministrator(connectionString: string, maxConnections = 4): Administrator {
  const pool = new pg.Pool({ connectionString, max: maxConnections })
  pool.on('error', () => {})
  return {
    query: (text, values) => pool.query(text, values as unknown[]),
    close: () => pool.end(),
  }
}
