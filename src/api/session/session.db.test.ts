import { afterAll, beforeAll, expect, test } from 'vitest'
import { cookieOf, type SignedInBrowser, signIn } from '../testing/sign-in.ts'
import { createTestApi, type TestApi } from '../testing/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await createTestApi()
  await api.makeTenant('a')
  await api.makeTenant('b')
})
afterAll(() => api.close())

/** Moves every session this far into the past, as if the time had passed. */
const age = (column: 'last_seen_at' | 'expires_at', interval: string) =>
  api.db.admin.query(`UPDATE ordersync.sessions SET ${column} = ${column} - $1::interval`, [interval])

const statusOf = async (browser: SignedInBrowser) => (await browser.call('GET', '/session')).status

test('a key signs a browser in; the cookie is out of reach of scripts and other sites', async () => {
  const answer = await api.call(null, 'POST', '/session', { key: api.operator })
  expect(answer).toMatchObject({
    status: 200,
    body: { role: 'operator', tenantId: null, name: 'operator', simulated: true, version: '0.0.0-test' },
  })
  const cookie = String(answer.headers['set-cookie'])
  expect(cookie).toMatch(/^ordersync_session=oss_[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
  expect(JSON.stringify(answer.body)).not.toContain(api.operator)
  const again = await api.call(null, 'GET', '/session', undefined, { cookie: cookieOf(answer) })
  expect(again.body).toEqual(answer.body)
})

test('the cookie of a public https address is for that host and for TLS only', async () => {
  const other = await createTestApi({ edge: { publicUrl: new URL('https://orders.example') } })
  try {
    const answer = await other.call(null, 'POST', '/session', { key: other.operator })
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^__Host-ordersync_session=oss_[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    const plain = cookieOf(answer).replace('__Host-', '')
    expect((await other.call(null, 'GET', '/session', undefined, { cookie: plain })).status).toBe(401)
  } finally {
    await other.close()
  }
})

test('a session sees and does what its key may, and nothing of another tenant', async () => {
  const reader = await signIn(api, await api.makeKey('tenant_reader', 'a'))
  expect((await reader.call('GET', '/orders')).status).toBe(200)
  expect((await reader.call('POST', '/orders/sync/run')).body.code).toBe('forbidden')
  expect((await reader.call('GET', '/orders?tenantId=b')).body.code).toBe('other_tenant')
  expect((await reader.call('GET', '/tenants')).status).toBe(403)
})

test.each([
  ['without its CSRF token', {}, 'csrf_token_required'],
  ['with the token of another session', { 'x-csrf-token': 'other' }, 'csrf_token_required'],
  [
    'from the page of another site',
    { 'x-csrf-token': 'own', origin: 'https://evil.example' },
    'cross_site_request',
  ],
  ['from a sandboxed frame', { 'x-csrf-token': 'own', origin: 'null' }, 'cross_site_request'],
  ['from a sister site', { 'x-csrf-token': 'own', 'sec-fetch-site': 'same-site' }, 'cross_site_request'],
  [
    'from elsewhere without an origin',
    { 'x-csrf-token': 'own', 'sec-fetch-site': 'cross-site' },
    'cross_site_request',
  ],
] as const)(
  'a change by a session %s is refused, audited and has no effect',
  async (_name, headers, code) => {
    const browser = await signIn(api, api.operator)
    const other = await signIn(api, api.operator)
    const tokens: Record<string, string> = { own: browser.csrfToken, other: other.csrfToken }
    const sent = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        name === 'x-csrf-token' ? (tokens[value] ?? '') : value,
      ]),
    )
    const answer = await api.call(
      null,
      'PUT',
      '/tenants/forged',
      { displayName: 'x' },
      { cookie: browser.cookie, ...sent },
    )
    expect(answer).toMatchObject({ status: 403, body: { code } })
    expect((await api.call(api.operator, 'GET', '/tenants/forged')).status).toBe(404)
    const { rows } = await api.db.admin.query(
      'SELECT code, allowed FROM ordersync.audit_log ORDER BY audit_id DESC LIMIT 1',
    )
    expect(rows[0]).toEqual({ code, allowed: false })
  },
)

test('a change by a session with its token, from our own page, is done', async () => {
  const browser = await signIn(api, api.operator)
  const own = { origin: 'http://localhost:3000', host: 'localhost:3000', 'sec-fetch-site': 'same-origin' }
  expect((await browser.call('PUT', '/tenants/made', { displayName: 'x' }, own)).status).toBe(201)
})

test('another site cannot sign a visitor in as somebody else', async () => {
  const answer = await api.call(
    null,
    'POST',
    '/session',
    { key: api.operator },
    { origin: 'https://evil.example' },
  )
  expect(answer).toMatchObject({ status: 403, body: { code: 'cross_site_request' } })
  expect(answer.headers['set-cookie']).toBeUndefined()
})

test('signing in makes a new token and ends the session that the browser had before', async () => {
  const before = await signIn(api, await api.makeKey('tenant_reader', 'a'))
  const answer = await api.call(null, 'POST', '/session', { key: api.operator }, { cookie: before.cookie })
  expect(cookieOf(answer)).not.toBe(before.cookie)
  expect(await statusOf(before)).toBe(401)
  const fixed = await api.call(
    null,
    'POST',
    '/session',
    { key: api.operator },
    {
      cookie: `ordersync_session=oss_${'x'.repeat(43)}`,
    },
  )
  expect(cookieOf(fixed)).not.toContain('xxx')
})

test('signing out ends this session; signing out everywhere ends those of the same key in every browser', async () => {
  const [here, there] = [await signIn(api, api.operator), await signIn(api, api.operator)]
  const stranger = await signIn(api, await api.makeKey('operator', null))
  const out = await here.call('DELETE', '/session')
  expect(out).toMatchObject({ status: 200, body: { signedOut: true } })
  expect(String(out.headers['set-cookie'])).toMatch(/^ordersync_session=;.*Expires=Thu, 01 Jan 1970/)
  expect([await statusOf(here), await statusOf(there)]).toEqual([401, 200])

  const third = await signIn(api, api.operator)
  const ended = await third.call('DELETE', '/sessions')
  expect(ended.body.sessionsEnded).toBeGreaterThanOrEqual(2)
  expect([await statusOf(there), await statusOf(third), await statusOf(stranger)]).toEqual([401, 401, 200])
})

test('a session ends after an hour without use, and after twelve hours in any case', async () => {
  const browser = await signIn(api, api.operator)
  await age('last_seen_at', '59 minutes')
  expect(await statusOf(browser)).toBe(200)
  // That use counted: another 59 minutes are within the hour again.
  await age('last_seen_at', '59 minutes')
  expect(await statusOf(browser)).toBe(200)
  await age('last_seen_at', '61 minutes')
  expect(await statusOf(browser)).toBe(401)

  const long = await signIn(api, api.operator)
  await age('expires_at', '11 hours 59 minutes')
  expect(await statusOf(long)).toBe(200)
  await age('expires_at', '1 minute')
  expect(await statusOf(long)).toBe(401)
})

test('a session ends with its key: revoked, expired, or gone with its tenant', async () => {
  const made = await api.call(api.operator, 'POST', '/api-keys', {
    name: 'k',
    role: 'tenant_reader',
    tenantId: 'a',
  })
  const browser = await signIn(api, made.body.key)
  await api.call(api.operator, 'DELETE', `/api-keys/${made.body.keyId}`)
  expect(await statusOf(browser)).toBe(401)

  const short = await api.call(api.operator, 'POST', '/api-keys', {
    name: 'k',
    role: 'tenant_reader',
    tenantId: 'a',
    expiresInDays: 1,
  })
  const second = await signIn(api, short.body.key)
  await api.db.admin.query('UPDATE ordersync.api_keys SET expires_at = ordersync.now() WHERE key_id = $1', [
    short.body.keyId,
  ])
  expect(await statusOf(second)).toBe(401)

  await api.makeTenant('leaving')
  const third = await signIn(api, await api.makeKey('tenant_admin', 'leaving'))
  await api.call(api.operator, 'DELETE', '/tenants/leaving')
  expect(await statusOf(third)).toBe(401)
})

test('a sign-in link opens one session, once, within ten minutes, as the key that made it', async () => {
  const key = await api.makeKey('tenant_admin', 'b')
  const link = await api.call(key, 'POST', '/session/links')
  expect(link).toMatchObject({
    status: 201,
    body: { path: `/sign-in#token=${link.body.signInToken}` },
  })
  const use = () => api.call(null, 'POST', '/session', { signInToken: link.body.signInToken })
  const answers = await Promise.all([use(), use(), use()])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401])
  expect(answers.find(({ status }) => status === 200)?.body).toMatchObject({
    role: 'tenant_admin',
    tenantId: 'b',
  })
  expect((await use()).body.detail).toContain('ordersync sign-in')

  const late = await api.call(key, 'POST', '/session/links')
  await api.db.admin.query(
    "UPDATE ordersync.sign_in_links SET expires_at = expires_at - interval '10 minutes'",
  )
  expect((await api.call(null, 'POST', '/session', { signInToken: late.body.signInToken })).status).toBe(401)
})

test('a session makes no sign-in links: it would never end', async () => {
  const browser = await signIn(api, api.operator)
  expect((await browser.call('POST', '/session/links')).status).toBe(403)
})

test('a wrong key beside a good cookie is nobody, and a key needs no session to be itself', async () => {
  const browser = await signIn(api, api.operator)
  const answer = await browser.call('GET', '/tenants', undefined, { authorization: 'Bearer os_wrong' })
  expect(answer.status).toBe(401)
  expect((await api.call(api.operator, 'GET', '/session')).status).toBe(401)
  expect((await api.call(null, 'GET', '/session')).status).toBe(401)
})

test('neither session tokens nor links are stored in clear', async () => {
  const browser = await signIn(api, api.operator)
  const link = await api.call(api.operator, 'POST', '/session/links')
  const { rows } = await api.db.admin.query<{ text: string }>(
    `SELECT s::text AS text FROM ordersync.sessions s UNION ALL SELECT l::text FROM ordersync.sign_in_links l
     UNION ALL SELECT a::text FROM ordersync.audit_log a UNION ALL SELECT k::text FROM ordersync.api_keys k`,
  )
  const dump = rows.map(({ text }) => text).join('\n')
  const planted = [browser.cookie.split('=')[1] ?? '', browser.csrfToken, link.body.signInToken, api.operator]
  for (const secret of planted) {
    expect(secret.length).toBeGreaterThan(40)
    expect(dump).not.toContain(secret)
    expect(dump).not.toContain(Buffer.from(secret).toString('hex'))
  }
})
