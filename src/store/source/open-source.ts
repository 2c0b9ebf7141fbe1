import pg from 'pg'
import type { SourceTable } from '../../domain/moving-in/finding.ts'
import { sqlState } from '../database.ts'
import { sourceColumns, sourceTables } from './source-columns.ts'

/** The source cannot be read; the message is one sentence that says what to do, without address or password. */
export class SourceRefused extends Error {
  override readonly name = 'SourceRefused'
}

/** The database of the earlier system: one snapshot of it, which cannot be written through this. */
export interface Source {
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>
  /** The column that holds a field, quoted, or null where the source has none. */
  column(table: SourceTable, field: string): string | null
  /** The columns that a table has, as they are named there. */
  columns(table: SourceTable): readonly string[]
  close(): Promise<void>
}

/**
 * Opens a source: one connection in one transaction, REPEATABLE READ and READ ONLY, so that all tables are read as of
 * one moment and PostgreSQL refuses whatever would change them. Throws SourceRefused.
 */
export async function openSource(address: string): Promise<Source> {
  const client = openClient(address)
  // A connection that is lost while nobody asks is told by the next question.
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    await client.query(
      `SET LOCAL TIME ZONE 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL extra_float_digits = 1`,
    )
    const schema = new URL(address).searchParams.get('schema')
    if (schema !== null)
      await client.query(`SELECT set_config('search_path', quote_ident($1), true)`, [schema])
    const found = await readColumns(client)
    checkColumns(found)
    return {
      query: async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) => {
        try {
          return (await client.query<Row>(text, [...values])).rows
        } catch (error) {
          throw explain(error, 'lost')
        }
      },
      column: (table, field) => chooseColumn(table, field, found),
      columns: (table) => found.get(table) ?? [],
      close: async () => {
        await client.query('ROLLBACK').catch(() => {})
        await client.end()
      },
    }
  } catch (error) {
    await client.end().catch(() => {})
    throw explain(error)
  }
}

function openClient(address: string): pg.Client {
  // What Prisma adds to an address for itself means nothing to PostgreSQL.
  const url = new URL(address)
  for (const name of ['schema', 'connection_limit', 'pool_timeout', 'pgbouncer', 'connect_timeout'])
    url.searchParams.delete(name)
  return new pg.Client({
    connectionString: url.href,
    application_name: 'ordersync import',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
}

/** Tables and views of the search path by their exact names. */
async function readColumns(client: pg.Client): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `SELECT t.name AS table, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM unnest($1::text[]) t(name) JOIN pg_catalog.pg_attribute a ON a.attrelid = to_regclass(quote_ident(t.name))
     WHERE a.attnum > 0 AND NOT a.attisdropped GROUP BY 1`,
    [sourceTables],
  )
  return new Map(rows.map(({ table, columns }) => [table, columns]))
}

function checkColumns(found: ReadonlyMap<string, readonly string[]>): void {
  const missing = sourceTables.filter((table) => !found.has(table))
  if (missing.length > 0) {
    throw new SourceRefused(
      `The database has no table ${missing.map((name) => `"${name}"`).join(', ')}: check that --from names the database of the earlier system, and its schema with ?schema=… unless that is "public".`,
    )
  }
  for (const table of sourceTables) {
    for (const [field, { names, ...rest }] of Object.entries(sourceColumns[table])) {
      if (!('required' in rest) || chooseColumn(table, field, found) !== null) continue
      throw new SourceRefused(
        `The table "${table}" has no column ${names.map((name) => `"${name}"`).join(' or ')}: docs/moving-in.md says which ones are needed. A view with the right names will do.`,
      )
    }
  }
}

function chooseColumn(
  table: SourceTable,
  field: string,
  found: ReadonlyMap<string, readonly string[]>,
): string | null {
  const { names } = (sourceColumns[table] as Readonly<Record<string, { readonly names: readonly string[] }>>)[
    field
  ] ?? { names: [] }
  const name = names.find((each) => found.get(table)?.includes(each))
  return name === undefined ? null : pg.escapeIdentifier(name)
}

/** One sentence for what went wrong with the source; what is no trouble of the source is thrown as it is. */
function explain(error: unknown, connection: 'lost' | 'never made' = 'never made'): unknown {
  if (!(error instanceof Error) || error instanceof SourceRefused) return error
  const refuse = (sentence: string): SourceRefused => new SourceRefused(sentence, { cause: error })
  const state = sqlState(error)
  if (state === '28P01' || state === '28000')
    return refuse('The database of --from refuses the user or password.')
  if (state === '3D000') return refuse('The database that --from names does not exist.')
  if (state === '42501') {
    return refuse(
      `The user of --from may not read everything (${error.message}): grant it SELECT on the four tables.`,
    )
  }
  if (state !== null) return refuse(`The database of --from could not be read: ${error.message} (${state}).`)
  if (connection === 'lost') {
    return refuse(
      `The connection to the database of --from was lost (${error.message}): run the import again, what is stored stays.`,
    )
  }
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return refuse('The host of --from is not known.')
  if (code === 'ECONNREFUSED')
    return refuse('Nothing answers at the host and port of --from: check them, and that PostgreSQL runs.')
  return refuse(
    `What answers at the address of --from is no PostgreSQL that can be read (${error.message}): check host, port and sslmode.`,
  )
}
