import { chaosFleet } from '@ordersync/simulator'
import { afterEach, expect, test } from 'vitest'
import { warnOfRenewals } from '../../src/queue/janitor.ts'
import type { LogFields } from '../../src/runtime/log.ts'
import { saveTenant } from '../../src/store/tenants.ts'
import { forgetEndedAuthorizations } from '../../src/sync/forget-ended.ts'
import { runLane } from '../../src/sync/run-lane.ts'
import { type JourneyApi, openJourneyApi } from '../api-of-journey.ts'
import { HttpBrowser, type Page } from '../http-browser.ts'
import { type Journey, minutes, startJourney } from '../journey.ts'
import { silentLog } from '../silent-log.ts'

// Sellers 1 and 3 are European, 2 is American. Nobody is connected at the start.
const sellers = chaosFleet('consent', 3, { ordersPerMonth: 60, historyDays: 5 }).sellers
const [first, american, second] = sellers.map(({ sellerId }) => sellerId) as [string, string, string]
const germany = 'A1PA6795UKMFR9'
const usa = 'ATVPDKIKX0DER'
const callback = '/api/v1/amazon/oauth/callback'
const days = (count: number): number => count * 86_400_000

let journey: Journey
let api: JourneyApi
afterEach(async () => {
  await api.close()
  await journey.close()
})

async function start(): Promise<void> {
  journey = await startJourney({ fleet: { sellers, roster: [] } })
  api = await openJourneyApi(journey)
  for (const tenant of ['acme', 'zeta']) await saveTenant(journey.database.of(tenant), tenant)
}

/** Asks for a consent; with a browser, as its dashboard would. */
async function authorize(tenantId: string, options: { body?: object; browser?: HttpBrowser } = {}) {
  const path = `${api.url}/api/v1/tenants/${tenantId}/connections/authorize`
  const response = await fetch(path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${api.operator}`,
      'content-type': 'application/json',
      ...(options.browser === undefined ? {} : { cookie: 'ordersync_session=of-the-dashboard' }),
    },
    body: JSON.stringify({ marketplaceId: germany, ...options.body }),
  })
  options.browser?.accept(path, response.headers)
  const body = (await response.json()) as Record<string, string>
  if (response.status >= 500) throw new Error(JSON.stringify(body))
  return { status: response.status, url: body.authorizeUrl ?? '', body }
}

/** The seller signs in at Amazon and confirms. */
async function confirm(
  browser: HttpBrowser,
  authorizeUrl: string,
  seller: string,
  options: { stopBefore?: string } = {},
): Promise<Page> {
  return browser.submit(await browser.open(authorizeUrl), { seller, decision: 'confirm' }, options)
}

async function connect(tenantId: string, seller: string, body: object = {}): Promise<string> {
  const browser = new HttpBrowser()
  const { url } = await authorize(tenantId, { browser, body })
  const page = await confirm(browser, url, seller)
  expect(page.url.searchParams.get('problem')).toBeNull()
  return page.url.searchParams.get('connectionId') ?? ''
}

const viewOf = async (tenantId: string) =>
  (await api.call(api.operator, 'GET', `/tenants/${tenantId}/connections`)).body.connections
const problemOf = (page: Page) => page.url.searchParams.get('problem')

async function lastAudit() {
  const { rows } = await journey.database.admin.query<Record<string, unknown>>(
    'SELECT tenant_id, actor, action, allowed, subject FROM ordersync.audit_log ORDER BY audit_id DESC LIMIT 1',
  )
  return rows[0]
}

test('a seller agrees at Amazon, is connected, and the first orders arrive', async () => {
  await start()
  const browser = new HttpBrowser()
  const asked = await authorize('acme', { browser, body: { returnTo: '/tenants/acme?tab=connections' } })
  expect(asked.status).toBe(200)
  expect(Date.parse(asked.body.expiresAt ?? '') - journey.now().getTime()).toBeGreaterThan(minutes(14))
  const page = await confirm(browser, asked.url, first, { stopBefore: '/tenants/acme' })
  expect(page.status).toBe(303)
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect(page.url.searchParams.get('tab')).toBe('connections')
  const connectionId = page.url.searchParams.get('connectionId')
  expect(await lastAudit()).toMatchObject({
    tenant_id: 'acme',
    actor: expect.stringMatching(/^key_/),
    allowed: true,
    subject: `connectionId=${connectionId}`,
  })

  const [connection] = await viewOf('acme')
  expect(connection).toMatchObject({
    connectionId,
    region: 'EU',
    sellingPartnerId: first,
    status: 'connected',
    health: { state: 'never_synced' },
  })
  expect([...connection.marketplaceIds].sort()).toEqual([...(sellers[0]?.marketplaceIds ?? [])].sort())
  const validDays = (Date.parse(connection.authorizationExpiresAt) - journey.now().getTime()) / days(1)
  expect(validDays).toBeGreaterThan(364.9)
  expect(await journey.sync('acme')).toMatchObject({ outcome: { status: 'success' } })
  expect((await journey.status('acme')).orders).toBeGreaterThan(0)
})

test('without a dashboard the seller ends on a calm page of ours', async () => {
  await start()
  const browser = new HttpBrowser()
  const page = await confirm(browser, (await authorize('acme')).url, first)
  expect([page.url.pathname, page.status]).toEqual(['/connect/done', 200])
  expect(page.html).toContain('Amazon is connected')
  const refused = await browser.open(`${api.url}${callback}?state=nonsense&problem=<script>`)
  expect(refused.html).toContain('not asked for here')
  expect(refused.html).not.toContain('<script>')
})

test('a renewal replaces the token and keeps connection, watermark and orders', async () => {
  await start()
  const connectionId = await connect('acme', first)
  await journey.sync('acme')
  const before = (await journey.status('acme')).connections[0]
  await journey.advance(days(300))
  expect(await connect('acme', first)).toBe(connectionId)
  const [renewed] = await viewOf('acme')
  expect((Date.parse(renewed.authorizationExpiresAt) - journey.now().getTime()) / days(1)).toBeGreaterThan(
    364.9,
  )
  expect((await journey.status('acme')).connections[0]).toMatchObject({
    connectionId,
    lastUpdatedAfter: before?.lastUpdatedAfter,
  })
})

test('revoked at Amazon: health says what to do, and a reconnected seller goes on where it stood', async () => {
  await start()
  const connectionId = await connect('acme', first)
  await journey.sync('acme')
  const before = (await journey.status('acme')).connections[0]?.lastUpdatedAfter
  journey.simulator.control.revokeAuthorization(first)
  await journey.advance(minutes(5))
  expect(await journey.sync('acme')).toMatchObject({ outcome: { reasonCode: 'TOKEN_REVOKED' } })
  const [revoked] = await viewOf('acme')
  expect(revoked).toMatchObject({
    status: 'reauthorization_required',
    health: { state: 'action_required', message: expect.stringMatching(/must reconnect Amazon/) },
  })

  await journey.advance(minutes(60))
  expect(await connect('acme', first)).toBe(connectionId)
  expect((await journey.status('acme')).connections[0]).toMatchObject({
    status: 'connected',
    lastUpdatedAfter: before,
  })
  expect(await journey.sync('acme')).toMatchObject({ outcome: { status: 'success' } })
  expect((await journey.status('acme')).connections[0]?.lastUpdatedAfter).not.toBe(before)
})

test('a callback that is opened again is refused and audited, and changes nothing', async () => {
  await start()
  const browser = new HttpBrowser()
  await confirm(browser, (await authorize('acme', { browser })).url, first)
  const [before] = await viewOf('acme')
  const address = browser.visited.find((url) => url.includes(callback)) ?? ''
  const again = await browser.open(address)
  expect(problemOf(again)).toBe('consent_used')
  expect(again.html).toContain('used already')
  expect(await lastAudit()).toMatchObject({
    tenant_id: 'acme',
    allowed: false,
    subject: 'problem=consent_used',
  })
  expect((await viewOf('acme'))[0]).toEqual(before)
})

test('of many that open one callback at once exactly one connects', async () => {
  await start()
  const browser = new HttpBrowser()
  const { url } = await confirm(browser, (await authorize('acme')).url, first, { stopBefore: callback })
  const pages = await Promise.all(Array.from({ length: 10 }, () => new HttpBrowser().open(url.href)))
  expect(pages.filter((page) => page.url.searchParams.has('connectionId'))).toHaveLength(1)
  expect(pages.filter((page) => problemOf(page) === 'consent_used')).toHaveLength(9)
})

test('a state lives 15 minutes, a code five', async () => {
  await start()
  const late = await authorize('acme')
  await journey.advance(minutes(16))
  expect(problemOf(await confirm(new HttpBrowser(), late.url, first))).toBe('consent_expired')
  const browser = new HttpBrowser()
  const { url } = await confirm(browser, (await authorize('acme')).url, first, { stopBefore: callback })
  await journey.advance(minutes(6))
  expect(problemOf(await browser.open(url.href))).toBe('consent_code_refused')
  expect(await lastAudit()).toMatchObject({ tenant_id: 'acme', allowed: false })
  expect(await viewOf('acme')).toEqual([])
})

test('a code of an earlier consent, and a state that nobody gave out, are refused and audited', async () => {
  await start()
  const browser = new HttpBrowser()
  await confirm(browser, (await authorize('acme', { browser })).url, first)
  const used = new URL(browser.visited.find((url) => url.includes(callback)) ?? '')
  const fresh = await authorize('zeta')
  used.searchParams.set('state', fresh.body.state ?? '')
  expect(problemOf(await browser.open(used.href))).toBe('consent_code_refused')
  expect(await viewOf('zeta')).toEqual([])
  for (const state of ['x'.repeat(43), '', "' OR 1=1 --", 'x'.repeat(5000)]) {
    used.searchParams.set('state', state)
    expect(problemOf(await browser.open(used.href))).toBe('consent_unknown')
    expect(await lastAudit()).toMatchObject({ tenant_id: null, actor: 'anonymous', allowed: false })
  }
})

test('a consent that a dashboard asked for cannot be finished in another browser', async () => {
  await start()
  const owner = new HttpBrowser()
  const asked = await authorize('acme', { browser: owner })
  // Somebody was talked into opening the address; and somebody who asked for a consent of their own.
  expect(problemOf(await confirm(new HttpBrowser(), asked.url, first))).toBe('consent_other_session')
  const other = new HttpBrowser()
  await authorize('zeta', { browser: other })
  expect(problemOf(await confirm(other, asked.url, first))).toBe('consent_other_session')
  expect(await lastAudit()).toMatchObject({ tenant_id: 'acme', allowed: false })
  expect(await viewOf('acme')).toEqual([])
  // The owner is not hindered by it.
  expect(problemOf(await confirm(owner, asked.url, first))).toBeNull()
})

test('an account of another region is refused: its orders would never be found', async () => {
  await start()
  const page = await confirm(new HttpBrowser(), (await authorize('acme')).url, american)
  expect(problemOf(page)).toBe('consent_other_region')
  expect(await viewOf('acme')).toEqual([])
  expect(await connect('acme', american, { marketplaceId: usa })).toMatch(/^con_/)
})

test('a seller of another tenant is refused without a hint, unless the operator allows it', async () => {
  await start()
  await connect('acme', first)
  const page = await confirm(new HttpBrowser(), (await authorize('zeta')).url, first)
  expect(problemOf(page)).toBe('seller_connected_elsewhere')
  expect(page.html).not.toMatch(/acme/i)
  expect(await viewOf('zeta')).toEqual([])
  const admin = await api.makeKey('tenant_admin', 'zeta')
  const asked = { marketplaceId: germany, allowSharedSeller: true }
  expect(await api.call(admin, 'POST', '/tenants/zeta/connections/authorize', asked)).toMatchObject({
    status: 403,
    body: { code: 'forbidden' },
  })
  const shared = await connect('zeta', first, { allowSharedSeller: true })
  expect(shared).not.toBe((await viewOf('acme'))[0].connectionId)
})

test('a seller who cancels is not connected, and can try again with the same address', async () => {
  await start()
  const browser = new HttpBrowser()
  const { url, body } = await authorize('acme')
  const page = await browser.submit(await browser.open(url), { seller: first, decision: 'decline' })
  expect(page.html).toContain('Not authorized')
  expect(problemOf(await confirm(browser, url, first))).toBeNull()
  const empty = await authorize('zeta')
  expect(problemOf(await browser.open(`${api.url}${callback}?state=${empty.body.state}`))).toBe(
    'consent_declined',
  )
  expect(body.state).toMatch(/^[\w-]{43}$/)
})

test('an outage of Amazon behind the consent loses no token: the marketplaces follow later', async () => {
  await start()
  journey.simulator.control.addFault({
    kind: 'status',
    status: 503,
    operation: 'getMarketplaceParticipations',
  })
  await connect('acme', first)
  expect((await viewOf('acme'))[0]).toMatchObject({ status: 'connected', marketplaceIds: [] })
})

test.each([
  ['is down', { kind: 'status', status: 503 }, 'amazon_unavailable'],
  ['refuses the application', { kind: 'invalid_client' }, 'application_refused'],
] as const)(
  'when Login with Amazon %s nothing is stored, and the page says so',
  async (_name, fault, code) => {
    await start()
    journey.simulator.control.addFault({ ...fault, operation: 'lwa' })
    expect(problemOf(await confirm(new HttpBrowser(), (await authorize('acme')).url, first))).toBe(code)
    expect(await viewOf('acme')).toEqual([])
  },
)

test('from the Appstore: the seller signs in here, somebody chooses the tenant, and only that seller comes back', async () => {
  await start()
  const browser = new HttpBrowser()
  const appstore = `${journey.simulator.url}/apps/store/authorize?seller=${second}`
  const { url } = await browser.open(appstore, { stopBefore: '/connect' })
  expect(url.searchParams.get('sellingPartnerId')).toBe(second)
  const login = url.searchParams.get('login') ?? ''
  const asked = await authorize('acme', { browser, body: { login } })
  const page = await browser.open(asked.url)
  expect(problemOf(page)).toBeNull()
  expect((await viewOf('acme'))[0]).toMatchObject({ sellingPartnerId: second })
  const again = await authorize('zeta', { browser, body: { login } })
  expect(again).toMatchObject({ status: 404, body: { code: 'login_unknown' } })

  // The way of one seller does not end with another one.
  const other = new HttpBrowser()
  const next = (await other.open(appstore, { stopBefore: '/connect' })).url.searchParams.get('login')
  const { body } = await authorize('zeta', { browser: other, body: { login: next } })
  const code = journey.simulator.control.issueAuthorizationCode(first)
  const query = new URLSearchParams({
    state: body.state ?? '',
    selling_partner_id: first,
    spapi_oauth_code: code,
  })
  expect(problemOf(await other.open(`${api.url}${callback}?${query}`))).toBe('consent_other_seller')
})

test('the Login URI sends nobody anywhere but to Amazon', async () => {
  await start()
  const query = new URLSearchParams({
    amazon_callback_uri: 'https://amazon.com.evil.example/apps/authorize/confirm/x',
    amazon_state: 'x',
    selling_partner_id: first,
  })
  expect(await api.call(api.operator, 'GET', `/amazon/oauth/login?${query}`)).toMatchObject({
    status: 400,
    body: { code: 'invalid_request', field: 'amazon_callback_uri' },
  })
})

test('a consent that nears its end warns 60, 30 and 7 days before, once each, until it is renewed', async () => {
  await start()
  await connect('acme', first)
  await journey.sync('acme')
  const healthAfter = async (ms: number) => {
    await journey.advance(ms)
    await journey.sync('acme')
    return (await viewOf('acme'))[0].health
  }
  const warned: unknown[] = []
  const log = { ...silentLog, warn: ({ count }: LogFields) => void warned.push(count) }
  const warn = () => warnOfRenewals(journey.database, log)
  expect(await healthAfter(days(300))).toMatchObject({ state: 'ok' })
  await warn()
  expect(await healthAfter(days(6))).toMatchObject({
    state: 'renewal_due',
    message: expect.stringMatching(/consent ends on \d{4}-\d\d-\d\d: ask the seller/),
  })
  await warn()
  await warn()
  expect(warned).toEqual([60])
  expect(await journey.ordersync.metrics.registry.metrics()).toContain(
    'ordersync_connections_reauthorization_due{within_days="60"} 1',
  )
  expect(await healthAfter(days(30))).toMatchObject({ state: 'renewal_due' })
  await warn()
  expect(await healthAfter(days(23))).toMatchObject({ state: 'action_required' })
  await Promise.all([warn(), warn(), warn()])
  expect(warned).toEqual([60, 30, 7])
  await connect('acme', first)
  expect((await viewOf('acme'))[0].health).toMatchObject({ state: 'ok' })
})

test('a consent that nobody renews ends as Amazon says', async () => {
  await start()
  await connect('acme', first)
  await journey.sync('acme')
  await journey.advance(days(359))
  await journey.advance(days(7))
  expect(await journey.sync('acme')).toMatchObject({ outcome: { reasonCode: 'TOKEN_REVOKED' } })
})

test('a pasted token is checked at once, and one that is no good replaces nothing', async () => {
  await start()
  const [seller] = sellers
  const paste = async (body: object) =>
    (
      await api.call(api.operator, 'POST', '/tenants/acme/connections', {
        region: 'EU',
        sellingPartnerId: first,
        refreshToken: seller?.refreshTokens[0],
        ...body,
      })
    ).body
  expect(await paste({})).toMatchObject({
    status: 'connected',
    authorizationExpiresAt: null,
    marketplaceIds: expect.arrayContaining([germany]),
    verification: { verified: true, reason: 'accepted' },
  })
  expect(await paste({ refreshToken: 'Atzr|wrong' })).toMatchObject({
    status: 409,
    code: 'token_refused',
    reason: 'token_refused',
  })
  expect(await paste({ region: 'FE' })).toMatchObject({
    status: 409,
    code: 'token_refused',
    reason: 'other_region',
    detail: expect.stringMatching(/for EU, not for FE/),
  })
  expect(await viewOf('acme')).toHaveLength(1)
  expect(await journey.sync('acme')).toMatchObject({ outcome: { status: 'success' } })
  journey.simulator.control.addFault({ kind: 'status', status: 503, operation: 'lwa' })
  expect(await paste({})).toMatchObject({
    status: 'connected',
    verification: { verified: null, reason: 'amazon_unavailable' },
  })
  journey.simulator.control.clearFaults()
  journey.simulator.control.addFault({ kind: 'hang', operation: 'getMarketplaceParticipations' })
  const startedAt = performance.now()
  expect(await paste({})).toMatchObject({ verification: { verified: null, reason: 'amazon_unavailable' } })
  expect(performance.now() - startedAt).toBeLessThan(8000)
})

test('disconnecting forgets the tokens, sealed and in memory, says what is kept, and ends a run that is under way', async () => {
  await start()
  const connectionId = await connect('acme', first)
  await journey.sync('acme')
  const { orders } = await journey.status('acme')
  const { amazon } = journey.ordersync.engine
  expect(amazon.rememberedAccounts()).toEqual([`acme/${connectionId}/1`])

  // A run that is waiting for Amazon when the connection is removed stores nothing more.
  journey.simulator.control.putOrder(first, {})
  await journey.advance(minutes(10))
  journey.simulator.control.addFault({ kind: 'slow', delayMs: 1500, operation: 'searchOrders' })
  const lane = { tenantId: 'acme', connectionId, lane: 'delta' as const }
  const run = runLane(journey.ordersync.engine, lane, 'manual', new AbortController().signal)
  await expect.poll(async () => (await journey.lastRun('acme')).finishedAt).toBeNull()
  const answer = await api.call(api.operator, 'DELETE', `/tenants/acme/connections/${connectionId}`)
  expect(answer).toMatchObject({
    status: 200,
    body: { deleted: true, kept: { orders }, message: expect.stringMatching(/keeps its \d+ orders/) },
  })
  expect(await run).toMatchObject({ kind: 'stale' })
  expect((await journey.status('acme')).orders).toBe(orders)

  expect(await forgetEndedAuthorizations(journey.database, amazon)).toBe(1)
  expect(amazon.rememberedAccounts()).toEqual([])
  const { rowCount } = await journey.database.admin.query('SELECT FROM ordersync.connections')
  expect(rowCount).toBe(0)
})
