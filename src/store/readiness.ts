import type { Queryable } from './database.ts'

/** Whether the schema is there. Throws when the database does not answer. */
export async function hasSchema(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ ready: boolean }>(
    `SELECT to_regclass('ordersync.sync_request_targets') IS NOT NULL AS ready`,
  )
  return rows[0]?.ready === true
}
