import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeObservation } from '../../../../test/make-order.ts'
import { pathsOf } from '../../../../test/planted-order.ts'
import { makeFullOrder, varyFields } from '../../../../test/varied-orders.ts'
import { systemRandom } from '../../../runtime/random.ts'
import { eraseTenant } from '../../../store/erase-tenant.ts'
import { deleteOldChanges, listTenantsWithOldChanges } from '../../../store/old-changes.ts'
import { lockFeed, saveOrders } from '../../../store/save-orders.ts'
import { saveTenant } from '../../../store/tenants.ts'
import { createTestApi, type TestApi } from '../../testing/test-api.ts'

let api: TestApi
let base: string
beforeAll(async () => {
  api = await createTestApi({
    settings: {
      globalBatchSize: null,
      globalTenantDelayMs: 0,
      applicationId: 'test',
      simulated: true,
      streams: { heartbeatMs: 300, patienceMs: 500, perCaller: 2 },
    },
  })
  await api.app.listen({ port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}/api/v1`
})
afterAll(async () => {
  // Clients of these tests open connections ahead of their use.
  api.app.server.closeAllConnections()
  await api.close()
})

async function store(tenantId: string, ...observations: Parameters<typeof saveOrders>[3]): Promise<void> {
  await api.db.of(tenantId).transaction(async (tx) => {
    const position = await lockFeed(tx)
    if (position === null) throw new Error('no such tenant')
    await saveOrders(tx, 'con_1', position, observations, systemRandom)
  })
}

const at = (second: number): string => `2026-03-02T10:00:${String(second).padStart(2, '0')}.000Z`

async function read(key: string, query: string) {
  return (await api.call(key, 'GET', `/orders/changes${query}`)).body
}

test('the feed tells each change once, in order, with the order as it is now', async () => {
  await api.makeTenant('feed')
  const key = await api.makeKey('tenant_reader', 'feed')
  await store('feed', makeObservation({ externalOrderId: '1' }), makeObservation({ externalOrderId: '2' }))
  const total = { amount: '12.30', currency: 'EUR' }
  await store(
    'feed',
    makeObservation({
      externalOrderId: '1',
      lastUpdatedAt: at(1),
      orderStatus: 'SHIPPED',
      orderStatusRaw: 'SHIPPED',
      total,
      packages: [{ packageReferenceId: '7', trackingNumber: 'T', shippedAt: at(0) }],
    }),
  )
  const first = await read(key, '?limit=2')
  expect(first).toMatchObject({
    changes: [
      {
        position: 1,
        kind: 'created',
        source: 'api',
        externalOrderId: '1',
        order: { orderStatus: 'SHIPPED' },
      },
      { position: 2, kind: 'created', externalOrderId: '2' },
    ],
    hasMore: true,
  })
  const second = await read(key, `?after=${first.next}`)
  expect(second).toMatchObject({
    changes: [
      {
        position: 3,
        kind: 'updated',
        lastUpdatedAt: at(1),
        changes: {
          orderStatus: ['UNSHIPPED', 'SHIPPED'],
          totalAmount: [null, '12.30'],
          packages: [[], [{ packageReferenceId: '7', trackingNumber: 'T', shippedAt: at(0) }]],
        },
        order: { externalOrderId: '1', total },
      },
    ],
    hasMore: false,
  })
  const third = await read(key, `?after=${second.next}`)
  expect(third).toEqual({ changes: [], next: second.next, hasMore: false })
  expect((await read(key, '?after=now')).next).toBe(second.next)
})

test('the timeline leaves out newer copies in which nothing differs that an order shows; the feed tells them', async () => {
  await api.makeTenant('timeline')
  const copy = (lastUpdatedAt: string, fields = {}) =>
    makeObservation(
      { externalOrderId: '1', lastUpdatedAt, ...fields },
      // What is in no order that we show, such as how an item is to be packed.
      { document: JSON.stringify({ lastUpdatedAt, packing: { giftWrapLevel: 'Classic' } }) },
    )
  await store('timeline', makeObservation({ externalOrderId: '1' }))
  await store('timeline', copy(at(1)))
  await store('timeline', copy(at(2), { serviceLevel: 'Expedited' }))
  const { body } = await api.call(api.operator, 'GET', '/orders/1?tenantId=timeline')
  expect(body.timeline).toEqual([
    { kind: 'created', at: expect.any(String), lastUpdatedAt: '2026-03-01T10:00:00.000Z', source: 'api' },
    {
      kind: 'updated',
      at: expect.any(String),
      lastUpdatedAt: at(2),
      source: 'api',
      changes: { serviceLevel: [null, 'Expedited'] },
    },
  ])
  const { changes } = await read(api.operator, '?tenantId=timeline')
  expect(changes.map((change: { changes?: unknown }) => change.changes)).toEqual([
    undefined,
    {},
    { serviceLevel: [null, 'Expedited'] },
  ])
})

test('a difference in any field that an order shows is in the feed and in the timeline', async () => {
  await api.makeTenant('fields')
  const varied = varyFields(makeFullOrder('0')).map((each, index) => ({ ...each, number: `405-${index}` }))
  const renamed = <T extends { order: object }>(told: T, externalOrderId: string) => ({
    ...told,
    order: { ...told.order, externalOrderId },
  })
  await store('fields', ...varied.map(({ number }) => makeFullOrder(number)))
  const { orders } = (await api.call(api.operator, 'GET', '/orders?tenantId=fields&limit=1')).body
  // Not told by Amazon, or made of what is varied here.
  const ours = [
    'id',
    'tenantId',
    'marketplace',
    'detailLevel',
    'syncedAt',
    'externalOrderId',
    'lastUpdatedAt',
  ]
  const shown = pathsOf(orders[0]).filter((path) => !ours.includes(path) && path !== 'packages[].trackingUrl')
  expect(varied.map(({ field }) => field).toSorted()).toEqual(shown.toSorted())

  await store('fields', ...varied.map(({ number, observation }) => renamed(observation, number)))
  const { changes } = await read(api.operator, `?tenantId=fields&limit=200`)
  const updated = changes.filter(({ kind }: { kind: string }) => kind === 'updated')
  const silent = updated.filter((change: { changes: object }) => Object.keys(change.changes).length === 0)
  expect(silent.map(({ externalOrderId }: { externalOrderId: string }) => externalOrderId)).toEqual([])
  expect(updated).toHaveLength(varied.length)
  const { body } = await api.call(api.operator, 'GET', '/orders/405-0?tenantId=fields')
  expect(body.timeline).toHaveLength(2)
})

test('a timeline that is too long keeps its newest entries', async () => {
  await api.makeTenant('long')
  await store('long', makeObservation({ externalOrderId: '1' }))
  await api.db.admin.query(
    `INSERT INTO ordersync.order_changes (tenant_id, position, external_order_id, kind, difference, last_updated_at, source_rank)
     SELECT 'long', n, '1', 'updated', jsonb_build_object('serviceLevel', jsonb_build_array(n - 1, n)), ordersync.now(), 2
     FROM generate_series(2, 1200) n`,
  )
  const { timeline } = (await api.call(api.operator, 'GET', '/orders/1?tenantId=long')).body
  expect(timeline).toHaveLength(1000)
  expect([timeline[0], timeline.at(-1)].map(({ changes }) => changes.serviceLevel[1])).toEqual([201, 1200])
})

test('a cursor of another tenant, of another list, or a forged one is refused', async () => {
  await api.makeTenant('mine')
  await api.makeTenant('theirs')
  await store('theirs', makeObservation({ externalOrderId: '1' }))
  const key = await api.makeKey('tenant_reader', 'mine')
  const theirs = (await read(api.operator, '?tenantId=theirs')).next
  const forge = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')
  const born = new Date().toISOString()
  for (const cursor of [
    theirs,
    'abc',
    forge('orders', 'mine', born, '1'),
    forge('changes', 'mine', born, '-1'),
    forge('changes', 'mine', born, "1'; --"),
    forge('changes', 'mine', 'yesterday', '1'),
  ]) {
    for (const path of ['/orders/changes', '/orders/changes/stream']) {
      expect(await api.call(key, 'GET', `${path}?after=${cursor}`), cursor).toMatchObject({
        status: 400,
        body: { code: 'invalid_cursor' },
      })
    }
  }
})

test('a reader whose place was deleted is told so, wherever the deletion stopped; others read on', async () => {
  await api.makeTenant('old')
  for (const id of ['1', '2', '3', '4', '5', '6'])
    await store('old', makeObservation({ externalOrderId: id }))
  const cursors = new Map<number, string>()
  for (const limit of [1, 2, 3, 4, 5, 6])
    cursors.set(limit, (await read(api.operator, `?tenantId=old&limit=${limit}`)).next)
  await api.db.admin.query(
    "UPDATE ordersync.order_changes SET recorded_at = ordersync.now() - interval '100 days' WHERE tenant_id = 'old' AND position <= 4",
  )
  expect(await listTenantsWithOldChanges(api.db, 90)).toEqual(['old'])
  expect(await deleteOldChanges(api.db.of('old'), 90, 3)).toBe(3)
  const status = async (limit: number) =>
    (await api.call(api.operator, 'GET', `/orders/changes?tenantId=old&after=${cursors.get(limit)}`)).status
  expect(await Promise.all([1, 2, 3, 4, 5, 6].map(status))).toEqual([410, 410, 200, 200, 200, 200])
  expect(await deleteOldChanges(api.db.of('old'), 90, 3)).toBe(1)
  expect(await deleteOldChanges(api.db.of('old'), 90, 3)).toBe(0)
  expect(await Promise.all([1, 2, 3, 4, 5, 6].map(status))).toEqual([410, 410, 410, 200, 200, 200])
  const begin = await read(api.operator, '?tenantId=old')
  expect(begin.changes.map((change: { position: number }) => change.position)).toEqual([5, 6])

  await api.db.admin.query(
    "UPDATE ordersync.order_changes SET recorded_at = '2020-01-01' WHERE tenant_id = 'old'",
  )
  expect(await deleteOldChanges(api.db.of('old'), 90, 100)).toBe(2)
  expect(await Promise.all([4, 5, 6].map(status))).toEqual([410, 410, 200])
  expect(
    await api.call(api.operator, 'GET', `/orders/changes/stream?tenantId=old&after=${cursors.get(4)}`),
  ).toMatchObject({
    status: 410,
    body: { code: 'changes_expired', field: 'after' },
  })
})

test('a cursor of a tenant that was erased and made anew is not taken for one of the new feed', async () => {
  await api.makeTenant('again')
  await store('again', makeObservation({ externalOrderId: '1' }))
  const { next } = await read(api.operator, '?tenantId=again')
  await api.db
    .of('again')
    .transaction((tx) => eraseTenant(tx, { erasureId: systemRandom.id('era'), by: 'test', requestId: null }))
  await saveTenant(api.db.of('again'), 'again')
  await store('again', makeObservation({ externalOrderId: '8' }), makeObservation({ externalOrderId: '9' }))
  expect(await api.call(api.operator, 'GET', `/orders/changes?tenantId=again&after=${next}`)).toMatchObject({
    status: 410,
    body: { code: 'changes_expired' },
  })
})

test('a change of an order that was erased since has no order in it', async () => {
  await api.makeTenant('erased')
  await store('erased', makeObservation({ externalOrderId: '1' }))
  await api.db.admin.query("DELETE FROM ordersync.orders WHERE tenant_id = 'erased'")
  expect((await read(api.operator, '?tenantId=erased')).changes).toMatchObject([
    { externalOrderId: '1', order: null },
  ])
})

interface Received {
  id?: string
  event?: string
  // biome-ignore lint/suspicious/noExplicitAny: events of every kind
  data?: any
}

/** Reads server-sent events as a browser would. */
async function* listen(
  url: string,
  key: string,
  headers: Record<string, string> = {},
  abort = new AbortController(),
) {
  const response = await fetch(`${base}${url}`, {
    headers: { authorization: `Bearer ${key}`, ...headers },
    signal: abort.signal,
  })
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
  ])
  let buffer = ''
  try {
    for await (const piece of response.body as ReadableStream<Uint8Array>) {
      buffer += Buffer.from(piece).toString()
      for (let end = buffer.indexOf('\n\n'); end >= 0; end = buffer.indexOf('\n\n')) {
        const fields = buffer
          .slice(0, end)
          .split('\n')
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)])
        buffer = buffer.slice(end + 2)
        const event = Object.fromEntries(fields)
        yield { ...event, ...(event.data === undefined ? {} : { data: JSON.parse(event.data) }) } as Received
      }
    }
  } finally {
    abort.abort()
  }
}

async function takeUntil(
  events: AsyncGenerator<Received>,
  wanted: (event: Received) => boolean,
): Promise<Received[]> {
  const taken: Received[] = []
  while (true) {
    const { value, done } = await events.next()
    if (done === true) return taken
    taken.push(value)
    if (wanted(value)) return taken
  }
}

test('a stream tells what was and what comes, and goes on after the last event that was read', async () => {
  await api.makeTenant('stream')
  const key = await api.makeKey('tenant_reader', 'stream')
  await store('stream', makeObservation({ externalOrderId: '1' }))
  const events = listen('/orders/changes/stream', key)
  const before = await takeUntil(events, ({ event }) => event === 'change')
  expect(before.at(-1)).toMatchObject({
    event: 'change',
    data: { position: 1, order: { externalOrderId: '1' } },
  })
  await store('stream', makeObservation({ externalOrderId: '2' }))
  const [live] = (await takeUntil(events, ({ event }) => event === 'change')).slice(-1)
  expect(live).toMatchObject({ data: { position: 2 } })
  await events.return(undefined)

  await store('stream', makeObservation({ externalOrderId: '3' }))
  const resumed = listen('/orders/changes/stream?after=now', key, { 'last-event-id': live?.id ?? '' })
  expect((await takeUntil(resumed, ({ event }) => event === 'change')).at(-1)).toMatchObject({
    data: { position: 3 },
  })
  await resumed.return(undefined)
  const page = await read(key, `?after=${live?.id}`)
  expect(page.changes).toMatchObject([{ position: 3 }])
})

test('a stream without changes shows that it lives, and ends when its key is revoked', async () => {
  await api.makeTenant('quiet')
  const key = await api.makeKey('tenant_reader', 'quiet')
  const events = listen('/orders/changes/stream?after=now', key)
  const opened = await takeUntil(events, ({ id }) => id !== undefined)
  expect(opened.at(-1)?.id).toBe((await read(key, '')).next)
  await takeUntil(events, (event) => '' in event)
  await api.db.admin.query(
    "UPDATE ordersync.api_keys SET revoked_at = ordersync.now() WHERE tenant_id = 'quiet'",
  )
  const rest = await takeUntil(events, () => false)
  expect(rest.at(-1)).toEqual({ event: 'end', data: { reason: 'access_ended' } })
})

test('a stream ends with a word when its tenant is erased', async () => {
  await api.makeTenant('leaving')
  const events = listen('/orders/changes/stream?tenantId=leaving', api.operator)
  await takeUntil(events, ({ id }) => id !== undefined)
  await api.db
    .of('leaving')
    .transaction((tx) => eraseTenant(tx, { erasureId: systemRandom.id('era'), by: 'test', requestId: null }))
  const rest = await takeUntil(events, () => false)
  expect(rest.at(-1)).toEqual({ event: 'end', data: { reason: 'tenant_not_found' } })
})

test('a key has so many streams open and no more; one that is closed makes room', async () => {
  await api.makeTenant('many')
  const key = await api.makeKey('tenant_reader', 'many')
  const first = listen('/orders/changes/stream', key)
  const second = listen('/orders/changes/stream', key)
  await first.next()
  await second.next()
  expect(await api.call(key, 'GET', '/orders/changes/stream')).toMatchObject({
    status: 429,
    body: { code: 'too_many_streams' },
    headers: { 'retry-after': '10' },
  })
  await first.return(undefined)
  await expect
    .poll(async () => {
      const third = listen('/orders/changes/stream', key)
      return third.next().then(
        () => third.return(undefined).then(() => 'open'),
        () => 'refused',
      )
    })
    .toBe('open')
  await second.return(undefined)
})

test('a reader that does not read is cut off, and nothing piles up for it', { timeout: 30_000 }, async () => {
  await api.makeTenant('slow')
  const key = await api.makeKey('tenant_reader', 'slow')
  const title = 'x'.repeat(50_000)
  for (let page = 0; page < 8; page += 1) {
    await store(
      'slow',
      ...Array.from({ length: 50 }, (_, index) => {
        const externalOrderId = `${page}-${index}`
        return makeObservation({ externalOrderId, items: [{ orderItemId: '1', title }] }, { document: '{}' })
      }),
    )
  }
  const sockets: Socket[] = []
  api.app.server.on('connection', (socket) => sockets.push(socket))
  const before = process.memoryUsage().arrayBuffers
  const url = new URL(`${base}/orders/changes/stream`)
  const reader = connect(Number(url.port), url.hostname)
  reader.on('error', () => {})
  reader.pause()
  reader.write(`GET ${url.pathname} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\n\r\n`)
  await expect.poll(() => sockets.map((socket) => socket.destroyed), { timeout: 20_000 }).toEqual([true])
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000)
  reader.destroy()
  // What was not read is still there.
  expect((await read(key, '?limit=1')).changes).toHaveLength(1)
})
