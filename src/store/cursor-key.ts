import type { Queryable } from './database.ts'

/** What signs the cursors of lists: one key per installation, made with its schema, the same for every process. */
export async function findCursorKey(db: Queryable): Promise<Buffer> {
  const { rows } = await db.query<{ key: Buffer }>('SELECT key FROM ordersync.cursor_key')
  if (rows[0] === undefined) throw new Error('ordersync.cursor_key has no row.')
  return rows[0].key
}
