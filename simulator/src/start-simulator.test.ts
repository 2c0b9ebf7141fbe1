import { request as httpRequest } from 'node:http'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { refreshTokenId } from './authorizations.ts'
import type { FaultInput } from './faults.ts'
import type { SimulatedSeller } from './seller.ts'
import {
  connect,
  requestToken,
  startTestBench,
  TEST_EPOCH,
  type TestBench,
  USER_AGENT,
} from './test-client.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((simulator) => simulator.close()))
})

async function bench(options: Partial<SimulatedSeller> = {}): Promise<TestBench> {
  const started = await startTestBench(options)
  open.push(started.simulator)
  return started
}

const SEARCH = { createdAfter: '2026-07-20T00:00:00Z' }
const SEARCH_PATH = '/orders/2026-01-01/orders?createdAfter=2026-07-20T00%3A00%3A00Z'

describe('the token endpoint', () => {
  test('takes a form or JSON, and each of the secrets', async () => {
    const { simulator, seller } = await bench()
    const refreshToken = seller.refreshTokens[0] ?? ''
    const { clientId, clientSecrets } = simulator.application
    for (const secret of clientSecrets) {
      const form = { grant_type: 'refresh_token', refresh_token: refreshToken, client_secret: secret }
      const granted = await requestToken(simulator, form)
      expect(granted.status).toBe(200)
      expect(granted.body).toMatchObject({
        token_type: 'bearer',
        expires_in: 3600,
        refresh_token: refreshToken,
      })
      expect(granted.body.access_token).toMatch(/^Atza\|/)
      const json = await fetch(`${simulator.url}/auth/o2/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...form, client_id: clientId }),
      })
      expect(json.status).toBe(200)
    }
  })

  test.each<[string, Record<string, string>, number, string]>([
    ['an unknown refresh token', { refresh_token: 'Atzr|unknown' }, 400, 'invalid_grant'],
    ['a wrong secret', { client_secret: 'amzn1.oa2-cs.v1.wrong' }, 401, 'invalid_client'],
    ['a wrong client', { client_id: 'amzn1.application-oa2-client.other' }, 401, 'invalid_client'],
    ['no grant type', { grant_type: '' }, 400, 'invalid_request'],
    ['no refresh token', { refresh_token: '' }, 400, 'invalid_request'],
    ['no client', { client_id: '' }, 400, 'invalid_request'],
    ['an unknown grant type', { grant_type: 'implicit' }, 400, 'unsupported_grant_type'],
    ['a grant that the client may not use', { grant_type: 'password' }, 400, 'unauthorized_client'],
    ['an unknown scope', { grant_type: 'client_credentials', scope: 'profile' }, 400, 'invalid_scope'],
  ])('refuses %s', async (_, form, status, error) => {
    const { simulator, seller } = await bench()
    const usual = { grant_type: 'refresh_token', refresh_token: seller.refreshTokens[0] ?? '' }
    const answer = await requestToken(simulator, { ...usual, ...form })
    expect(answer.status).toBe(status)
    expect(answer.body.error).toBe(error)
    expect(answer.body.error_description).toBeTypeOf('string')
  })

  test('exchanges an authorization code once, within five minutes, for the same redirect', async () => {
    const { simulator, seller, clock } = await bench()
    const redirect = 'https://app.example/callback'
    const exchange = (code: string, redirectUri = redirect) =>
      requestToken(simulator, { grant_type: 'authorization_code', code, redirect_uri: redirectUri })
    const code = simulator.control.issueAuthorizationCode(seller.sellerId, redirect)
    expect((await exchange(code, 'https://evil.example')).body.error).toBe('invalid_grant')
    const granted = await exchange(code)
    expect(granted.body.refresh_token).toMatch(/^Atzr\|/)
    expect((await exchange(code)).body.error).toBe('invalid_grant')
    const late = simulator.control.issueAuthorizationCode(seller.sellerId, redirect)
    clock.advance(301_000)
    expect((await exchange(late)).status).toBe(400)
    const client = await connect(simulator, { ...seller, refreshTokens: [granted.body.refresh_token] })
    expect((await client.search(SEARCH)).status).toBe(200)
  })

  test('gives grantless tokens that speak for no seller', async () => {
    const { simulator, client } = await bench()
    const scope = 'sellingpartnerapi::notifications'
    const granted = await requestToken(simulator, { grant_type: 'client_credentials', scope })
    expect(granted.body.refresh_token).toBeUndefined()
    const answer = await client.get(SEARCH_PATH, { 'x-amz-access-token': granted.body.access_token })
    expect(answer.status).toBe(403)
  })
})

describe('the door', () => {
  test('knows an access token for an hour of simulated time', async () => {
    const { client, clock } = await bench()
    clock.advance(3_599_000)
    expect((await client.search(SEARCH)).status).toBe(200)
    clock.advance(2_000)
    const answer = await client.search(SEARCH)
    expect(answer.status).toBe(403)
    expect(answer.body.errors[0]).toMatchObject({
      code: 'Unauthorized',
      message: 'Access to requested resource is denied.',
    })
    expect(answer.headers.get('x-amzn-ratelimit-limit')).toBeNull()
  })

  test('refuses forged and missing tokens, and tokens of another region', async () => {
    const { client, simulator } = await bench()
    const forged = `${client.accessToken.slice(0, -3)}AAA`
    expect((await client.get(SEARCH_PATH, { 'x-amz-access-token': forged })).status).toBe(403)
    const bare = await fetch(`${simulator.url}/eu${SEARCH_PATH}`, { headers: { 'user-agent': USER_AGENT } })
    expect(bare.status).toBe(403)
    for (const region of ['na', 'fe']) {
      const headers = { 'user-agent': USER_AGENT, 'x-amz-access-token': client.accessToken }
      const answer = await fetch(`${simulator.url}/${region}${SEARCH_PATH}`, { headers })
      expect(answer.status).toBe(403)
    }
  })

  test('answers an unknown path with 403, as a gateway does', async () => {
    const { client, simulator } = await bench()
    const answer = await client.get('/orders/v0/orders')
    expect(answer.status).toBe(403)
    expect(answer.body.errors[0].code).toBe('MissingAuthenticationToken')
    expect((await fetch(`${simulator.url}/nowhere`)).status).toBe(403)
  })

  test('insists on a well-formed user agent', async () => {
    const { client } = await bench()
    expect((await client.get(SEARCH_PATH, { 'user-agent': 'node' })).status).toBe(400)
    const long = `A/1 (Language=Node; Note=${'x'.repeat(500)})`
    expect((await client.get(SEARCH_PATH, { 'user-agent': long })).status).toBe(400)
  })

  test('turns a GET with a body away in HTML', async () => {
    const { simulator, client } = await bench()
    const answer = await new Promise<{ status: number | undefined; type: string | undefined }>(
      (resolve, reject) => {
        const headers = {
          'user-agent': USER_AGENT,
          'x-amz-access-token': client.accessToken,
          'content-length': '2',
        }
        const outgoing = httpRequest(
          `${simulator.url}/eu${SEARCH_PATH}`,
          { method: 'GET', headers },
          (reply) => {
            reply.resume()
            resolve({ status: reply.statusCode, type: reply.headers['content-type'] })
          },
        )
        outgoing.on('error', reject)
        outgoing.end('{}')
      },
    )
    expect(answer).toEqual({ status: 400, type: 'text/html' })
  })

  test('stamps every answer with a request id and the simulated time', async () => {
    const { client, clock } = await bench()
    clock.advance(1000)
    const answer = await client.search(SEARCH)
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
    expect(answer.headers.get('date')).toBe(new Date(TEST_EPOCH.getTime() + 1000).toUTCString())
  })

  test('lists the marketplaces a seller takes part in', async () => {
    const { client, seller } = await bench()
    const answer = await client.get('/sellers/v1/marketplaceParticipations')
    expect(answer.body.payload.map((entry: { marketplace: { id: string } }) => entry.marketplace.id)).toEqual(
      seller.marketplaceIds,
    )
    expect(answer.body.payload[0].participation).toEqual({
      isParticipating: true,
      hasSuspendedListings: false,
    })
  })
})

describe('quotas', () => {
  test('by default serve twenty searches, then 429 without a hint, then one per 178.6 seconds', async () => {
    const { client, clock } = await bench({ quotas: {} })
    for (let call = 0; call < 20; call++) {
      // A refused request takes a token, too.
      const answer = await client.search(call % 2 ? SEARCH : {})
      expect(answer.headers.get('x-amzn-ratelimit-limit')).toBe('0.0056')
    }
    const answer = await client.search(SEARCH)
    expect(answer.status).toBe(429)
    expect(answer.body).toEqual({
      errors: [
        {
          code: 'QuotaExceeded',
          message: 'You exceeded your quota for the requested resource.',
          details: '',
        },
      ],
    })
    expect(answer.headers.get('x-amzn-errortype')).toBe('TooManyRequestsException')
    expect(answer.headers.get('retry-after')).toBeNull()
    expect(answer.headers.get('x-amzn-ratelimit-limit')).toBeNull()
    clock.advance(178_572)
    expect((await client.search(SEARCH)).status).toBe(200)
    expect((await client.search(SEARCH)).status).toBe(429)
    expect((await client.get('/orders/2026-01-01/orders/1')).status).toBe(404)
  })

  test('are shared by all refresh tokens of a seller and can be raised', async () => {
    const { simulator, client, seller, clock } = await bench({
      quotas: { searchOrders: { ratePerSecond: 1, burst: 2 } },
    })
    const code = simulator.control.issueAuthorizationCode(seller.sellerId)
    const granted = await requestToken(simulator, { grant_type: 'authorization_code', code })
    const second = await connect(simulator, { ...seller, refreshTokens: [granted.body.refresh_token] })
    await client.search(SEARCH)
    await second.search(SEARCH)
    expect((await second.search(SEARCH)).status).toBe(429)
    simulator.control.setQuota(seller.sellerId, 'searchOrders', { ratePerSecond: 3, burst: 30 })
    clock.advance(1000)
    const statuses: number[] = []
    for (let call = 0; call < 4; call++) statuses.push((await client.search(SEARCH)).status)
    expect(statuses).toEqual([200, 200, 200, 429])
  })
})

describe('faults', () => {
  async function strike(fault: FaultInput) {
    const { client, simulator, seller } = await bench()
    simulator.control.addFault({ sellerId: seller.sellerId, remaining: 1, ...fault })
    return { client, simulator, seller, answer: await client.search(SEARCH).catch(() => null) }
  }

  test.each<[FaultInput, number, string | null]>([
    [{ kind: 'status' }, 500, 'InternalFailure'],
    [{ kind: 'status', status: 503 }, 503, 'ServiceUnavailable'],
    [{ kind: 'status', status: 413 }, 413, 'InvalidInput'],
    [{ kind: 'throttled' }, 429, 'QuotaExceeded'],
    [{ kind: 'unauthorized' }, 403, 'Unauthorized'],
    [{ kind: 'html', status: 502 }, 502, null],
    [{ kind: 'html', status: 200 }, 200, null],
  ])('%o gives that answer once, and the next one is fine', async (fault, status, code) => {
    const { client, answer } = await strike(fault)
    expect(answer?.status).toBe(status)
    expect(answer?.body?.errors[0].code ?? null).toBe(code)
    expect((await client.search(SEARCH)).body.orders.length).toBeGreaterThan(0)
  })

  test('reset and truncated break the connection, the next call works', async () => {
    for (const kind of ['reset', 'truncated'] as const) {
      const { client, answer } = await strike({ kind })
      expect(answer).toBeNull()
      expect((await client.search(SEARCH)).status).toBe(200)
    }
  })

  test('hang answers nothing until the caller gives up, and closing the simulator ends it', async () => {
    const { simulator, client, seller } = await bench()
    simulator.control.addFault({ kind: 'hang', operation: 'searchOrders' })
    const gaveUp = fetch(`${simulator.url}/eu${SEARCH_PATH}`, {
      headers: { 'user-agent': USER_AGENT, 'x-amz-access-token': client.accessToken },
      signal: AbortSignal.timeout(100),
    }).catch((error: Error) => error.name)
    expect(await gaveUp).toBe('TimeoutError')
    await vi.waitFor(() => {
      const expected = { sellerId: seller.sellerId, inFlight: 0, maxInFlight: 1, overlaps: 0 }
      expect(simulator.control.stats().tokens[0]).toMatchObject(expected)
    })
    const cut = client.search(SEARCH).catch(() => 'cut')
    await vi.waitFor(() => expect(simulator.control.stats().tokens[0]?.inFlight).toBe(1))
    await simulator.close()
    expect(await cut).toBe('cut')
  })

  test('slow waits, then answers as usual', async () => {
    const startedAt = performance.now()
    const { answer } = await strike({ kind: 'slow', delayMs: 80 })
    expect(answer?.status).toBe(200)
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(79)
  })

  test('an empty object comes with status 200', async () => {
    const { answer } = await strike({ kind: 'empty_object' })
    expect(answer).toMatchObject({ status: 200, body: {} })
  })

  test('one order of a page cannot be decoded, its neighbours can', async () => {
    for (const [defect, isSpoiled] of [
      ['missing_order_id', (order: Record<string, unknown>) => order.orderId === undefined],
      ['garbage_created_time', (order: Record<string, unknown>) => order.createdTime === 'garbage'],
      ['items_not_array', (order: Record<string, unknown>) => typeof order.orderItems === 'string'],
    ] as const) {
      const { answer } = await strike({ kind: 'undecodable_order', defect })
      expect(answer?.body.orders.filter(isSpoiled)).toHaveLength(1)
      expect(answer?.body.orders.length).toBeGreaterThan(50)
    }
  })

  test('a page token is repeated, or refused; first pages are not touched', async () => {
    const { client, simulator } = await bench()
    const query = { ...SEARCH, maxResultsPerPage: '10' }
    const repeat = simulator.control.addFault({ kind: 'repeat_page_token' })
    const first = await client.search(query)
    const paginationToken = first.body.pagination.nextToken
    const again = await client.search({ ...query, paginationToken })
    expect(again.body.pagination.nextToken).toBe(paginationToken)
    expect(simulator.control.removeFault(repeat.id)).toBe(true)
    simulator.control.addFault({ kind: 'refuse_page_token', remaining: 1 })
    expect((await client.search({ ...query, paginationToken })).status).toBe(400)
    expect((await client.search({ ...query, paginationToken })).status).toBe(200)
  })

  test('consent can be revoked for one seller, the secret refused for all, the endpoint down', async () => {
    const { simulator, seller } = await bench()
    const form = { grant_type: 'refresh_token', refresh_token: seller.refreshTokens[0] ?? '' }
    const answerDuring = async (fault: FaultInput) => {
      const { id } = simulator.control.addFault(fault)
      const answer = await requestToken(simulator, form)
      simulator.control.removeFault(id)
      return [answer.status, answer.body?.error]
    }
    expect(await answerDuring({ kind: 'invalid_grant', sellerId: seller.sellerId })).toEqual([
      400,
      'invalid_grant',
    ])
    expect(await answerDuring({ kind: 'invalid_client' })).toEqual([401, 'invalid_client'])
    expect(await answerDuring({ kind: 'status', status: 503, operation: 'lwa' })).toEqual([
      503,
      'temporarily_unavailable',
    ])
    // An SP-API outage leaves Login with Amazon alone.
    expect(await answerDuring({ kind: 'status', status: 503 })).toEqual([200, undefined])
  })

  test('strike by chance, the same way for the same seed', async () => {
    const outcomes = async () => {
      const { simulator, client } = await bench()
      simulator.control.addFault({ kind: 'status', probability: 0.5 })
      const statuses: number[] = []
      for (let call = 0; call < 20; call++) statuses.push((await client.search(SEARCH)).status)
      return statuses
    }
    const first = await outcomes()
    expect(new Set(first)).toEqual(new Set([200, 500]))
    expect(await outcomes()).toEqual(first)
  })

  test('a seller can fail for ever', async () => {
    const { client } = await bench({ permanentFault: { status: 500 } })
    for (let call = 0; call < 3; call++) expect((await client.search(SEARCH)).status).toBe(500)
  })
})

describe('statistics', () => {
  test('count calls, overlaps of one refresh token, and what is in flight', async () => {
    const { simulator, client, seller } = await bench()
    simulator.control.addFault({ kind: 'slow', delayMs: 60 })
    await Promise.all([client.search(SEARCH), client.search(SEARCH), client.search({})])
    const stats = simulator.control.stats()
    expect(stats.calls.searchOrders).toEqual({ 200: 2, 400: 1 })
    expect(stats.calls.lwa).toEqual({ 200: 1 })
    expect(stats.tokens).toEqual([
      {
        refreshTokenId: refreshTokenId(seller.refreshTokens[0] ?? ''),
        sellerId: seller.sellerId,
        operation: 'searchOrders',
        calls: 3,
        inFlight: 0,
        maxInFlight: 3,
        overlaps: 2,
        interleaved: 0,
      },
    ])
    simulator.control.resetStats()
    expect(simulator.control.stats()).toEqual({ calls: {}, throttled: 0, tokens: [] })
  })

  test('one call after the other never overlaps', async () => {
    const { simulator, client } = await bench()
    for (let call = 0; call < 30; call++) await client.search(SEARCH)
    expect(simulator.control.stats().tokens[0]).toMatchObject({ calls: 30, overlaps: 0, maxInFlight: 1 })
  })

  test('notice a page of an older search after a newer one began', async () => {
    const { simulator, client } = await bench()
    const query = { ...SEARCH, maxResultsPerPage: '10' }
    const older = await client.search(query)
    const olderPage = { ...query, paginationToken: older.body.pagination.nextToken }
    await client.search(olderPage)
    expect(simulator.control.stats().tokens[0]?.interleaved).toBe(0)
    await client.search(query)
    await client.search(olderPage)
    expect(simulator.control.stats().tokens[0]?.interleaved).toBe(1)
  })

  test('the log of requests holds no token', async () => {
    const { simulator, client, seller } = await bench()
    const first = await client.search({ ...SEARCH, maxResultsPerPage: '10' })
    const paginationToken = first.body.pagination.nextToken
    await client.search({ ...SEARCH, maxResultsPerPage: '10', paginationToken })
    const requests = simulator.control.requests()
    expect(requests.at(-1)).toEqual({
      at: TEST_EPOCH.toISOString(),
      operation: 'searchOrders',
      region: 'eu',
      sellerId: seller.sellerId,
      refreshTokenId: refreshTokenId(seller.refreshTokens[0] ?? ''),
      query: { ...SEARCH, maxResultsPerPage: '10' },
      hasPageToken: true,
      status: 200,
    })
    expect(JSON.stringify(requests)).not.toMatch(/Atz[ar]\||p\+/)
  })
})

describe('the control API', () => {
  test('does over HTTP what the control object does', async () => {
    const { simulator, seller, client } = await bench()
    const call = async (method: string, path: string, body?: unknown) => {
      const response = await fetch(`${simulator.url}/simulator${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came back
      return { status: response.status, body: (await response.json()) as any }
    }
    expect((await call('GET', '/health')).body).toEqual({ ok: true, now: TEST_EPOCH.toISOString() })
    expect((await call('GET', '/roster')).body.roster).toEqual(simulator.fleet.roster)

    const fault = await call('POST', '/faults', { kind: 'status', status: 503 })
    expect((await client.search(SEARCH)).status).toBe(503)
    expect((await call('GET', '/faults')).body.faults).toHaveLength(1)
    expect((await call('DELETE', `/faults/${fault.body.id}`)).body).toEqual({ ok: true })
    expect((await call('POST', '/faults', { kind: 'earthquake' })).status).toBe(400)

    const put = await call('POST', `/sellers/${seller.sellerId}/orders`, { status: 'SHIPPED' })
    expect((await client.get(`/orders/2026-01-01/orders/${put.body.orderId}`)).status).toBe(200)
    expect((await call('POST', '/sellers/NOBODY/orders', {})).status).toBe(400)

    expect((await call('POST', '/freeze', {})).body).toEqual({ frozenAt: TEST_EPOCH.toISOString() })
    expect((await call('POST', '/unfreeze')).status).toBe(200)
    const issued = await call('POST', `/sellers/${seller.sellerId}/authorization-codes`, {})
    const exchange = { grant_type: 'authorization_code', code: issued.body.code }
    expect((await requestToken(simulator, exchange)).status).toBe(200)
    const quota = { operation: 'getOrder', ratePerSecond: 1, burst: 7 }
    expect((await call('POST', `/sellers/${seller.sellerId}/quotas`, quota)).status).toBe(200)
    const added = { ...seller, sellerId: 'ANEWSELLER0000', refreshTokens: ['Atzr|new'] }
    expect((await call('POST', '/sellers', { seller: added })).status).toBe(200)
    expect((await connect(simulator, added)).accessToken).toMatch(/^Atza/)

    expect((await call('GET', '/stats')).body.calls.searchOrders[503]).toBe(1)
    expect((await call('POST', '/stats/reset')).status).toBe(200)
    expect((await call('GET', '/requests')).body.requests).toEqual([])
    expect((await call('GET', '/nothing')).status).toBe(404)
  })

  test('streams the truth, all of it or what changed since', async () => {
    const { simulator, seller } = await bench()
    const lines = async (query: string) =>
      (await (await fetch(`${simulator.url}/simulator/truth?${query}`)).text())
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line))
    const all = await lines(`sellerId=${seller.sellerId}`)
    expect(all).toEqual([...simulator.control.truth()])
    expect(all.length).toBeGreaterThan(200)
    const since = '2026-08-01T00:00:00Z'
    const changed = await lines(`updatedAfter=${since}`)
    expect(changed).toEqual(all.filter((order) => order.lastUpdatedTime >= since))
  })
})
