import { isMissingRole } from './check-application-role.ts'
import { isDatabaseUnavailable, type Queryable, sqlState } from './database.ts'

export type DatabaseState = 'ok' | 'unavailable' | 'schema missing'

/**
 * Whether the database answers, takes writes and has our schema. Throws what is none of these. It asks as one who writes:
 * a standby refuses that, and the pool lets go of the connection that led there.
 */
export async function findDatabaseState(db: Queryable): Promise<DatabaseState> {
  try {
    await db.query('SELECT FROM ordersync.master_keys LIMIT 0 FOR UPDATE')
    return 'ok'
  } catch (error) {
    // undefined_table, invalid_schema_name
    if (isMissingRole(error) || ['42P01', '3F000'].includes(sqlState(error) ?? '')) return 'schema missing'
    if (isDatabaseUnavailable(error)) return 'unavailable'
    throw error
  }
}
