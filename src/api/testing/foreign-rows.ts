import type { Administrator } from '../../../test/administrator.ts'
import { makeObservation } from '../../../test/make-order.ts'
import { systemRandom } from '../../runtime/random.ts'
import { Secret } from '../../runtime/secret.ts'
import { twoTenantsSqlFor } from '../../store/isolation/two-tenants.ts'
import { lockFeed, saveOrders } from '../../store/save-orders.ts'
import { sealedColumns } from '../../store/sealed-columns.ts'
import type { TestApi } from './test-api.ts'

/** What lists show more than one of, with its key: a second row each, so that there is a next page. */
const listed = {
  runs: { run_id: 'run_more_' },
  quarantine: { quarantine_id: 'qua_more_', document_hash: null },
  webhooks: { webhook_id: 'wh_more_' },
  webhook_deliveries: { delivery_id: 'whd_more_' },
} as const

/**
 * Fills both tenants with rows in every table and a planted text in every field that takes one, sealed values included.
 * What is planted says whose it is: `planted-<tenant>-…`.
 */
export async function fillTenants(api: TestApi, mine: string, other: string): Promise<void> {
  const { admin } = api.db
  await admin.query(twoTenantsSqlFor(mine, other))
  for (const tenantId of [mine, other]) {
    for (const [table, key] of Object.entries(listed)) await addSecondRow(admin, table, tenantId, key)
    await saveDocument(api, tenantId)
  }
  await plantTexts(admin, [mine, other])
  await sealPlanted(api)
}

async function addSecondRow(
  admin: Administrator,
  table: string,
  tenantId: string,
  key: Readonly<Record<string, string | null>>,
): Promise<void> {
  const own = Object.entries(key).map(([column, start]) => [column, start === null ? 2 : start + tenantId])
  await admin.query(
    `INSERT INTO ordersync.${table} SELECT (jsonb_populate_record(t, '${JSON.stringify(Object.fromEntries(own))}')).*
     FROM ordersync.${table} t WHERE tenant_id = '${tenantId}'`,
  )
}

/** An order as a sync stores it, with its document, run and changes. */
async function saveDocument(api: TestApi, tenantId: string): Promise<void> {
  const planted = (what: string): string => `planted-${tenantId}-order-${what}`
  const order = makeObservation(
    { externalOrderId: `document_${tenantId}` },
    { document: JSON.stringify({ salesChannel: { channelName: planted('document') } }) },
  )
  await api.db.of(tenantId).transaction(async (tx) => {
    const position = await lockFeed(tx)
    await saveOrders(tx, `con_${tenantId}`, position ?? 0n, [order], systemRandom)
  })
  // An id that is not made by chance has a twin that exists nowhere.
  await api.db.admin.query(
    `UPDATE ordersync.orders SET id = 'ord_document_${tenantId}' WHERE external_order_id = 'document_${tenantId}';
     UPDATE ordersync.runs SET feed_positions = '{[1,100)}' WHERE tenant_id = '${tenantId}';
     UPDATE ordersync.quarantine SET document = '{"salesChannel": "${planted('quarantine')}"}' WHERE tenant_id = '${tenantId}'`,
  )
}

/** Every empty field of every row that takes a text or an amount, unless a rule of its table says otherwise. */
async function plantTexts(admin: Administrator, tenants: readonly string[]): Promise<void> {
  const { rows } = await admin.query<{ table: string; column: string; type: string }>(
    `SELECT c.table_name AS table, c.column_name AS column, c.data_type AS type
     FROM information_schema.columns c JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'ordersync' AND table_type = 'BASE TABLE' AND is_nullable = 'YES'
       AND data_type IN ('text', 'numeric') AND table_name <> 'api_keys' AND column_name <> 'tenant_id'
       AND table_name IN (SELECT table_name FROM information_schema.columns
         WHERE table_schema = 'ordersync' AND column_name = 'tenant_id')`,
  )
  for (const [index, { table, column, type }] of rows.entries())
    for (const [number, tenantId] of tenants.entries()) {
      const value =
        type === 'text'
          ? `'planted-${tenantId}-${table}-${column}'`
          : `${7_000_000 + number * 1000 + index}.77`
      await admin
        .query(
          `UPDATE ordersync.${table} SET ${column} = ${value} WHERE ${column} IS NULL AND tenant_id = '${tenantId}'`,
        )
        .catch(ignoreRuleOfTable)
    }
}

/** Class 23: the field takes certain words only, or goes with another one. */
function ignoreRuleOfTable(error: unknown): void {
  if (!String((error as { code?: unknown }).code).startsWith('23')) throw error
}

/** Sealed values that open: what they say must not be seen either. */
async function sealPlanted({ db: { admin }, vault }: TestApi): Promise<void> {
  await admin.query('DELETE FROM ordersync.tenant_keys')
  for (const { table, key, column, contextOf } of sealedColumns) {
    const { rows } = await admin.query<Record<string, string>>(
      `SELECT tenant_id, ${key.join(', ')} FROM ordersync.${table} WHERE ${column} IS NOT NULL`,
    )
    for (const row of rows) {
      const tenantId = row.tenant_id as string
      const where = key.map((name, index) => `${name} = $${index + 3}`).join(' AND ')
      const names = key.map((name) => row[name] as string)
      const planted = new Secret(
        JSON.stringify({ buyer: { buyerName: `planted-${tenantId}-${table}-${column}` } }),
      )
      await admin.query(`UPDATE ordersync.${table} SET ${column} = $1 WHERE tenant_id = $2 AND ${where}`, [
        await vault.seal(tenantId, contextOf(names), planted),
        tenantId,
        ...names,
      ])
    }
  }
}

/** Every table that has rows of tenants. */
export async function tenantTables(admin: Administrator): Promise<readonly string[]> {
  const { rows } = await admin.query<{ table: string }>(
    `SELECT c.relname AS table FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
     WHERE c.relnamespace = 'ordersync'::regnamespace AND c.relkind = 'r' ORDER BY 1`,
  )
  return rows.map(({ table }) => table)
}

/** Every row of a tenant, by table, as text that is the same as long as nothing was changed. */
export async function rowsOf(
  admin: Administrator,
  tenantId: string,
): Promise<Readonly<Record<string, string>>> {
  const rows: Record<string, string> = {}
  for (const table of await tenantTables(admin)) {
    const { rows: found } = await admin.query<{ rows: string }>(
      `SELECT COALESCE(json_agg(t ORDER BY t::text), '[]')::text AS rows FROM ordersync.${table} t WHERE tenant_id = $1`,
      [tenantId],
    )
    rows[table] = found[0]?.rows ?? ''
  }
  return rows
}

/** What only this tenant has: every text and amount in its rows that is in none of the other's, and what is planted. */
export function ownValues(
  rows: Readonly<Record<string, string>>,
  others: Readonly<Record<string, string>>,
): readonly string[] {
  const known = new Set(leavesOf(others))
  return [...new Set(leavesOf(rows))].filter((value) => value.length >= 6 && !known.has(value))
}

function leavesOf(rows: Readonly<Record<string, string>>): readonly string[] {
  const leaves = (value: unknown): string[] =>
    value === null ? [] : typeof value === 'object' ? Object.values(value).flatMap(leaves) : [String(value)]
  return Object.values(rows).flatMap((json) => leaves(JSON.parse(json)))
}
