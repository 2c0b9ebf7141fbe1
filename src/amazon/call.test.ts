import { inspect } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { createCaller } from './call.ts'
import type { CallReport } from './exchange.ts'
import { createHttp } from './http.ts'
import { createAccessTokens } from './lwa.ts'
import { createLwaClient } from './lwa-client.ts'
import { orAborted } from './or-aborted.ts'
import {
  application,
  drainedUntil,
  fakeGovernor,
  lwaToken,
  manualClock,
  recordingLog,
  sellerAccount,
} from './testing/fakes.ts'
import { type Reply, type Script, startServer } from './testing/scripted-server.ts'

const cleanUps: (() => unknown)[] = []
afterEach(() => Promise.all(cleanUps.splice(0).map((cleanUp) => cleanUp())))

/** An Amazon whose API answers as scripted and whose tokens are `Atza|0`, `Atza|1`, … */
async function amazon(...replies: ReturnType<Script>[]) {
  let issued = 0
  let answered = 0
  const server = await startServer(({ target }) => {
    if (target === '/token') return lwaToken(`Atza|${issued++}`)
    return replies[Math.min(answered++, replies.length - 1)] ?? {}
  })
  const http = createHttp({ userAgent: 'Test/1 (Language=TypeScript)', totalTimeoutMs: 200 })
  cleanUps.push(server.close, http.close)
  const [clock, log, governor, reports] = [manualClock(), recordingLog(), fakeGovernor(), [] as CallReport[]]
  const lwa = createLwaClient({ application, lwaUrl: `${server.url}/token`, http, clock, log })
  const accessTokens = createAccessTokens({ lwa, clock })
  const baseUrls = { NA: `${server.url}/na/`, EU: `${server.url}/eu`, FE: server.url }
  const onCall = (report: CallReport) => void reports.push(report)
  const caller = createCaller({ application, baseUrls, http, accessTokens, governor, clock, log, onCall })
  const call = (overrides: { carriesPageToken?: boolean; signal?: AbortSignal } = {}) =>
    caller.call({
      account: sellerAccount(),
      operation: 'searchOrders',
      path: '/orders?x=1',
      carriesPageToken: overrides.carriesPageToken ?? false,
      options: {
        priority: 'delta',
        maxQuotaDelayMs: 5000,
        ...(overrides.signal === undefined ? {} : { signal: overrides.signal }),
      },
    })
  const apiRequests = () => server.requests.filter(({ target }) => target !== '/token')
  return { call, caller, clock, log, governor, reports, apiRequests }
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('no error'),
    (error: unknown) => error,
  )
const errors = (status: number, code: string, message = 'm'): Reply => ({
  status,
  headers: { 'x-amzn-RequestId': 'request-7' },
  body: { errors: [{ code, message, details: '' }] },
})
const html = (status: number): Reply => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: '<html>x',
})

test('a call reserves quota, carries the access token and keeps the path prefix of the region', async () => {
  const { call, governor, apiRequests, reports, clock } = await amazon({ body: { orders: [] } })
  expect(await call()).toMatchObject({ body: { orders: [] }, sentAt: clock.now() })
  expect(governor.asked).toEqual(['reserve searchOrders 5000'])
  expect(apiRequests()).toMatchObject([
    { target: '/eu/orders?x=1', headers: { 'x-amz-access-token': 'Atza|0', accept: 'application/json' } },
  ])
  expect(reports).toMatchObject([
    { operation: 'searchOrders', region: 'EU', sellingPartnerId: 'A1SELLER', status: 200 },
  ])
})

test('nothing is called when the quota is used up', async () => {
  const { call, governor, apiRequests } = await amazon({})
  const availableAt = new Date('2026-11-21T19:05:00Z')
  governor.next.push({ kind: 'exhausted', availableAt })
  expect(await failure(call())).toMatchObject({ kind: 'quota_exhausted', availableAt })
  expect(apiRequests()).toHaveLength(0)
})

test('a short wait for quota is slept on the clock', async () => {
  const { call, governor, clock } = await amazon({ body: {} })
  governor.next.push({ kind: 'granted', delayMs: 1500 })
  await call()
  expect(clock.slept).toEqual([1500])
})

test('a transient 403 is retried once with a fresh token', async () => {
  const { call, governor, apiRequests } = await amazon(errors(403, 'Unauthorized'), { body: { ok: 1 } })
  expect(await call()).toMatchObject({ body: { ok: 1 } })
  expect(apiRequests().map(({ headers }) => headers['x-amz-access-token'])).toEqual(['Atza|0', 'Atza|1'])
  expect(governor.asked).toEqual(['reserve searchOrders 5000', 'reserve searchOrders 5000'])
})

test.each([401, 403])('a %i that stays is forbidden, which proves no revocation', async (status) => {
  const { call, apiRequests } = await amazon(errors(status, 'Unauthorized'))
  expect(await failure(call())).toMatchObject({
    kind: 'forbidden',
    httpStatus: status,
    amazonRequestId: 'request-7',
  })
  expect(apiRequests()).toHaveLength(2)
})

test('a 403 without quota for a second try is forbidden, and the token is not used again', async () => {
  const { call, governor, apiRequests } = await amazon(errors(403, 'Unauthorized'), { body: {} })
  governor.next.push({ kind: 'granted', delayMs: 0 }, { kind: 'exhausted', availableAt: drainedUntil })
  expect(await failure(call())).toMatchObject({ kind: 'forbidden' })
  await call()
  expect(apiRequests()[1]?.headers['x-amz-access-token']).toBe('Atza|1')
})

test.each<[string, Record<string, string>, string]>([
  ['without Retry-After', {}, 'drain null'],
  ['with seconds', { 'retry-after': '3' }, 'drain 3000'],
  [
    'with a date',
    { 'retry-after': 'Sat, 21 Nov 2026 20:00:07 GMT', date: 'Sat, 21 Nov 2026 20:00:00 GMT' },
    'drain 7000',
  ],
  ['with nonsense', { 'retry-after': 'soon' }, 'drain null'],
])('a 429 empties the bucket and says when to come back (%s)', async (_name, headers, asked) => {
  const { call, governor, apiRequests } = await amazon({ ...errors(429, 'QuotaExceeded'), headers })
  expect(await failure(call())).toMatchObject({
    kind: 'throttled',
    httpStatus: 429,
    availableAt: drainedUntil,
  })
  expect(governor.asked[1]).toBe(asked)
  expect(apiRequests()).toHaveLength(1)
})

test.each<[string, Reply | 'reset']>([
  ['a 500', errors(500, 'InternalFailure')],
  ['a 503 as HTML', html(503)],
  ['a lost connection', 'reset'],
])('%s is tried once more when quota is there, then unavailable', async (_name, reply) => {
  const once = await amazon(reply, { body: {} })
  expect(await once.call()).toMatchObject({ body: {} })
  expect(once.governor.asked).toEqual(['reserve searchOrders 5000', 'reserve searchOrders 0'])

  const always = await amazon(reply)
  expect(await failure(always.call())).toMatchObject({ kind: 'unavailable' })
  expect(always.apiRequests()).toHaveLength(2)

  const poor = await amazon(reply)
  poor.governor.next.push({ kind: 'granted', delayMs: 0 }, { kind: 'exhausted', availableAt: drainedUntil })
  expect(await failure(poor.call())).toMatchObject({ kind: 'unavailable' })
  expect(poor.apiRequests()).toHaveLength(1)
})

test('a time-out is unavailable and not repeated', async () => {
  const { call, apiRequests, reports } = await amazon('silence')
  expect(await failure(call())).toMatchObject({ kind: 'unavailable', httpStatus: null })
  expect(apiRequests()).toHaveLength(1)
  expect(reports).toMatchObject([{ status: 'error' }])
})

test('a 200 that is not JSON is unavailable', async () => {
  for (const body of ['<html>', '', '{"orders":[']) {
    const { call } = await amazon({ body })
    expect(await failure(call())).toMatchObject({ kind: 'unavailable', httpStatus: 200 })
  }
})

test.each([400, 404])('an HTML error body is reported with its status (%i)', async (status) => {
  const { call } = await amazon(html(status))
  const error = await failure(call({ carriesPageToken: true }))
  expect(error).toMatchObject({ kind: 'unavailable', httpStatus: status })
  expect(String(error)).toContain(`${status}, an HTML page`)
})

test('a redirect is unavailable', async () => {
  const { call, apiRequests } = await amazon({ status: 302, headers: { location: 'http://127.0.0.1:1/' } })
  expect(await failure(call())).toMatchObject({ kind: 'unavailable', httpStatus: 302 })
  expect(apiRequests()).toHaveLength(1)
})

test('a 400 refuses the request, or the page token when there is one', async () => {
  const { call } = await amazon(errors(400, 'InvalidInput', 'createdBefore is too late'))
  const error = await failure(call())
  expect(error).toMatchObject({ kind: 'refused', httpStatus: 400, amazonRequestId: 'request-7' })
  expect(String(error)).toContain('InvalidInput: createdBefore is too late')
  expect(await failure(call({ carriesPageToken: true }))).toMatchObject({ kind: 'page_token_refused' })
})

test('a 404 is not found, a 413 is refused', async () => {
  const { call } = await amazon(errors(404, 'NotFound'), errors(413, 'TooLarge'))
  expect(await failure(call())).toMatchObject({ kind: 'not_found' })
  expect(await failure(call({ carriesPageToken: true }))).toMatchObject({ kind: 'refused', httpStatus: 413 })
})

test('a stated rate is passed on once, until it changes', async () => {
  const rate = (limit: string): Reply => ({ headers: { 'x-amzn-RateLimit-Limit': limit }, body: {} })
  const { call, governor } = await amazon(
    rate('0.0056'),
    rate('0.0056'),
    rate('0.02'),
    rate('what'),
    rate('-1'),
  )
  for (let i = 0; i < 5; i += 1) await call()
  expect(governor.asked.filter((line) => line.startsWith('learn'))).toEqual(['learn 0.0056', 'learn 0.02'])
})

test('a rate that could not be noted does not lose the answer', async () => {
  const { call, governor, log } = await amazon({
    headers: { 'x-amzn-RateLimit-Limit': '1' },
    body: { ok: 1 },
  })
  governor.learnRate = () => Promise.reject(new Error('database down'))
  expect(await call()).toMatchObject({ body: { ok: 1 } })
  expect(log.lines.some(({ message }) => message.includes('rate limit'))).toBe(true)
})

test('the clock skew of each region is learned from the Date header', async () => {
  const { call, caller } = await amazon({ headers: { date: 'Sat, 21 Nov 2026 19:01:30 GMT' }, body: {} })
  expect(caller.skewMs('EU')).toBe(0)
  await call()
  expect(caller.skewMs('EU')).toBe(90_500)
  expect(caller.skewMs('NA')).toBe(0)
})

test('an aborted call fails with the reason of its signal and takes no quota', async () => {
  const { call, governor } = await amazon('silence')
  const reason = new Error('shutting down')
  expect(await failure(call({ signal: AbortSignal.abort(reason) }))).toBe(reason)
  expect(governor.asked).toEqual([])
})

test('a call waits neither for a token nor for an answer once it is aborted', async () => {
  const reason = new Error('shutting down')
  const never = new Promise<string>(() => {})
  expect(await failure(orAborted(never, AbortSignal.abort(reason)))).toBe(reason)
  const controller = new AbortController()
  const pending = failure(orAborted(never, controller.signal))
  controller.abort(reason)
  expect(await pending).toBe(reason)
  expect(await orAborted(Promise.resolve('in time'), new AbortController().signal)).toBe('in time')
})

test('no secret appears in any error or log line', async () => {
  const echo = `Atza|0 Atzr|refresh+token/1 ${'z'.repeat(60)}`
  for (const status of [400, 403, 404, 413, 429, 500]) {
    const { call, log } = await amazon(errors(status, 'Atza|0', echo))
    const shown = inspect([await failure(call()), log.lines], { depth: 10, showHidden: true })
    expect(shown).not.toMatch(/Atz[ar]\||current-secret|zzzz/)
  }
})
