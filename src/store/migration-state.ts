import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Queryable } from './database.ts'
import { listMisplaced } from './owners.ts'

export const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url))

/** How the schema of a database stands to this version of the code. */
export type MigrationState =
  | { readonly kind: 'current' }
  /** There is no table of ours. */
  | { readonly kind: 'empty' }
  /** A schema named `ordersync` is there that no migration of ours made. */
  | { readonly kind: 'foreign' }
  /** Migrations of this version are missing. */
  | { readonly kind: 'behind'; readonly missing: readonly string[] }
  /** A newer version has migrated it. */
  | { readonly kind: 'ahead'; readonly unknown: readonly string[] }
  /** A migration is missing although a later one was applied: somebody changed the list by hand, or a copy broke off. */
  | { readonly kind: 'gap'; readonly missing: readonly string[] }
  /** All migrations are there, but a restored backup has made other users the owners of these. */
  | { readonly kind: 'misplaced'; readonly names: readonly string[] }

/** The migrations of this version, in their order. */
export function listOwnMigrations(): readonly string[] {
  return readdirSync(migrationsFolder)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => basename(file, '.sql'))
    .sort()
}

/** Pure: what the names of both sides say. */
export function compareMigrations(own: readonly string[], applied: readonly string[]): MigrationState {
  const unknown = applied.filter((name) => !own.includes(name))
  if (unknown.length > 0) return { kind: 'ahead', unknown }
  const missing = own.filter((name) => !applied.includes(name))
  const newest = applied.at(-1)
  if (missing.length === 0) return { kind: 'current' }
  const between = missing.filter((name) => newest !== undefined && name < newest)
  return between.length > 0 ? { kind: 'gap', missing: between } : { kind: 'behind', missing }
}

/** Looks at the database; changes nothing. */
export async function readMigrationState(db: Queryable): Promise<MigrationState> {
  const { rows: found } = await db.query<{ schema: boolean; list: boolean; readable: boolean | null }>(
    `SELECT to_regnamespace('ordersync') IS NOT NULL AS schema, t.oid IS NOT NULL AS list,
       has_table_privilege(t.oid, 'SELECT') AS readable
     FROM (VALUES (true)) one LEFT JOIN pg_class t
       ON t.relnamespace = to_regnamespace('ordersync') AND t.relname = 'migrations'`,
  )
  const [first] = found
  if (first?.list !== true) return { kind: first?.schema === true ? 'foreign' : 'empty' }
  // Before 0020 the application was not shown the list.
  if (first.readable !== true) return { kind: 'behind', missing: listOwnMigrations().slice(-1) }
  const { rows } = await db.query<{ name: string }>('SELECT name FROM ordersync.migrations ORDER BY name')
  const state = compareMigrations(
    listOwnMigrations(),
    rows.map(({ name }) => name),
  )
  if (state.kind !== 'current') return state
  const names = await listMisplaced(db)
  return names.length === 0 ? state : { kind: 'misplaced', names }
}

/** The database is not as this version of the code needs it: one sentence that says what to do. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError'
}

/** What to tell a process that wants to work on a database in this state; null when it may. */
export function explainState(state: MigrationState): string | null {
  switch (state.kind) {
    case 'current':
      return null
    case 'empty':
      return 'The database has no Ordersync tables yet: run "ordersync migrate" first.'
    case 'foreign':
      return 'The database has a schema "ordersync" that Ordersync did not make: is DATABASE_URL the right database?'
    case 'behind':
      return `The database is of an older version (${state.missing.join(', ')} missing): run "ordersync migrate" first.`
    case 'ahead':
      return `The database is of a newer version of Ordersync (it has ${state.unknown.join(', ')}): start that version. To go back to this one see docs/operations.md.`
    case 'gap':
      return `The database is migrated by half: ${state.missing.join(', ')} missing before later ones that are there. Restore it from a backup, or ask for help with the list in ordersync.migrations; nothing was changed.`
    case 'misplaced':
      return `The database was restored without its owners (${state.names.length} of them wrong, such as that of ${state.names[0]}): run "ordersync migrate", which puts them right.`
  }
}
