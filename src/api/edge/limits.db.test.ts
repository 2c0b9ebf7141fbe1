import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Clock } from '../../runtime/clock.ts'
import { signIn } from '../testing/sign-in.ts'
import { type Answer, createTestApi, type TestApi } from '../testing/test-api.ts'
import { defaultEdge } from './edge-settings.ts'

let now = Date.parse('2026-11-21T12:00:00Z')
const clock: Clock = { now: () => new Date(now), sleep: async () => {} }
let api: TestApi
let readerOfA: string
let attempts = 0
beforeAll(async () => {
  api = await createTestApi({
    clock,
    edge: { ...defaultEdge, callsPerMinute: 20, trustedProxies: ['127.0.0.1'] },
  })
  await api.makeTenant('a')
  readerOfA = await api.makeKey('tenant_reader', 'a')
})
beforeEach(() => {
  // Every allowance is whole again.
  now += 3_600_000
})
afterAll(() => api.close())

/** A call as a proxy that we trust passes it on. */
const from = (address: string, key: string | null, url = '/orders'): Promise<Answer> =>
  api.call(key, 'GET', url, undefined, { 'x-forwarded-for': address })

/** A key that was never made; of all that begin alike when told how. */
function guess(begin = ''): string {
  attempts += 1
  return `os_${begin}${String(attempts).padStart(43 - begin.length, 'x')}`
}

async function guessUntilRefused(address: string, begin = ''): Promise<number> {
  for (let count = 1; count <= 100; count += 1) {
    if ((await from(address, guess(begin))).status === 429) return count - 1
  }
  return Number.POSITIVE_INFINITY
}

test('who guesses keys is stopped after twenty, is told for how long, and may go on slowly', async () => {
  expect(await guessUntilRefused('198.51.100.1')).toBe(20)
  const refused = await from('198.51.100.1', guess())
  expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  now += Number(refused.headers['retry-after']) * 1000
  expect((await from('198.51.100.1', guess())).status).toBe(401)
})

test('while an address guesses, keys work from every other, and from the same one if they worked there before', async () => {
  expect((await from('198.51.100.2', readerOfA)).status).toBe(200)
  const session = await signIn(api, readerOfA)
  expect(
    (await session.call('GET', '/orders', undefined, { 'x-forwarded-for': '198.51.100.2' })).status,
  ).toBe(200)
  await guessUntilRefused('198.51.100.2')
  expect((await from('198.51.100.3', readerOfA)).status).toBe(200)
  expect((await from('198.51.100.2', readerOfA)).status).toBe(200)
  expect(
    (await session.call('GET', '/orders', undefined, { 'x-forwarded-for': '198.51.100.2' })).status,
  ).toBe(200)
  // A right key that was never used is not told from a wrong one.
  expect((await from('198.51.100.2', await api.makeKey('tenant_reader', 'a'))).status).toBe(429)
})

test('one key guessed at from many addresses: each of them has a single guess in the end, and the key itself works', async () => {
  const begin = readerOfA.slice(3, 9)
  for (let host = 1; host <= 20; host += 1) await from(`203.0.113.${host}`, guess(begin))
  expect(await guessUntilRefused('203.0.113.100', begin)).toBe(1)
  expect(await guessUntilRefused('203.0.113.101', begin)).toBe(1)
  expect(await guessUntilRefused('203.0.113.102')).toBe(20)
  expect((await from('203.0.113.103', readerOfA)).status).toBe(200)
})

test('an IPv6 caller does not get a new allowance with each of its addresses', async () => {
  for (let host = 1; host <= 20; host += 1) await from(`2001:db8:1:2::${host}`, guess())
  expect((await from('2001:db8:1:2:ffff::1', guess())).status).toBe(429)
  expect((await from('2001:db8:1:3::1', guess())).status).toBe(401)
})

test('guessing sign-in links and keys at the sign-in counts the same', async () => {
  const signInAs = (body: object) =>
    api.call(null, 'POST', '/session', body, { 'x-forwarded-for': '198.51.100.9' })
  for (let count = 0; count < 10; count += 1) {
    expect((await signInAs({ key: guess() })).status).toBe(401)
    expect((await signInAs({ signInToken: `osl_${String(count).padStart(43, 'y')}` })).status).toBe(401)
  }
  expect((await signInAs({ key: guess() })).status).toBe(429)
})

test('X-Forwarded-For of somebody who is no proxy of ours gives no new allowance', async () => {
  const other = await createTestApi({ clock, edge: { ...defaultEdge, trustedProxies: ['10.0.0.0/8'] } })
  try {
    for (let count = 0; count < 20; count += 1) {
      await other.call(guess(), 'GET', '/orders', undefined, { 'x-forwarded-for': `192.0.2.${count}` })
    }
    const answer = await other.call(guess(), 'GET', '/orders', undefined, { 'x-forwarded-for': '192.0.2.99' })
    expect(answer.status).toBe(429)
    const { rows } = await other.db.admin.query<{ address: string }>(
      'SELECT DISTINCT address FROM ordersync.audit_log',
    )
    expect(rows).toEqual([{ address: '127.0.0.1' }])
  } finally {
    await other.close()
  }
})

test("a tenant's key may call so often in a minute, an operator's ten times as often, and nobody waits for another", async () => {
  const readerOfB = await api.makeKey('tenant_reader', await api.makeTenant('b'))
  for (let count = 0; count < 20; count += 1) expect((await from('192.0.2.1', readerOfA)).status).toBe(200)
  const refused = await from('192.0.2.1', readerOfA)
  expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '3' } })
  // The same key from elsewhere is the same caller.
  expect((await from('192.0.2.2', readerOfA)).status).toBe(429)
  expect((await from('192.0.2.1', readerOfB)).status).toBe(200)
  for (let count = 0; count < 200; count += 1)
    expect((await from('192.0.2.1', api.operator)).status).not.toBe(429)
  expect((await from('192.0.2.1', api.operator)).status).toBe(429)
  now += 3000
  expect((await from('192.0.2.1', readerOfA)).status).toBe(200)
})

test('a flood of calls that prove nothing leaves a hundred entries in the audit log, and then their number', async () => {
  const count = async () =>
    Number(
      (await api.db.admin.query<{ n: string }>('SELECT count(*) AS n FROM ordersync.audit_log')).rows[0]?.n,
    )
  const before = await count()
  for (let host = 0; host < 300; host += 1) await from(`198.51.${host % 200}.77`, null, '/tenants')
  expect((await count()) - before).toBe(100)
  now += 60_000
  await from('198.51.1.78', null, '/tenants')
  const { rows } = await api.db.admin.query<{ note: string }>(
    'SELECT note FROM ordersync.audit_log ORDER BY audit_id DESC LIMIT 1',
  )
  expect(rows[0]?.note).toBe('200 more refused calls were not written down')
})

test('what is open to everybody is open so often only; being alive is always told', async () => {
  const open = (url: string) =>
    api.send({ method: 'GET', url, headers: { 'x-forwarded-for': '198.51.100.200' } })
  for (let count = 0; count < 1200; count += 1) await open('/nothing-here')
  expect((await open('/')).status).toBe(429)
  expect((await open('/healthz')).status).toBe(200)
})
