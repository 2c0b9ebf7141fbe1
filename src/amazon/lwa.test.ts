import { inspect } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { Secret } from '../runtime/secret.ts'
import type { Application } from './account.ts'
import { AmazonError } from './errors.ts'
import { createHttp } from './http.ts'
import { createAccessTokens } from './lwa.ts'
import { createLwaClient } from './lwa-client.ts'
import {
  application,
  currentSecret,
  lwaToken,
  manualClock,
  recordingLog,
  sellerAccount,
} from './testing/fakes.ts'
import { type Script, type ScriptedServer, startServer } from './testing/scripted-server.ts'

const cleanUps: (() => unknown)[] = []
afterEach(() => Promise.all(cleanUps.splice(0).map((cleanUp) => cleanUp())))

async function lwa(script: Script, overrides: { application?: Application; maxCachedTokens?: number } = {}) {
  const server = await startServer(script)
  const http = createHttp({ userAgent: 'Test/1 (Language=TypeScript)', totalTimeoutMs: 200 })
  cleanUps.push(server.close, http.close)
  const clock = manualClock()
  const log = recordingLog()
  const client = createLwaClient({ application, lwaUrl: server.url, http, clock, log, ...overrides })
  const tokens = createAccessTokens({ lwa: client, clock, ...overrides })
  return { server, clock, log, tokens }
}

const withPrevious: Application = {
  ...application,
  secrets: async () => [currentSecret, new Secret('previous-secret')],
}
const sentSecrets = (server: ScriptedServer) =>
  server.requests.map(({ body }) => new URLSearchParams(body).get('client_secret'))
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('no error'),
    (error: unknown) => error,
  )
const refusal = (error: string, status = 400) => ({ status, body: { error, error_description: 'Atzr|leak' } })

test('a hundred concurrent callers cause one token request', async () => {
  const { tokens, server } = await lwa(() => lwaToken('Atza|1'))
  const got = await Promise.all(Array.from({ length: 100 }, () => tokens.get(sellerAccount())))
  expect(new Set(got.map((token) => token.reveal()))).toEqual(new Set(['Atza|1']))
  expect(server.requests).toHaveLength(1)
})

test('the refresh token arrives as it is, in a form', async () => {
  const { tokens, server } = await lwa(() => lwaToken('Atza|1'))
  await tokens.get(sellerAccount())
  const [request] = server.requests
  expect(request?.method).toBe('POST')
  expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded;charset=UTF-8')
  expect(request?.body).toContain('refresh_token=Atzr%7Crefresh%2Btoken%2F1')
  expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
    grant_type: 'refresh_token',
    refresh_token: 'Atzr|refresh+token/1',
    client_id: application.clientId,
    client_secret: currentSecret.reveal(),
  })
})

test('a token is renewed five minutes before it expires', async () => {
  const { tokens, server, clock } = await lwa((_request, index) => lwaToken(`Atza|${index}`))
  await tokens.get(sellerAccount())
  clock.advance(55 * 60_000 - 1)
  expect((await tokens.get(sellerAccount())).reveal()).toBe('Atza|0')
  clock.advance(1)
  expect((await tokens.get(sellerAccount())).reveal()).toBe('Atza|1')
  expect(server.requests).toHaveLength(2)
})

test('the refresh token is opened only when a new access token is needed', async () => {
  const { tokens } = await lwa(() => lwaToken('Atza|1'))
  let opened = 0
  const account = sellerAccount({
    refreshToken: async () => {
      opened += 1
      return new Secret('Atzr|x')
    },
  })
  await tokens.get(account)
  await tokens.get(account)
  expect(opened).toBe(1)
})

test('a hundred callers that were all refused cause one new token, and a newer token is not forgotten', async () => {
  const { tokens, server } = await lwa((_request, index) => lwaToken(`Atza|${index}`))
  const account = sellerAccount()
  const old = await tokens.get(account)
  tokens.invalidate(account, old)
  await tokens.get(account)
  tokens.invalidate(account, old)
  expect((await tokens.get(account)).reveal()).toBe('Atza|1')
  expect(server.requests).toHaveLength(2)
})

test('one account never gets the token of another', async () => {
  const { tokens } = await lwa((_request, index) => lwaToken(`Atza|${index}`))
  const first = await tokens.get(sellerAccount({ cacheKey: 'a' }))
  const second = await tokens.get(sellerAccount({ cacheKey: 'b' }))
  expect(first.reveal()).not.toBe(second.reveal())
  expect((await tokens.get(sellerAccount({ cacheKey: 'a' }))).reveal()).toBe(first.reveal())
})

test('the cache is bounded: the token unused for longest goes', async () => {
  const { tokens, server } = await lwa((_request, index) => lwaToken(`Atza|${index}`), { maxCachedTokens: 2 })
  const get = (cacheKey: string) => tokens.get(sellerAccount({ cacheKey }))
  await get('a')
  await get('b')
  await get('a')
  await get('c')
  await get('a')
  expect(server.requests).toHaveLength(3)
  await get('b')
  expect(server.requests).toHaveLength(4)
})

test('a refused grant means that the seller must authorise again', async () => {
  const { tokens, server } = await lwa(() => refusal('invalid_grant'), { application: withPrevious })
  expect(await failure(tokens.get(sellerAccount()))).toMatchObject({ kind: 'revoked', httpStatus: 400 })
  expect(server.requests).toHaveLength(1)
})

test.each([
  ['invalid_client', 401],
  ['unauthorized_client', 400],
])('a wrong application secret is not a revoked seller (%s)', async (error, status) => {
  const { tokens } = await lwa(() => refusal(error, status))
  expect(await failure(tokens.get(sellerAccount()))).toMatchObject({ kind: 'application_refused' })
})

test('the previous client secret takes over when the current one is refused, and goes first for a while', async () => {
  const { tokens, server, clock, log } = await lwa(
    ({ body }) => (body.includes('previous-secret') ? lwaToken('Atza|1') : refusal('invalid_client', 401)),
    { application: withPrevious },
  )
  await tokens.get(sellerAccount({ cacheKey: 'a' }))
  await tokens.get(sellerAccount({ cacheKey: 'b' }))
  const current = currentSecret.reveal()
  expect(sentSecrets(server)).toEqual([current, 'previous-secret', 'previous-secret'])
  expect(log.lines).toHaveLength(1)
  clock.advance(10 * 60_000)
  await tokens.get(sellerAccount({ cacheKey: 'c' }))
  expect(sentSecrets(server).slice(3)).toEqual([current, 'previous-secret'])
})

test('the application is refused when both of its secrets are', async () => {
  const { tokens, server } = await lwa(() => refusal('invalid_client', 401), { application: withPrevious })
  expect(await failure(tokens.get(sellerAccount()))).toMatchObject({ kind: 'application_refused' })
  expect(server.requests).toHaveLength(2)
})

test('a secret that is added while the process runs is used at once, and the old one still works', async () => {
  const secrets = [currentSecret]
  const { tokens, server } = await lwa(
    ({ body }, index) =>
      index > 1 && body.includes('current') ? refusal('invalid_client', 401) : lwaToken('Atza|1'),
    { application: { ...application, secrets: async () => secrets } },
  )
  await tokens.get(sellerAccount({ cacheKey: 'a' }))
  secrets.unshift(new Secret('newest-secret'))
  await tokens.get(sellerAccount({ cacheKey: 'b' }))
  expect(sentSecrets(server)).toEqual([currentSecret.reveal(), 'newest-secret'])
  secrets.reverse()
  await tokens.get(sellerAccount({ cacheKey: 'c' }))
  expect(sentSecrets(server).slice(2)).toEqual([currentSecret.reveal(), 'newest-secret'])
})

test.each<[string, Script]>([
  ['a 503', () => ({ status: 503, body: '<html>' })],
  ['a 500 that names a grant', () => refusal('invalid_grant', 500)],
  ['server_error', () => refusal('server_error')],
  ['a lost connection', () => 'reset'],
  ['silence', () => 'silence'],
  ['HTML with status 200', () => ({ body: '<html>hello</html>' })],
  ['a 200 without a token', () => ({ body: {} })],
])('%s is tried three times and then unavailable', async (_name, script) => {
  const { tokens, server, clock } = await lwa(script)
  expect(await failure(tokens.get(sellerAccount()))).toMatchObject({ kind: 'unavailable' })
  expect(server.requests).toHaveLength(3)
  expect(clock.slept).toHaveLength(2)
})

test('a request that Amazon calls wrong is not repeated', async () => {
  const { tokens, server } = await lwa(() => refusal('invalid_scope'))
  expect(await failure(tokens.get(sellerAccount()))).toMatchObject({ kind: 'unavailable' })
  expect(server.requests).toHaveLength(1)
})

test('one transient failure is not seen by the caller', async () => {
  const { tokens } = await lwa((_request, index) => (index === 0 ? { status: 500 } : lwaToken('Atza|1')))
  expect((await tokens.get(sellerAccount())).reveal()).toBe('Atza|1')
})

test('a failing secret store passes through unchanged and is asked again the next time', async () => {
  const { tokens, server } = await lwa(() => lwaToken('Atza|1'))
  const outage = new Error('secret store down')
  const account = sellerAccount({ refreshToken: () => Promise.reject(outage) })
  expect(await failure(tokens.get(account))).toBe(outage)
  expect(server.requests).toHaveLength(0)
  expect((await tokens.get(sellerAccount())).reveal()).toBe('Atza|1')
})

test.each(['invalid_grant', 'invalid_client', 'server_error', 'Atzr|refresh+token/1'])(
  'no secret appears in any error (%s)',
  async (code) => {
    const { tokens, log } = await lwa(({ body }) => ({
      status: 400,
      body: { error: code, error_description: decodeURIComponent(body) },
    }))
    const error = await failure(tokens.get(sellerAccount()))
    expect(error).toBeInstanceOf(AmazonError)
    const shown =
      inspect([error, log.lines], { depth: 10, showHidden: true }) + JSON.stringify([error, log.lines])
    expect(shown).not.toMatch(/Atz|refresh\+token|current-secret/)
  },
)
