import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApi, type TestApi } from '../testing/test-api.ts'

let api: TestApi
let url: string
beforeAll(async () => {
  api = await createTestApi({
    settings: {
      globalBatchSize: null,
      globalTenantDelayMs: 0,
      applicationId: 'test',
      simulated: true,
      streams: { heartbeatMs: 300, perCaller: 2 },
    },
  })
  url = await api.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => api.close())

/** Reads events until one that fits comes. Whatever is open is closed with the test. */
async function openStream(key: string, query = '') {
  const closing = new AbortController()
  const response = await fetch(`${url}/api/v1/orders/sync/stream${query}`, {
    headers: { authorization: `Bearer ${key}` },
    signal: closing.signal,
  })
  const seen: { event: string; data: Record<string, unknown> }[] = []
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  async function until(fits: (event: (typeof seen)[number]) => boolean): Promise<(typeof seen)[number]> {
    for (;;) {
      const found = seen.find(fits)
      if (found !== undefined) return found
      const { done, value = '' } = (await reader?.read()) ?? { done: true }
      if (done) throw new Error(`the stream ended: ${JSON.stringify(seen)}`)
      text += value
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = /^event: (.*)$/m.exec(block)?.[1]
        const data = /^data: (.*)$/m.exec(block)?.[1]
        if (event !== undefined && data !== undefined) seen.push({ event, data: JSON.parse(data) })
      }
    }
  }
  return { response, seen, until, close: () => closing.abort() }
}

test('who watches is told what somebody else does, as a row of the list', async () => {
  await api.makeTenant('pausing')
  const connectionId = await api.connect('pausing')
  const stream = await openStream(api.operator)
  expect(stream.response.headers.get('content-type')).toContain('text/event-stream')
  await api.call(api.operator, 'POST', `/tenants/pausing/connections/${connectionId}/pause`, {})
  const { data } = await stream.until(
    ({ event, data }) =>
      event === 'tenant' && data.tenantId === 'pausing' && data.connectionStatus === 'paused',
  )
  const list = await api.call(api.operator, 'GET', '/orders/sync/status')
  const row = list.body.tenants.find(({ tenantId }: { tenantId: string }) => tenantId === 'pausing')
  expect({ ...data, quota: null }).toEqual({ ...row, quota: null })
  stream.close()
})

test('who comes later begins with what was told to others a moment ago', async () => {
  await api.makeTenant('early')
  const first = await openStream(api.operator)
  await api.call(api.operator, 'PUT', '/tenants/early', { displayName: 'Early, renamed' })
  await first.until(({ data }) => data.displayName === 'Early, renamed')
  const second = await openStream(api.operator)
  await second.until(({ data }) => data.displayName === 'Early, renamed')
  first.close()
  second.close()
})

test('a tenant that is removed is told as gone', async () => {
  await api.makeTenant('leaving')
  const stream = await openStream(api.operator)
  await api.call(api.operator, 'DELETE', '/tenants/leaving', { confirm: 'leaving' })
  await stream.until(({ event, data }) => event === 'gone' && data.tenantId === 'leaving')
  stream.close()
})

test("a tenant's key is told of its own tenant only", async () => {
  for (const tenantId of ['mine', 'theirs']) {
    await api.makeTenant(tenantId)
    await api.connect(tenantId)
  }
  const everybody = await openStream(api.operator)
  const mine = await openStream(await api.makeKey('tenant_reader', 'mine'))
  await api.call(api.operator, 'PUT', '/tenants/theirs', { displayName: 'Theirs, renamed' })
  await api.call(api.operator, 'PUT', '/tenants/mine', { displayName: 'Mine, renamed' })
  await everybody.until(({ data }) => data.displayName === 'Theirs, renamed')
  await mine.until(({ data }) => data.displayName === 'Mine, renamed')
  expect(new Set(mine.seen.map(({ data }) => data.tenantId))).toEqual(new Set(['mine']))
  everybody.close()
  mine.close()
})

test('another tenant cannot be watched', async () => {
  const key = await api.makeKey('tenant_reader', 'mine')
  const { status, body } = await api.call(key, 'GET', '/orders/sync/stream?tenantId=theirs')
  expect([status, body.code]).toEqual([403, 'other_tenant'])
})

test('a stream ends when its key is revoked', async () => {
  const created = await api.call(api.operator, 'POST', '/api-keys', { name: 'watcher', role: 'operator' })
  const stream = await openStream(created.body.secret ?? created.body.key)
  await api.call(api.operator, 'DELETE', `/api-keys/${created.body.keyId}`)
  const { data } = await stream.until(({ event }) => event === 'end')
  expect(data).toEqual({ reason: 'access_ended' })
})

test('nobody holds more streams than are allowed, and one that was closed counts no more', async () => {
  const key = await api.makeKey('operator', null)
  const [first, second] = [await openStream(key), await openStream(key)]
  const third = await openStream(key)
  expect(third.response.status).toBe(429)
  first.close()
  await expect
    .poll(async () => {
      const again = await openStream(key)
      again.close()
      return again.response.status
    })
    .toBe(200)
  second.close()
})
