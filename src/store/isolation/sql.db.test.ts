import { finished } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/postgres.ts'
import { asApplication } from '../application-role.ts'
import { twoTenantsSql } from './two-tenants.ts'

/**
 * Straight SQL on a connection of the application: two tenants with one row of everything, and every way to reach the
 * other one's. No function of the store stands in between.
 */

let database: TestDatabase
let client: pg.Client
/** Every table with a tenant_id that holds a row of both tenants. */
let tables: readonly string[]

beforeAll(async () => {
  database = await createTestDatabase()
  await database.admin.query(twoTenantsSql)
  const { rows } = await database.admin.query<{ table: string }>(
    `SELECT c.relname AS table FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
     WHERE c.relnamespace = 'ordersync'::regnamespace AND c.relkind = 'r' ORDER BY 1`,
  )
  tables = rows.map(({ table }) => table)
  client = new pg.Client({ connectionString: asApplication(database.connectionString) })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.close()
})
beforeEach(() => client.query('ROLLBACK'))

/** Runs statements as tenant `mine`, or as whomever; nothing of it stays. Answers the error of the last, or its rows. */
async function as(
  tenantId: string | null,
  ...statements: string[]
): Promise<pg.QueryResult | pg.DatabaseError> {
  await client.query('BEGIN')
  if (tenantId !== null) await client.query(`SELECT set_config('ordersync.tenant_id', $1, true)`, [tenantId])
  let last: pg.QueryResult | pg.DatabaseError | undefined
  for (const statement of statements)
    last = await client.query(statement).catch((error: pg.DatabaseError) => error)
  await client.query('ROLLBACK')
  return last as pg.QueryResult
}

/** What a tenant has more than one row of: an order counts in its day, in its month and ever. */
const rowsOfOne: Readonly<Record<string, number>> = { order_counts: 3 }

const refusal = { code: '42501' }
const violation = { code: '42501', message: expect.stringContaining('violates row-level security policy') }

test('the preparation is complete: each table holds something of both tenants', async () => {
  expect(tables.length).toBeGreaterThan(15)
  for (const table of tables) {
    const { rows } = await database.admin.query(
      `SELECT DISTINCT tenant_id FROM ordersync.${table} WHERE tenant_id IN ('mine', 'other') ORDER BY 1`,
    )
    expect([table, rows]).toEqual([table, [{ tenant_id: 'mine' }, { tenant_id: 'other' }]])
  }
})

test.each([
  ['no tenant set', null],
  ['an empty one', ''],
  ['one that does not exist', 'nobody'],
  ['the right one in other letters', 'MINE'],
  ['the right one with a space', 'mine '],
  ['a pattern', '%'],
  ['a list', "mine','other"],
])(
  'with %s, no table shows a row of any tenant, and none says that this is an error',
  async (_name, tenantId) => {
    for (const table of tables) {
      const result = await as(
        tenantId,
        `SELECT tenant_id FROM ordersync.${table} WHERE tenant_id IS NOT NULL`,
      )
      expect([table, result]).toMatchObject([table, { rows: [] }])
    }
  },
)

test('each tenant sees its own rows and no other, however it asks', async () => {
  for (const table of tables) {
    for (const tenantId of ['mine', 'other']) {
      for (const sql of [
        `SELECT DISTINCT tenant_id FROM ordersync.${table}`,
        `SELECT DISTINCT tenant_id FROM ordersync.${table} WHERE tenant_id IN ('mine', 'other') OR true`,
        `SELECT DISTINCT a.tenant_id FROM ordersync.${table} a FULL JOIN ordersync.${table} b ON true`,
        `WITH RECURSIVE r AS (SELECT tenant_id FROM ordersync.${table} UNION SELECT tenant_id FROM r) SELECT * FROM r`,
        `TABLE ordersync.${table}`,
      ]) {
        const result = (await as(tenantId, sql)) as pg.QueryResult<{ tenant_id: string }>
        const seen = new Set(result.rows.map((row) => row.tenant_id))
        expect([sql, [...seen]]).toEqual([sql, [tenantId]])
      }
    }
  }
})

test('no condition is tried on a foreign row: an error would tell what is in it', async () => {
  for (const table of tables) {
    const sql = `SELECT FROM ordersync.${table} WHERE 1 / (tenant_id <> 'other')::integer = 1`
    expect([table, await as('mine', sql)]).toMatchObject([table, { rowCount: rowsOfOne[table] ?? 1 }])
  }
})

test('a foreign row is neither changed nor deleted, nor told about by RETURNING', async () => {
  for (const table of tables.filter((name) => name !== 'audit_log')) {
    for (const sql of [
      `UPDATE ordersync.${table} SET tenant_id = tenant_id WHERE tenant_id = 'other' RETURNING *`,
      `DELETE FROM ordersync.${table} WHERE tenant_id = 'other' RETURNING *`,
      `WITH gone AS (DELETE FROM ordersync.${table} WHERE tenant_id <> 'mine' RETURNING *) SELECT * FROM gone`,
    ])
      expect([sql, await as('mine', sql)]).toMatchObject([sql, { rowCount: 0, rows: [] }])
  }
})

test('no row is given to another tenant, taken from it, or written in its name', async () => {
  for (const table of tables.filter((name) => name !== 'audit_log')) {
    const given = await as('mine', `UPDATE ordersync.${table} SET tenant_id = 'other'`)
    expect([table, given]).toMatchObject([table, violation])
    const nobodys = await as('mine', `UPDATE ordersync.${table} SET tenant_id = NULL`)
    expect([table, nobodys]).toMatchObject([table, { code: expect.stringMatching(/^(42501|23502)$/) }])
    const columns = await writableColumns(table)
    const written = await as(
      'mine',
      `INSERT INTO ordersync.${table} (${columns}) SELECT ${columns}
       FROM (SELECT (jsonb_populate_record(t, '{"tenant_id": "other"}')).* FROM ordersync.${table} t) copy`,
    )
    expect([table, written]).toMatchObject([table, violation])
  }
})

async function writableColumns(table: string): Promise<string> {
  const { rows } = await database.admin.query<{ columns: string }>(
    `SELECT string_agg(attname, ', ') AS columns FROM pg_attribute
     WHERE attrelid = 'ordersync.${table}'::regclass AND attnum > 0 AND attgenerated = '' AND NOT attisdropped`,
  )
  return rows[0]?.columns ?? ''
}

test('ON CONFLICT on a foreign row neither changes it nor says that it is there', async () => {
  const insert = (action: string): string =>
    `INSERT INTO ordersync.tenants (tenant_id, display_name) VALUES ('other', 'taken over') ON CONFLICT (tenant_id) ${action}`
  expect(await as('mine', insert('DO NOTHING'))).toMatchObject(violation)
  expect(await as('mine', insert("DO UPDATE SET display_name = 'taken over' RETURNING *"))).toMatchObject(
    violation,
  )
  // What is not there is refused in the same words.
  expect(await as('mine', insert('DO NOTHING').replace("'other'", "'missing'"))).toMatchObject(violation)
})

test('a foreign key to a foreign row does not exist for the tenant', async () => {
  const result = await as(
    'mine',
    `INSERT INTO ordersync.sync_states (tenant_id, connection_id, lane) VALUES ('mine', 'con_other', 'delta')`,
  )
  expect(result).toMatchObject({ code: '23503' })
})

test('TRUNCATE, COPY into a table, and everything that changes the rules are refused', async () => {
  for (const table of tables) {
    for (const sql of [
      `TRUNCATE ordersync.${table}`,
      `ALTER TABLE ordersync.${table} DISABLE ROW LEVEL SECURITY`,
      `DROP POLICY of_tenant ON ordersync.${table}`,
      `CREATE POLICY mine ON ordersync.${table} USING (true)`,
      `CREATE TRIGGER mine BEFORE INSERT ON ordersync.${table} EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
      `ALTER TABLE ordersync.${table} OWNER TO ordersync_app`,
      `GRANT ALL ON ordersync.${table} TO PUBLIC`,
      `LOCK TABLE ordersync.${table} IN ACCESS EXCLUSIVE MODE`,
    ]) {
      const result = await as('mine', sql)
      // GRANT without the right to grant is a warning, and LOCK comes with the right to delete.
      if (/^(GRANT|LOCK)/.test(sql)) continue
      expect([sql, result]).toMatchObject([sql, refusal])
    }
    const { rows } = await database.admin.query(
      `SELECT has_table_privilege('public', 'ordersync.${table}', 'SELECT') AS open`,
    )
    expect([table, rows]).toEqual([table, [{ open: false }]])
  }
  expect(await as('mine', 'CREATE TABLE ordersync.mine ()')).toMatchObject(refusal)
  expect(
    await as('mine', 'CREATE FUNCTION ordersync.mine() RETURNS int LANGUAGE sql RETURN 1'),
  ).toMatchObject(refusal)
  await client.query('BEGIN')
  const stream = client.query(copyFrom('COPY ordersync.tenants (tenant_id, display_name) FROM STDIN'))
  stream.end('other2\tby copy\n')
  await expect(finished(stream)).rejects.toThrow('COPY FROM not supported with row-level security')
})

test('COPY out of a table has the rows of the tenant only', async () => {
  await client.query('BEGIN')
  await client.query(`SELECT set_config('ordersync.tenant_id', 'mine', true)`)
  const stream = client.query(copyTo('COPY ordersync.orders (tenant_id) TO STDOUT'))
  const text: Buffer[] = []
  for await (const chunk of stream) text.push(chunk as Buffer)
  expect(Buffer.concat(text).toString()).toBe('mine\n')
})

test('after an error in its transaction, and after its end, nothing of the tenant is left on the connection', async () => {
  const count = async (): Promise<unknown> =>
    (await client.query('SELECT count(*)::integer AS n FROM ordersync.orders')).rows[0]
  await client.query('BEGIN')
  await client.query(`SELECT set_config('ordersync.tenant_id', 'mine', true)`)
  expect(await count()).toEqual({ n: 1 })
  await expect(client.query('SELECT 1 / 0')).rejects.toThrow('division by zero')
  await expect(count()).rejects.toThrow('current transaction is aborted')
  await client.query('ROLLBACK')
  expect(await count()).toEqual({ n: 0 })
  await client.query('BEGIN')
  await client.query(`SELECT set_config('ordersync.tenant_id', 'mine', true)`)
  await client.query('SAVEPOINT s')
  await client.query(`SELECT set_config('ordersync.tenant_id', 'other', true)`)
  await client.query('ROLLBACK TO s')
  expect((await client.query('SELECT tenant_id FROM ordersync.orders')).rows).toEqual([{ tenant_id: 'mine' }])
  await client.query('COMMIT')
  expect(await count()).toEqual({ n: 0 })
})

test('what the fleet shows is shut in the transaction of a tenant, and holds no token, key or order', async () => {
  const { rows } = await database.admin.query<{ view: string }>(
    `SELECT relname AS view FROM pg_class WHERE relnamespace = 'ordersync'::regnamespace AND relkind = 'v' AND relname NOT LIKE '%figures'`,
  )
  const isInterface = (view: string): boolean => /_v\d+$/.test(view)
  for (const { view } of rows.filter((row) => isInterface(row.view))) {
    expect([view, await as(null, `TABLE ordersync.${view}`)]).toMatchObject([view, refusal])
  }
  for (const { view } of rows.filter((row) => !isInterface(row.view))) {
    expect([view, await as('mine', `TABLE ordersync.${view}`)]).toMatchObject([view, { rows: [] }])
    const open = (await as(null, `TABLE ordersync.${view}`)) as pg.QueryResult<Record<string, unknown>>
    expect([view, open.rows.some((row) => (row.tenant_id ?? row.erased_tenant) === 'other')]).toEqual([
      view,
      true,
    ])
    expect([view, JSON.stringify(open.rows)]).toEqual([
      view,
      expect.not.stringMatching(/secret of|hash of|ord_/),
    ])
  }
})

test('the fleet’s functions do their one thing: none shows a tenant what another one has', async () => {
  const seller = (tenantId: string): string =>
    `SELECT ordersync.fleet_is_seller_of_another('mine', 'EU', 'S_${tenantId}') AS taken`
  expect(await as('mine', seller('mine'))).toMatchObject({ rows: [{ taken: false }] })
  expect(await as('mine', seller('other'))).toMatchObject({ rows: [{ taken: true }] })
  const create = await as(
    'mine',
    `INSERT INTO ordersync.sync_requests (request_id, mode) VALUES ('req_new', 'single')`,
    `SELECT ordersync.create_request_targets('req_new', false)`,
    `SELECT DISTINCT tenant_id FROM ordersync.sync_request_targets WHERE request_id = 'req_new'`,
  )
  expect(create).toMatchObject({ rows: [{ tenant_id: 'mine' }] })
})

test('what is written in the audit log stays as it is', async () => {
  for (const sql of [
    `UPDATE ordersync.audit_log SET note = 'nothing happened'`,
    'DELETE FROM ordersync.audit_log',
    'TRUNCATE ordersync.audit_log',
    `MERGE INTO ordersync.audit_log a USING (VALUES (1)) v ON true WHEN MATCHED THEN DELETE`,
  ])
    for (const tenantId of ['mine', null])
      expect([sql, await as(tenantId, sql)]).toMatchObject([sql, refusal])
})

test('the operator’s keys are out of reach for a tenant, and a tenant’s keys for whoever works for none', async () => {
  expect(await as('mine', 'SELECT tenant_id FROM ordersync.api_keys')).toMatchObject({
    rows: [{ tenant_id: 'mine' }],
  })
  expect(await as(null, 'SELECT tenant_id FROM ordersync.api_keys')).toMatchObject({
    rows: [{ tenant_id: null }],
  })
  const operatorKey = `INSERT INTO ordersync.api_keys (key_id, key_hash, name, role) VALUES ('key_x', 'x', 'x', 'operator')`
  expect(await as('mine', operatorKey)).toMatchObject(violation)
  expect(await as('mine', `UPDATE ordersync.api_keys SET tenant_id = NULL, role = 'operator'`)).toMatchObject(
    violation,
  )
})

test('a user that may be the application and nothing else stays that, whatever it sets', async () => {
  const name = `runtime_${Date.now()}`
  await database.admin.query(`CREATE ROLE ${name} LOGIN PASSWORD 'x'; GRANT ordersync_app TO ${name}`)
  const url = new URL(database.connectionString)
  url.username = name
  url.password = 'x'
  const own = new pg.Client({ connectionString: asApplication(url.href) })
  await own.connect()
  try {
    for (const sql of [
      'RESET ROLE',
      'SET ROLE NONE',
      `SELECT set_config('role', 'none', false)`,
      'SET SESSION AUTHORIZATION DEFAULT',
    ])
      for (const table of tables) {
        await own.query(sql)
        const { rows } = await own.query(`SELECT FROM ordersync.${table} WHERE tenant_id IS NOT NULL`)
        expect([sql, table, rows]).toEqual([sql, table, []])
      }
    for (const sql of ['SET ROLE ordersync_fleet', 'SET ROLE postgres', 'SET SESSION AUTHORIZATION postgres'])
      await expect(own.query(sql), sql).rejects.toMatchObject(refusal)
    await own.query('SET row_security = off')
    await expect(own.query('SELECT FROM ordersync.orders')).rejects.toMatchObject(refusal)
  } finally {
    await own.end()
    await database.admin.query(`DROP OWNED BY ${name}; DROP ROLE ${name}`)
  }
})
