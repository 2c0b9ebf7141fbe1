import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApi, type TestApi } from '../testing/test-api.ts'

let api: TestApi
let base: string
const orders = 15_000

beforeAll(async () => {
  api = await createTestApi()
  await api.makeTenant('large')
  // Titles so long that the export does not fit into what the network holds for a reader who does not read.
  await api.db.admin.query(
    `INSERT INTO ordersync.orders (tenant_id, external_order_id, id, connection_id, order_date, order_status, last_updated_at,
       source_rank, content_hash, observed_at, detail_level)
     SELECT 'large', '405-0000000-' || lpad(n::text, 7, '0'), 'ord_' || n, 'con_1', timestamptz '2026-01-01Z' + n * interval '1 minute',
       CASE WHEN n % 3 = 0 THEN 'CANCELLED' ELSE 'SHIPPED' END, now(), 2, 1, now(), 'full' FROM generate_series(1, ${orders}) n`,
  )
  await api.db.admin.query(
    `INSERT INTO ordersync.order_items (tenant_id, external_order_id, order_item_id, title)
     SELECT tenant_id, external_order_id, '1', repeat('long ', 800) FROM ordersync.orders`,
  )
  await api.app.listen({ host: '127.0.0.1', port: 0 })
  base = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}/api/v1`
})
afterAll(() => api.close())

function ask(query: string, signal?: AbortSignal): Promise<Response> {
  return fetch(`${base}/orders/export?tenantId=large${query}`, {
    headers: { authorization: `Bearer ${api.operator}` },
    ...(signal === undefined ? {} : { signal }),
  })
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('waited in vain')
    await new Promise((done) => setTimeout(done, 10))
  }
}

/** Whether no session of the application is at work. */
async function isIdle(): Promise<boolean> {
  const { rows } = await api.db.admin.query<{ busy: number }>(
    `SELECT count(*)::integer AS busy FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'ordersync test' AND state <> 'idle'`,
  )
  return rows[0]?.busy === 0
}

test('every order that fits is in the export once, newest first, in either format', async () => {
  const response = await ask('&format=ndjson&status=CANCELLED')
  expect(response.headers.get('content-type')).toContain('application/x-ndjson')
  const lines = (await response.text()).trimEnd().split('\n')
  const dates = lines.map((line) => (JSON.parse(line) as { orderDate: string }).orderDate)
  expect(dates).toHaveLength(orders / 3)
  expect(dates).toEqual([...new Set(dates)].sort().reverse())
  const csv = await ask('&status=CANCELLED')
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="orders-large.csv"')
  expect((await csv.text()).split('\r\n')).toHaveLength(orders / 3 + 2)
})

test('an export of nothing is a head without lines, and none at all in NDJSON', async () => {
  expect((await (await ask('&status=PENDING')).text()).split('\r\n')).toHaveLength(2)
  expect(await (await ask('&status=PENDING&format=ndjson')).text()).toBe('')
})

test('HEAD begins no export: nobody would read it', async () => {
  const response = await fetch(`${base}/orders/export?tenantId=large`, {
    method: 'HEAD',
    headers: { authorization: `Bearer ${api.operator}` },
  })
  // It is asked for an order of that name.
  expect(response.status).toBe(404)
  expect(await isIdle()).toBe(true)
})

test('a caller has ten exports under way at most, and another one when the first has ended', async () => {
  const gone = new AbortController()
  const started = await Promise.all(Array.from({ length: 10 }, () => ask('&format=ndjson', gone.signal)))
  expect(started.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
  const refused = await ask('')
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10'])
  expect(await refused.json()).toMatchObject({ code: 'too_many_exports' })
  gone.abort()
  await until(async () => (await ask('&status=PENDING')).status === 200)
})

test('a wrong filter is a problem before anything is sent', async () => {
  const response = await ask('&format=xlsx')
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ code: 'invalid_request', field: 'format' })
})

test('an export that breaks off ends with a lost connection, never with a good end', async () => {
  const response = await ask('&format=ndjson')
  const reader = response.body?.getReader()
  await reader?.read()
  // The server waits for a reader who does not read; what it asks next fails.
  await until(isIdle)
  await api.db.admin.query('ALTER TABLE ordersync.order_items RENAME TO hidden_items')
  try {
    const rest = async (): Promise<void> => {
      while ((await reader?.read())?.done === false);
    }
    await expect(rest()).rejects.toThrow(/terminated/)
  } finally {
    await api.db.admin.query('ALTER TABLE ordersync.hidden_items RENAME TO order_items')
  }
})

test('a reader who goes away leaves no query and no connection behind', async () => {
  const gone = new AbortController()
  const [[request], response] = (await Promise.all([
    once(api.app.server, 'request'),
    ask('&format=ndjson', gone.signal),
  ])) as [[IncomingMessage], Response]
  await response.body?.getReader().read()
  expect(request.socket.destroyed).toBe(false)
  gone.abort()
  // Its own: the client that went away opens another one, to have it at hand.
  await until(async () => request.socket.destroyed && (await isIdle()))
})
