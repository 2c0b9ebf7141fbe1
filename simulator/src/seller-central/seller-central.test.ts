import { afterEach, expect, test } from 'vitest'
import { startSimulator } from '../start-simulator.ts'
import { oneSellerFleet, requestToken, startTestBench, TEST_EPOCH, type TestBench } from '../test-client.ts'

const callback = 'https://app.example/callback'
let bench: TestBench
afterEach(() => bench.simulator.close())

async function start(application: object = {}): Promise<TestBench> {
  bench = await startTestBench({}, { application: { redirectUris: [callback], ...application } })
  return bench
}

const consent = (query: Record<string, string> = {}) => ({
  application_id: bench.simulator.application.applicationId,
  state: 'state-1',
  redirect_uri: callback,
  ...query,
})
const open = (query: Record<string, string>) =>
  fetch(`${bench.simulator.url}/apps/authorize/consent?${new URLSearchParams(query)}`)
const decide = (seller: string, decision = 'confirm', query: Record<string, string> = {}) =>
  fetch(`${bench.simulator.url}/apps/authorize/consent`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ ...consent(query), seller, decision }),
  })
const returned = (response: Response) => new URL(response.headers.get('location') ?? '').searchParams
const redeem = (code: string, redirectUri = callback) =>
  requestToken(bench.simulator, { grant_type: 'authorization_code', code, redirect_uri: redirectUri })
const renew = (refreshToken: string) =>
  requestToken(bench.simulator, { grant_type: 'refresh_token', refresh_token: refreshToken })

test('the consent page offers the sellers, says that it is simulated, and shows markup as text', async () => {
  const { seller } = await start()
  const page = await open(consent({ state: '"><script>' }))
  expect(page.status).toBe(200)
  const html = await page.text()
  expect(html).toContain(seller.sellerId)
  expect(html).toContain('Simulated Amazon')
  expect(html).not.toContain('<script>')
})

test('a confirmed consent returns state, seller and a code that is good once, for its redirect_uri', async () => {
  const { seller } = await start()
  const answer = returned(await decide(seller.sellerId))
  expect(answer.get('state')).toBe('state-1')
  expect(answer.get('selling_partner_id')).toBe(seller.sellerId)
  const code = answer.get('spapi_oauth_code') ?? ''
  expect((await redeem(code, 'https://other.example/')).body.error).toBe('invalid_grant')
  const tokens = (await redeem(code)).body
  expect(tokens).toMatchObject({ refresh_token: expect.stringMatching(/^Atzr\|/), expires_in: 3600 })
  expect((await redeem(code)).body.error).toBe('invalid_grant')
})

test('a declined consent sends nothing to the application', async () => {
  const { seller } = await start()
  const answer = await decide(seller.sellerId, 'decline')
  expect([answer.status, answer.headers.get('location')]).toEqual([200, null])
})

test('a code lives five minutes, a consent 365 days, a self-authorised token for ever', async () => {
  const { seller, clock } = await start()
  const late = returned(await decide(seller.sellerId)).get('spapi_oauth_code') ?? ''
  clock.advance(301_000)
  expect((await redeem(late)).body.error).toBe('invalid_grant')
  const code = returned(await decide(seller.sellerId)).get('spapi_oauth_code') ?? ''
  const { refresh_token: token } = (await redeem(code)).body
  clock.advance(364 * 86_400_000)
  expect((await renew(token)).status).toBe(200)
  clock.advance(2 * 86_400_000)
  expect((await renew(token)).body.error).toBe('invalid_grant')
  expect((await renew(seller.refreshTokens[0] ?? '')).status).toBe(200)
})

test('a revocation ends all tokens of the seller at once; a new consent works', async () => {
  const { seller, simulator, client } = await start()
  simulator.control.revokeAuthorization(seller.sellerId)
  expect((await renew(seller.refreshTokens[0] ?? '')).body.error).toBe('invalid_grant')
  expect((await client.get('/sellers/v1/marketplaceParticipations')).status).toBe(403)
  const code = returned(await decide(seller.sellerId)).get('spapi_oauth_code') ?? ''
  expect((await renew((await redeem(code)).body.refresh_token)).status).toBe(200)
})

test.each([
  ['another application', { application_id: 'amzn1.sp.solution.other' }, {}, 'MD1000'],
  ['a draft without version=beta', {}, { isDraft: true }, 'MD1000'],
  ['a redirect_uri that is not registered', { redirect_uri: 'https://evil.example/' }, {}, 'MD5101'],
])('%s is refused with %s', async (_name, query, application, code) => {
  await start(application)
  const page = await open(consent(query as Record<string, string>))
  expect(page.status).toBe(400)
  expect(await page.text()).toContain(code)
})

test('a draft is authorised with version=beta', async () => {
  await start({ isDraft: true })
  expect((await open(consent({ version: 'beta' }))).status).toBe(200)
})

test('a seller made on the page has orders, and comes back with its token after a restart', async () => {
  await start()
  const answer = returned(await decide('new-na'))
  const { refresh_token: token } = (await redeem(answer.get('spapi_oauth_code') ?? '')).body
  const sellerId = answer.get('selling_partner_id') ?? ''
  expect(bench.simulator.world.sellers.get(sellerId)).toMatchObject({ region: 'na' })
  await bench.simulator.close()
  const simulator = await startSimulator({
    fleet: oneSellerFleet(),
    seed: 'test',
    epoch: TEST_EPOCH,
    clock: bench.clock,
  })
  bench = { ...bench, simulator }
  expect(simulator.world.sellers.has(sellerId)).toBe(false)
  expect((await renew(token)).status).toBe(200)
  expect(simulator.world.sellers.has(sellerId)).toBe(true)
})

test('from the Appstore the seller goes to the Login URI and comes back with a code', async () => {
  const { seller, simulator } = await start({ loginUri: 'https://app.example/login' })
  const login = returned(
    await fetch(`${simulator.url}/apps/store/authorize?seller=${seller.sellerId}`, { redirect: 'manual' }),
  )
  expect(login.get('selling_partner_id')).toBe(seller.sellerId)
  const confirm = new URL(login.get('amazon_callback_uri') ?? '')
  const send = (amazonState: string) => {
    const query = { redirect_uri: callback, amazon_state: amazonState, state: 'ours' }
    return fetch(`${confirm}?${new URLSearchParams(query)}`, { redirect: 'manual' })
  }
  expect((await send('forged')).status).toBe(400)
  const answer = returned(await send(login.get('amazon_state') ?? ''))
  expect(answer.get('state')).toBe('ours')
  expect((await redeem(answer.get('spapi_oauth_code') ?? '')).status).toBe(200)
})
