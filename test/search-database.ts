import { text } from 'node:stream/consumers'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { decompressDocument } from '../src/store/order-document.ts'

/**
 * All that is stored, as a dump of the database would show it: every table of every schema by COPY, with the documents
 * that are kept compressed beside it in clear. Keys are `schema.table`.
 */
export async function dumpDatabase(connectionString: string): Promise<ReadonlyMap<string, string>> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return await dump(client)
  } finally {
    await client.end()
  }
}

async function dump(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
       AND (table_schema, table_name) NOT IN (
         SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'p')
     ORDER BY 1`,
  )
  const found = new Map<string, string>()
  for (const { name } of tables) {
    found.set(name, await text(client.query(copyTo(`COPY ${name} TO STDOUT`))))
  }
  const { rows } = await client.query<{ document: Buffer }>(
    'SELECT document FROM ordersync.orders WHERE document IS NOT NULL',
  )
  found.set('documents in clear', rows.map(({ document }) => decompressDocument(document)).join('\n'))
  return found
}

/** Where values are found, in any spelling in which a dump or a log may show them: `schema.table: value`. */
export function findIn(texts: ReadonlyMap<string, string>, values: readonly string[]): readonly string[] {
  return [...texts].flatMap(([place, content]) =>
    values
      .filter((value) => spellings(value).some((spelling) => content.includes(spelling)))
      .map((value) => `${place}: ${value}`),
  )
}

/** As it is, and inside bytes that are written in hexadecimal or, wherever they begin, in base64. */
function spellings(value: string): readonly string[] {
  const bytes = Buffer.from(value)
  const inBase64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replaceAll('=', '')
    return encoded.slice(offset === 0 ? 0 : offset + 1, -2)
  })
  return [value, bytes.toString('hex'), ...inBase64]
}
