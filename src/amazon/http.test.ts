import { afterEach, expect, test } from 'vitest'
import { assertAllowedUrl } from './allowed-url.ts'
import { createHttp, type HttpOptions, TransportError } from './http.ts'
import { type Script, startServer } from './testing/scripted-server.ts'

const cleanUps: (() => unknown)[] = []
afterEach(() => Promise.all(cleanUps.splice(0).map((cleanUp) => cleanUp())))

async function start(script: Script, options: Partial<HttpOptions> = {}) {
  const server = await startServer(script)
  const http = createHttp({ userAgent: 'Test/1 (Language=TypeScript)', ...options })
  cleanUps.push(server.close, http.close)
  const get = (path = '/', signal?: AbortSignal) =>
    http.request({ method: 'GET', url: server.url + path, headers: { accept: 'application/json' }, signal })
  return { server, http, get }
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('no error'),
    (error: unknown) => error,
  )

test('a GET carries the user agent and no body', async () => {
  const { get, server } = await start(() => ({ headers: { 'X-Amzn-RequestId': 'r-1' }, body: { a: 'é' } }))
  const response = await get('/eu/orders?x=1')
  expect(response).toMatchObject({ status: 200, text: '{"a":"é"}' })
  expect(response.header('x-amzn-requestid')).toBe('r-1')
  expect(response.header('nothing')).toBeNull()
  const [request] = server.requests
  expect(request).toMatchObject({ method: 'GET', target: '/eu/orders?x=1', body: '' })
  expect(request?.headers).toMatchObject({
    'user-agent': 'Test/1 (Language=TypeScript)',
    accept: 'application/json',
  })
  expect(request?.headers).not.toHaveProperty('content-length')
  expect(request?.headers).not.toHaveProperty('transfer-encoding')
})

test('a response larger than the bound is refused', async () => {
  const { get } = await start((_request, index) => ({ body: 'x'.repeat(index === 0 ? 1000 : 1001) }), {
    maxResponseBytes: 1000,
  })
  expect((await get()).text).toHaveLength(1000)
  const error = await failure(get())
  expect(error).toBeInstanceOf(TransportError)
  expect(error).toMatchObject({ failure: 'too_large' })
})

test('a lost connection is an error with its code and without the address', async () => {
  const { get } = await start(() => 'reset')
  const error = await failure(get('/secret-path'))
  expect(error).toMatchObject({ name: 'TransportError', failure: 'connection' })
  expect(String(error)).not.toContain('secret-path')
})

test.each<[string, Partial<HttpOptions>]>([
  ['headers', { headersTimeoutMs: 100 }],
  ['the whole answer', { totalTimeoutMs: 100 }],
])('an answer that does not come in time is an error (%s)', async (_name, options) => {
  const { get } = await start(() => 'silence', options)
  expect(await failure(get())).toMatchObject({ failure: 'timeout' })
})

test('an aborted request fails with the reason of its signal', async () => {
  const { get, server } = await start(() => 'silence')
  const controller = new AbortController()
  const pending = failure(get('/', controller.signal))
  while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  const reason = new Error('shutting down')
  controller.abort(reason)
  expect(await pending).toBe(reason)
  expect(await failure(get('/', controller.signal))).toBe(reason)
  expect(server.requests).toHaveLength(1)
})

test('redirects are not followed', async () => {
  const { get, server } = await start(() => ({ status: 302, headers: { location: '/elsewhere' } }))
  expect((await get()).status).toBe(302)
  expect(server.requests).toHaveLength(1)
})

test('connections are kept and bounded', async () => {
  const { get, server } = await start(() => ({ body: {} }), { connectionsPerOrigin: 2 })
  await Promise.all(Array.from({ length: 20 }, () => get()))
  expect(server.requests).toHaveLength(20)
  expect(server.connections()).toBeLessThanOrEqual(2)
})

test.each([
  'https://sellingpartnerapi-eu.amazon.com',
  'http://127.0.0.1:4000/eu',
  'http://localhost:4000',
  'http://[::1]:4000',
])('%s is allowed', (address) => {
  expect(assertAllowedUrl(address).href).toContain(new URL(address).host)
})

test.each([
  'http://sellingpartnerapi-eu.amazon.com',
  'http://127.0.0.1.example.com',
  'http://localhost.example.com',
  'http://10.0.0.1',
  'ftp://127.0.0.1',
])('http is refused outside loopback (%s)', (address) => {
  expect(() => assertAllowedUrl(address)).toThrow('must use https')
})

test('a refused address is not repeated with what it carries', () => {
  expect(() => assertAllowedUrl('http://user:pass@amazon.com')).toThrow(/^(?!.*pass@)/)
  expect(() => assertAllowedUrl('not an address')).toThrow('not a URL')
})

test('the transport itself refuses http outside loopback', async () => {
  const { http } = await start(() => ({}))
  const error = await failure(http.request({ method: 'GET', url: 'http://example.com/', headers: {} }))
  expect(String(error)).toContain('must use https')
})
