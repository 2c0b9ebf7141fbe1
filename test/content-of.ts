import type { Administrator } from './administrator.ts'

/** A hash of every row of every table of a database, in a schema or in all, with when it was written. */
export async function contentOf(
  { admin }: { readonly admin: Administrator },
  schema: string | null = null,
): Promise<readonly unknown[]> {
  const { rows } = await admin.query(
    `SELECT n.nspname, c.relname, xpath('//hash/text()', query_to_xml(format(
       'SELECT md5(string_agg(t::text || t.xmin, '''' ORDER BY t::text)) AS hash FROM %I.%I t', n.nspname, c.relname), true, false, ''))::text AS hash
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND CASE WHEN $1::text IS NULL THEN n.nspname !~ '^(pg_|information_schema)' ELSE n.nspname = $1 END
     ORDER BY 1, 2`,
    [schema],
  )
  return rows
}
