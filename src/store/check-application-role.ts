import { applicationRole } from './application-role.ts'
import { type Queryable, sqlState } from './database.ts'

/** The user of DATABASE_URL would see every tenant's rows. */
export class UnsafeRoleError extends Error {
  override readonly name = 'UnsafeRoleError'
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

/** Whether a connection failed because no migration has made the application's role yet (invalid_parameter_value). */
export function isMissingRole(error: unknown): boolean {
  return sqlState(error) === '22023' && String(error).includes(applicationRole)
}

/** Whether a connection failed because its user is no member of the application's role (insufficient_privilege). */
export function isRefusedRole(error: unknown): boolean {
  return sqlState(error) === '42501' && String(error).includes(`set role "${applicationRole}"`)
}
