import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeObservation } from '../../test/make-order.ts'
import { createTestDatabase, type TestDatabase } from '../../test/postgres.ts'
import { systemRandom } from '../runtime/random.ts'
import { saveConnection } from './connections.ts'
import { migrate } from './migrate.ts'
import { lockFeed, saveOrders } from './save-orders.ts'
import { saveTenant } from './tenants.ts'

const documentation = readFileSync(join(import.meta.dirname, '../../docs/sql.md'), 'utf8')

let database: TestDatabase
/** Signs in as a user that an administrator made for a BI tool. */
let reader: pg.Client
const user = `bi_${systemRandom.id('x').slice(-12)}`

beforeAll(async () => {
  database = await createTestDatabase()
  await database.admin.query(`CREATE ROLE ${user} LOGIN PASSWORD 'x' IN ROLE ordersync_reader`)
  for (const tenantId of ['a', 'b']) await fill(tenantId)
  reader = await signIn(user)
})
afterAll(async () => {
  await reader.end()
  await database.admin.query(`DROP ROLE ${user}`)
  await database.close()
})

async function signIn(name: string): Promise<pg.Client> {
  const url = new URL(database.connectionString)
  url.username = name
  url.password = 'x'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  return client
}

async function fill(tenantId: string): Promise<void> {
  await saveTenant(database.of(tenantId), tenantId)
  await database.of(tenantId).transaction(async (tx) => {
    await saveConnection(tx, {
      connectionId: 'con_1',
      region: 'EU',
      sellingPartnerId: `A${tenantId}`,
      marketplaceIds: [],
      sealedRefreshToken: Buffer.from('sealed'),
      importedCursor: null,
    })
    const order = makeObservation({
      externalOrderId: `order-of-${tenantId}`,
      taxTotal: { amount: '1.90', currency: 'EUR' },
      items: [{ orderItemId: 'i1', quantity: 2, cancellation: { cancelledBy: 'BUYER' } }],
      packages: [{ packageReferenceId: '1', items: [{ orderItemId: 'i1', quantity: 2 }] }],
    })
    await saveOrders(tx, 'con_1', (await lockFeed(tx)) ?? 0n, [order], systemRandom)
  })
}

/** What the document says: each view with its columns in their order. */
function documented(): ReadonlyMap<string, readonly string[]> {
  const sections = documentation.split(/^## /m).filter((section) => /^\w+_v\d+\n/.test(section))
  return new Map(
    sections.map((section) => [
      section.slice(0, section.indexOf('\n')),
      [...section.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1] ?? ''),
    ]),
  )
}

test('docs/sql.md names every view and every column in its order, and no other', async () => {
  const { rows } = await database.admin.query<{ view: string; columns: string[] }>(
    `SELECT v.table_name AS view, array_agg(c.column_name::text ORDER BY c.ordinal_position) AS columns
     FROM information_schema.views v JOIN information_schema.columns c USING (table_schema, table_name)
     WHERE v.table_schema = 'ordersync' AND v.table_name NOT LIKE 'fleet%' GROUP BY 1`,
  )
  const views = new Map(rows.map(({ view, columns }) => [view, columns]))
  expect(views.size).toBeGreaterThan(5)
  expect(documented()).toEqual(views)
  const granted = /GRANT SELECT ON ([^;]+) TO ordersync_reader/.exec(documentation)?.[1] ?? ''
  expect([...granted.matchAll(/ordersync\.(\w+)/g)].map((match) => match[1]).sort()).toEqual(
    [...views.keys()].sort(),
  )
})

test('a user with the reader role sees what is documented, of all tenants', async () => {
  for (const [view, columns] of documented()) {
    const { rows } = await reader.query(
      `SELECT ${columns.join(', ')} FROM ordersync.${view} WHERE tenant_id = 'a'`,
    )
    if (!['coverage_v1', 'runs_v1'].includes(view)) expect(rows, view).not.toEqual([])
  }
  const { rows } = await reader.query(
    `SELECT o.external_order_id, o.tax_total_amount, i.cancelled_by, p.quantity FROM ordersync.orders_v1 o
     JOIN ordersync.order_items_v1 i USING (tenant_id, external_order_id)
     JOIN ordersync.order_package_items_v1 p USING (tenant_id, external_order_id, order_item_id) ORDER BY 1`,
  )
  expect(rows).toEqual(
    ['a', 'b'].map((tenantId) => ({
      external_order_id: `order-of-${tenantId}`,
      tax_total_amount: '1.90',
      cancelled_by: 'BUYER',
      quantity: 2,
    })),
  )
})

test('it sees no table, so no buyer, no token and no key, and it changes nothing', async () => {
  const { rows: tables } = await database.admin.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'ordersync' AND table_type = 'BASE TABLE'`,
  )
  expect(tables.map(({ name }) => name)).toContain('order_buyers')
  for (const { name } of tables) {
    await expect(reader.query(`SELECT FROM ordersync.${name}`), name).rejects.toThrow('permission denied')
  }
  for (const [view] of documented()) {
    await expect(reader.query(`DELETE FROM ordersync.${view}`), view).rejects.toThrow(
      /permission denied|cannot delete from view/,
    )
  }
  await expect(reader.query('CREATE TABLE ordersync.mine ()')).rejects.toThrow('permission denied')
})

test('the documented views for one tenant show that tenant only', async () => {
  const statements = /CREATE ROLE acme[\s\S]*?(?=```)/.exec(documentation)?.[0] ?? ''
  const name = `acme_${systemRandom.id('x').slice(-12)}`
  const ofTenant = statements
    .replaceAll("tenant_id = 'acme'", "tenant_id = 'a'")
    .replaceAll(/\bacme\b/g, name)
    .replace("'…'", "'x'")
  await database.admin.query(ofTenant)
  const client = await signIn(name)
  try {
    const { rows } = await client.query(`SELECT tenant_id FROM ${name}.orders`)
    expect(rows).toEqual([{ tenant_id: 'a' }])
    await expect(client.query('SELECT FROM ordersync.orders_v1')).rejects.toThrow('permission denied')
  } finally {
    await client.end()
    await database.admin.query(
      `DROP OWNED BY ${name} CASCADE; DROP SCHEMA ${name} CASCADE; DROP ROLE ${name}`,
    )
  }
})

test('the views work where the owner of the tables is no superuser, for whom row-level security holds', async () => {
  const id = systemRandom.id('x').slice(-12)
  const [owner, name] = [`owner_${id}`, `views_${id}`]
  const statements = [
    `CREATE ROLE ${owner} LOGIN PASSWORD 'x' IN ROLE ordersync_app, ordersync_fleet`,
    `CREATE DATABASE ${name} OWNER ${owner}`,
  ]
  for (const statement of statements) await database.admin.query(statement)
  const address = (username: string): string => {
    const url = new URL(database.connectionString)
    Object.assign(url, { username, password: 'x', pathname: `/${name}` })
    return url.href
  }
  try {
    await migrate(address(owner))
    for (const [username, statement] of [
      [owner, `INSERT INTO ordersync.tenants (tenant_id, display_name) VALUES ('a', 'A'), ('b', 'B')`],
      [user, 'SELECT tenant_id FROM ordersync.tenants_v1 ORDER BY 1'],
    ] as const) {
      const client = new pg.Client({ connectionString: address(username) })
      await client.connect()
      const { rows } = await client.query(statement).finally(() => client.end())
      if (username === user) expect(rows).toEqual([{ tenant_id: 'a' }, { tenant_id: 'b' }])
    }
  } finally {
    await database.admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
    await database.admin.query(`DROP ROLE ${owner}`)
  }
})
