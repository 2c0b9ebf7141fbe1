import type { Queryable } from './database.ts'

/** What the API and the lanes run as: it owns no table of ours and row-level security holds for it. */
const applicationRole = 'ordersync_app'

/** The user of DATABASE_URL would see every tenant's rows. */
export class UnsafeRoleError extends Error {
  override readonly name = 'UnsafeRoleError'
}

/**
 * The same address, for connections that begin as the application's role whoever signs in. Said at the start of the
 * connection and not by a statement on it: a connection that somebody forgot to prepare must not be the mighty one.
 */
export function asApplication(connectionString: string): string {
  const url = new URL(connectionString)
  const options = [url.searchParams.get('options'), `-c role=${applicationRole}`]
  url.searchParams.set('options', options.filter((option) => option !== null).join(' '))
  return url.href
}

/**
 * Throws UnsafeRoleError when the connections of this process could pass by row-level security: a pooler that drops
 * the `options` of a connection leaves them with the rights of the user that signed in.
 */
export async function checkApplicationRole(db: Queryable): Promise<void> {
  const { rows } = await db.query<{ role: string; mighty: boolean }>(
    `SELECT current_user AS role, r.rolsuper OR r.rolbypassrls OR pg_has_role('ordersync_fleet', 'USAGE')
       OR EXISTS (SELECT FROM pg_class t WHERE t.relnamespace = 'ordersync'::regnamespace AND t.relkind = 'r'
                  AND pg_has_role(t.relowner, 'USAGE')) AS mighty
     FROM pg_roles r WHERE r.rolname = current_user`,
  )
  const [row] = rows
  if (row?.mighty === false) return
  throw new UnsafeRoleError(
    `The connections to PostgreSQL run as "${row?.role}", which can read every tenant's rows. Let DATABASE_URL sign in as a user that is a member of ${applicationRole} and of nothing else (docs/operations.md).`,
  )
}
