import { isMissingRole } from './check-application-role.ts'
import { isDatabaseUnavailable, type Queryable } from './database.ts'

export type DatabaseState = 'ok' | 'unavailable' | 'schema missing'

/** Whether the database answers and has our schema. Throws what is neither. */
export async function findDatabaseState(db: Queryable): Promise<DatabaseState> {
  try {
    const { rows } = await db.query<{ ready: boolean }>(
      `SELECT to_regclass('ordersync.sync_request_targets') IS NOT NULL AS ready`,
    )
    return rows[0]?.ready === true ? 'ok' : 'schema missing'
  } catch (error) {
    if (isMissingRole(error)) return 'schema missing'
    if (isDatabaseUnavailable(error)) return 'unavailable'
    throw error
  }
}
