import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { earlierSchemaSql } from '../../test/earlier-system/schema.ts'
import { createTestDatabase, type TestDatabase } from '../../test/postgres.ts'
import { main } from './main.ts'

let target: TestDatabase
let earlier: TestDatabase
beforeAll(async () => {
  target = await createTestDatabase()
  earlier = await createTestDatabase()
  await earlier.admin.query(earlierSchemaSql)
})
afterAll(async () => {
  await earlier.close()
  await target.close()
})

async function run(args: readonly string[], stdin = '') {
  let output = ''
  let errors = ''
  const env = {
    DATABASE_URL: target.connectionString,
    ORDERSYNC_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  }
  const status = await main(['node', 'ordersync', 'import', ...args], env, {
    write: (text) => {
      output += text
    },
    writeError: (text) => {
      errors += text
    },
    isTerminal: false,
    readStdin: async () => stdin,
  })
  return { status, output, errors }
}

/** The address of the earlier system with something else in it. */
function address(change: (url: URL) => void): string {
  const url = new URL(earlier.connectionString)
  change(url)
  return url.href
}

test.each<[string, () => readonly string[], number, RegExp]>([
  ['without an address', () => [], 2, /^Say where the earlier system keeps its orders/],
  ['with two', () => ['--from', 'postgres://a/b', '--from-stdin'], 2, /^Say where/],
  ['with an address of something else', () => ['--from', 'mysql://a/b'], 2, /^--from must be the address/],
  ['with an unknown flag', () => ['--from', 'postgres://a/b', '--force'], 2, /unknown option '--force'/],
  [
    'from a wrong password',
    () => [
      '--from',
      address((url) => {
        url.password = 'hush'
      }),
    ],
    1,
    /^The database of --from refuses the user or password\.$/m,
  ],
  [
    'from a database that is not there',
    () => [
      '--from',
      address((url) => {
        url.pathname = '/nothing'
      }),
    ],
    1,
    /^The database that --from names does not exist\.$/m,
  ],
  [
    'where nobody listens',
    () => [
      '--from',
      address((url) => {
        url.port = '1'
      }),
    ],
    1,
    /^Nothing answers at the host and port of --from/,
  ],
  [
    'from a database of ours',
    () => ['--from', target.connectionString],
    1,
    /^The database has no table "MarketplaceConn/,
  ],
  ['from empty tables', () => ['--from', earlier.connectionString], 1, /there is nothing to import\.$/m],
])('import %s is refused in one sentence, and changes nothing', async (_name, args, status, sentence) => {
  const result = await run(args())
  expect(result).toMatchObject({ status, output: '' })
  expect(result.errors).toMatch(sentence)
  expect(result.errors.trim().split('\n')).toHaveLength(1)
  expect(result.errors).not.toMatch(/hush|postgres:\/\/postgres/)
  expect((await target.admin.query('SELECT FROM ordersync.tenants')).rowCount).toBe(0)
})

test('what answers is no PostgreSQL: it is said, not waited for', async () => {
  const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  const result = await run(['--from', `postgres://a:b@127.0.0.1:${port}/c`])
  server.close()
  expect(result).toMatchObject({
    status: 1,
    errors: expect.stringContaining('is no PostgreSQL that can be read'),
  })
})

test('a table without a column that is needed, or without the right to read it, is named', async () => {
  const { admin } = earlier
  await admin.query('ALTER TABLE "Order" RENAME "externalOrderId" TO "number"')
  expect((await run(['--from', earlier.connectionString])).errors).toMatch(
    /^The table "Order" has no column "externalOrderId": /,
  )
  await admin.query('ALTER TABLE "Order" RENAME "number" TO "externalOrderId"')
  const user = `reader_${Date.now()}`
  await admin.query(`CREATE ROLE ${user} LOGIN PASSWORD 'reader'`)
  const from = address((url) => {
    url.username = user
    url.password = 'reader'
  })
  expect(await run(['--from', from])).toMatchObject({
    status: 1,
    errors: expect.stringMatching(
      /^The user of --from may not read everything \(permission denied for table \w+\)/,
    ),
  })
  await admin.query(`DROP ROLE ${user}`)
})

test('an import says in words what it took over and what was wrong; a rehearsal changes nothing', async () => {
  await earlier.admin.query(`INSERT INTO "MarketplaceConnection" (id, "tenantId", region, "sellerId", "refreshToken")
    VALUES ('cm_1', 'acme', 'EU', 'AACME000000001', 'Atzr|in-clear');
    INSERT INTO "MarketplaceSyncState" (id, "tenantId", "lastUpdatedAfter") VALUES ('s_1', 'acme', 'a state token');
    INSERT INTO "Order" (id, "tenantId", "externalOrderId", "orderDate", "totalAmount", currency, "buyerEmail")
    VALUES ('o_1', 'acme', '305-1234567-1234567', '2026-01-02 03:04:05', 0.1::float8 + 0.2::float8, 'EUR', 'ann@example.com')`)
  const rehearsal = await run(['--from', earlier.connectionString, '--dry-run'])
  expect(rehearsal.output).toMatch(/^Nothing was changed\. Tenants: 1 new/)
  expect((await target.admin.query('SELECT FROM ordersync.tenants')).rowCount).toBe(0)

  const { status, output, errors } = await run(['--from-stdin'], `${earlier.connectionString}\n`)
  expect({ status, errors }).toEqual({ status: 0, errors: '' })
  for (const words of [
    'the cursor is no date',
    'lay there in clear',
    'floating point',
    '(o_1)',
    'buyerEmail (1)',
  ])
    expect(output).toContain(words)
  expect(output).not.toMatch(/in-clear|ann@|state token/)
  const { rows } = await target.admin.query(
    `SELECT o.id, o.connection_id, o.order_date, o.total_amount::text AS total, o.detail_level, c.refresh_token IS NOT NULL AS sealed,
       s.imported_cursor, s.next_due_at IS NOT NULL AS due, o.document IS NOT NULL AS document
     FROM ordersync.orders o JOIN ordersync.connections c USING (tenant_id, connection_id)
     JOIN ordersync.sync_states s USING (tenant_id, connection_id) WHERE s.lane = 'delta'`,
  )
  expect(rows).toEqual([
    {
      ...{ id: 'o_1', connection_id: 'cm_1', order_date: new Date('2026-01-02T03:04:05Z'), total: '0.30' },
      ...{
        detail_level: 'outline',
        sealed: true,
        imported_cursor: 'a state token',
        due: true,
        document: true,
      },
    },
  ])
})
