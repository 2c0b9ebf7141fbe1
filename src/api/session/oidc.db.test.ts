import { afterAll, beforeAll, expect, test } from 'vitest'
import { createIdentityProvider } from '../../oidc/identity-provider.ts'
import { startTestIssuer, type TestIssuer, testClient } from '../../oidc/testing/test-issuer.ts'
import { Secret } from '../../runtime/secret.ts'
import { cookieOf } from '../testing/sign-in.ts'
import { type Answer, createTestApi, type TestApi } from '../testing/test-api.ts'

let issuer: TestIssuer
let api: TestApi
beforeAll(async () => {
  issuer = await startTestIssuer()
  api = await createTestApi({
    identityProvider: createIdentityProvider({
      issuer: issuer.issuer,
      audience: 'ordersync',
      tenantClaim: 'tenant_id',
      roleClaim: 'groups',
      roles: new Map([
        ['ops', { role: 'operator', canReadBuyers: false }],
        ['admins', { role: 'tenant_admin', canReadBuyers: true }],
      ]),
      client: {
        id: testClient.id,
        secret: new Secret(testClient.secret),
        redirectUri: 'http://127.0.0.1:3000/api/v1/session/oidc/callback',
      },
    }),
  })
  await api.makeTenant('a')
  await api.makeTenant('b')
})
afterAll(async () => {
  await api.close()
  await issuer.close()
})

const adminOfA = { groups: ['admins'], tenant_id: 'a', name: 'Ann' }

async function lastAudit() {
  const { rows } = await api.db.admin.query<Record<string, unknown>>(
    'SELECT tenant_id, actor, action, allowed, code FROM ordersync.audit_log ORDER BY audit_id DESC LIMIT 1',
  )
  return rows[0]
}

/** Leaves for the provider, and comes back with what it said there. */
async function leave() {
  const left = await api.call(null, 'GET', '/session/oidc')
  expect(left.status).toBe(302)
  return { cookie: cookieOf(left), url: String(left.headers.location) }
}
const comeBack = (url: URL, cookie: string): Promise<Answer> =>
  api.send({ method: 'GET', url: url.pathname + url.search, headers: { cookie } })

const sessionCookie = (answer: Answer): string =>
  [answer.headers['set-cookie']]
    .flat()
    .map(String)
    .find((text) => text.startsWith('ordersync_session='))
    ?.split(';')[0] ?? ''

test('a bearer token opens what its role and tenant may, and is in the audit log by its subject', async () => {
  const token = await issuer.sign(adminOfA)
  expect((await api.call(token, 'GET', '/orders')).status).toBe(200)
  expect((await api.call(token, 'GET', '/orders?tenantId=b')).body.code).toBe('other_tenant')
  expect(await lastAudit()).toMatchObject({ tenant_id: 'a', actor: 'oidc:person-1', allowed: false })
  expect((await api.call(token, 'GET', '/tenants')).body.code).toBe('forbidden')
  expect((await api.call(await issuer.sign({ groups: 'ops' }), 'GET', '/tenants')).status).toBe(200)
})

test('a token that proves nothing is a 401 that says why; one without rights a 403; no provider a 503', async () => {
  const expired = await api.call(await issuer.sign(adminOfA, { expiresInSeconds: -60 }), 'GET', '/orders')
  expect(expired).toMatchObject({ status: 401, body: { detail: 'The token has expired.' } })
  expect(expired.headers['www-authenticate']).toContain('invalid_token')
  const noRole = await api.call(await issuer.sign({ groups: ['nobody'] }), 'GET', '/orders')
  expect(noRole).toMatchObject({
    status: 403,
    body: { code: 'token_not_usable', detail: expect.stringContaining('groups') },
  })
  const noTenant = await api.call(await issuer.sign({ ...adminOfA, tenant_id: 'nobody' }), 'GET', '/orders')
  expect(noTenant).toMatchObject({ status: 403, body: { code: 'token_not_usable' } })
  expect(await lastAudit()).toMatchObject({ actor: 'anonymous', allowed: false, code: 'token_not_usable' })
})

test('an outage of the provider is a 503 for its tokens, and nothing to those who come with a key', async () => {
  const fresh = createIdentityProvider({
    issuer: issuer.issuer,
    audience: 'ordersync',
    tenantClaim: 't',
    roleClaim: 'r',
    roles: new Map(),
    client: null,
  })
  const other = await createTestApi({ identityProvider: fresh })
  issuer.setDown(true)
  try {
    const answer = await other.call(await issuer.sign(), 'GET', '/tenants')
    expect(answer).toMatchObject({ status: 503, body: { code: 'identity_provider_unavailable' } })
    expect(answer.headers['retry-after']).toBe('5')
    expect((await other.call(other.operator, 'GET', '/tenants')).status).toBe(200)
  } finally {
    issuer.setDown(false)
    await other.close()
  }
})

test('a person signs in at the provider and gets a session like that of a key', async () => {
  const { cookie, url } = await leave()
  const back = await comeBack(issuer.approve(url, adminOfA), cookie)
  expect([back.status, back.headers.location]).toEqual([303, '/'])
  const session = await api.call(null, 'GET', '/session', undefined, { cookie: sessionCookie(back) })
  expect(session.body).toMatchObject({
    role: 'tenant_admin',
    tenantId: 'a',
    name: 'Ann',
    canReadBuyers: true,
  })
  expect(await lastAudit()).toMatchObject({ actor: 'oidc:person-1', tenant_id: 'a', allowed: true })

  const everywhere = await api.call(null, 'DELETE', '/sessions', undefined, {
    cookie: sessionCookie(back),
    'x-csrf-token': session.body.csrfToken,
  })
  expect(everywhere.body.sessionsEnded).toBe(1)
  expect((await api.call(null, 'GET', '/session', undefined, { cookie: sessionCookie(back) })).status).toBe(
    401,
  )
})

test.each([
  ['in another browser than the one that asked', (url: string) => issuer.approve(url, adminOfA), () => ''],
  [
    'with the state of another attempt',
    (url: string) => withState(issuer.approve(url, adminOfA), 'x'.repeat(43)),
    (own: string) => own,
  ],
  ['without a state', (url: string) => withState(issuer.approve(url, adminOfA), null), (own: string) => own],
  [
    'with a code of nobody',
    (url: string) => withCode(issuer.approve(url, adminOfA), 'made-up'),
    (own: string) => own,
  ],
  [
    'after the person said no',
    (url: string) => withCode(issuer.approve(url, adminOfA), null),
    (own: string) => own,
  ],
  ['for somebody without rights', (url: string) => issuer.approve(url, { groups: [] }), (own: string) => own],
] as const)(
  'coming back %s opens no session, is audited, and ends on the page to sign in at',
  async (_name, answer, cookieFor) => {
    const { cookie, url } = await leave()
    const back = await comeBack(answer(url), cookieFor(cookie))
    expect(back.status).toBe(303)
    expect(back.headers.location).toMatch(/^\/sign-in\?problem=(unauthenticated|token_not_usable)$/)
    expect(sessionCookie(back)).toBe('')
    expect(await lastAudit()).toMatchObject({ allowed: false, action: 'GET /api/v1/session/oidc/callback' })
  },
)

test('an answer of the provider works once', async () => {
  const { cookie, url } = await leave()
  const answer = issuer.approve(url, adminOfA)
  expect((await comeBack(answer, cookie)).headers.location).toBe('/')
  expect((await comeBack(answer, cookie)).headers.location).toBe('/sign-in?problem=unauthenticated')
})

test('without a provider there is nothing to sign in at', async () => {
  const plain = await createTestApi()
  try {
    expect((await plain.call(null, 'GET', '/session/oidc')).status).toBe(404)
    expect((await plain.call(await issuer.sign(), 'GET', '/tenants')).status).toBe(401)
  } finally {
    await plain.close()
  }
})

function withState(url: URL, state: string | null): URL {
  if (state === null) url.searchParams.delete('state')
  else url.searchParams.set('state', state)
  return url
}

function withCode(url: URL, code: string | null): URL {
  url.searchParams.delete('code')
  if (code === null) url.searchParams.set('error', 'access_denied')
  else url.searchParams.set('code', code)
  return url
}
