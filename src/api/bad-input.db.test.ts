import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentLog } from '../../test/silent-log.ts'
import { openDatabase } from '../store/database.ts'
import { permissions } from './permissions.ts'
import { createTestApi, type TestApi } from './testing/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await createTestApi({
    settings: {
      globalBatchSize: null,
      globalTenantDelayMs: 0,
      applicationId: 'test',
      simulated: true,
      waitLimitMs: 1,
    },
  })
  await api.makeTenant('t')
  await api.connect('t')
})
afterAll(() => api.close())

const json = { 'content-type': 'application/json' }

test.each([
  ['malformed JSON', 'POST', '/orders/sync/run', '{"tenantId": ', json, 400, 'malformed_json', 'body'],
  [
    'a key that would change the prototype',
    'POST',
    '/orders/sync/run',
    '{"__proto__": {"tenantId": "t"}}',
    json,
    400,
    'malformed_json',
    'body',
  ],
  [
    'a number for an id',
    'POST',
    '/orders/sync/run',
    '{"tenantId": 7}',
    json,
    400,
    'invalid_request',
    'tenantId',
  ],
  ['null for the body', 'POST', '/orders/sync/run', 'null', json, 400, 'invalid_request', 'body'],
  ['a list for the body', 'POST', '/orders/sync/run', '[]', json, 400, 'invalid_request', 'body'],
  [
    'SQL in an id',
    'POST',
    '/orders/sync/run',
    `{"tenantId": "t'; DROP TABLE orders--"}`,
    json,
    400,
    'invalid_request',
    'tenantId',
  ],
  [
    'a path in an id',
    'GET',
    '/tenants/..%2F..%2Fetc%2Fpasswd',
    undefined,
    {},
    400,
    'invalid_request',
    'tenantId',
  ],
  ['a NUL in an id', 'GET', '/tenants/t%00', undefined, {}, 400, 'invalid_request', 'path'],
  [
    'a NUL in a name',
    'PUT',
    '/tenants/t',
    '{"displayName": "a\\u0000b"}',
    json,
    400,
    'invalid_request',
    'body',
  ],
  [
    'an id that is too long',
    'PUT',
    `/tenants/${'t'.repeat(65)}`,
    '{"displayName": "x"}',
    json,
    400,
    'invalid_request',
    'tenantId',
  ],
  [
    'nothing but white space for a name',
    'PUT',
    '/tenants/t',
    '{"displayName": "  "}',
    json,
    400,
    'invalid_request',
    'displayName',
  ],
  [
    'a field that is not known',
    'PUT',
    '/tenants/t',
    '{"displayName": "x", "admin": true}',
    json,
    400,
    'invalid_request',
    'admin',
  ],
  ['a missing field', 'PUT', '/tenants/t', '{}', json, 400, 'invalid_request', 'displayName'],
  ['no body where one is needed', 'PUT', '/tenants/t', undefined, {}, 400, 'invalid_request', 'displayName'],
  [
    'a query parameter that is not known',
    'GET',
    '/orders?tenantId=t&colour=x',
    undefined,
    {},
    400,
    'invalid_request',
    'colour',
  ],
  ['a search of one character', 'GET', '/orders?tenantId=t&q=x', undefined, {}, 400, 'invalid_request', 'q'],
  [
    'a search of two characters and white space',
    'GET',
    '/orders/export?tenantId=t&q=%20ab%20',
    undefined,
    {},
    400,
    'invalid_request',
    'q',
  ],
  [
    'a search that is too long',
    'GET',
    `/orders/status-counts?tenantId=t&q=${'x'.repeat(101)}`,
    undefined,
    {},
    400,
    'invalid_request',
    'q',
  ],
  [
    'a word for yes or no',
    'GET',
    '/orders?tenantId=t&hasTracking=maybe',
    undefined,
    {},
    400,
    'invalid_request',
    'hasTracking',
  ],
  ['a limit below 0', 'GET', '/orders?tenantId=t&limit=-1', undefined, {}, 400, 'invalid_request', 'limit'],
  [
    'a word for a limit',
    'GET',
    '/orders?tenantId=t&limit=abc',
    undefined,
    {},
    400,
    'invalid_request',
    'limit',
  ],
  [
    'an order of the list that is not known',
    'GET',
    '/orders?tenantId=t&sort=total',
    undefined,
    {},
    400,
    'invalid_request',
    'sort',
  ],
  [
    'an order number that is none',
    'POST',
    '/orders/import-one',
    '{"tenantId": "t", "orderRef": "../sellers"}',
    json,
    400,
    'invalid_request',
    'orderRef',
  ],
  [
    'a parameter given twice',
    'GET',
    '/orders?tenantId=t&tenantId=u',
    undefined,
    {},
    400,
    'invalid_request',
    'tenantId',
  ],
  ['a limit of 0', 'GET', '/orders?tenantId=t&limit=0', undefined, {}, 400, 'invalid_request', 'limit'],
  [
    'a limit above the greatest',
    'GET',
    '/orders?tenantId=t&limit=201',
    undefined,
    {},
    400,
    'invalid_request',
    'limit',
  ],
  [
    'a limit that is no whole number',
    'GET',
    '/orders?tenantId=t&limit=1.5',
    undefined,
    {},
    400,
    'invalid_request',
    'limit',
  ],
  [
    'a word for a number',
    'POST',
    '/orders/sync/run/global',
    '{"batchSize": "many"}',
    json,
    400,
    'invalid_request',
    'batchSize',
  ],
  [
    'a batch of 0',
    'POST',
    '/orders/sync/run/global?batchSize=0',
    undefined,
    {},
    400,
    'invalid_request',
    'batchSize',
  ],
  [
    'a date that does not exist',
    'GET',
    '/orders?tenantId=t&dateFrom=2026-02-30',
    undefined,
    {},
    400,
    'invalid_request',
    'dateFrom',
  ],
  [
    'a beginning after all times',
    'GET',
    '/orders?tenantId=t&dateFrom=9999-12-31',
    undefined,
    {},
    400,
    'invalid_request',
    'dateFrom',
  ],
  ['an end before all times', 'GET', '/audit-log?to=0001-01-01', undefined, {}, 400, 'invalid_request', 'to'],
  [
    'a status that does not exist',
    'GET',
    '/orders?tenantId=t&status=LOST',
    undefined,
    {},
    400,
    'invalid_request',
    'status',
  ],
  [
    'a cursor that is none',
    'GET',
    '/orders?tenantId=t&after=abc',
    undefined,
    {},
    400,
    'invalid_cursor',
    'after',
  ],
  [
    'a body that is no JSON',
    'POST',
    '/orders/sync/run',
    'tenantId=t',
    { 'content-type': 'application/x-www-form-urlencoded' },
    415,
    'unsupported_media_type',
    undefined,
  ],
  [
    'a huge body',
    'PUT',
    '/tenants/t',
    `{"displayName": "${'x'.repeat(70_000)}"}`,
    json,
    413,
    'body_too_large',
    undefined,
  ],
  ['an address that does not exist', 'GET', '/nothing/here', undefined, {}, 404, 'not_found', undefined],
  [
    'a method that is not known there',
    'PATCH',
    '/tenants/t',
    '{}',
    json,
    405,
    'method_not_allowed',
    undefined,
  ],
  [
    'an address that does not decode',
    'GET',
    '/tenants/%E0%A4%A',
    undefined,
    {},
    400,
    'invalid_request',
    undefined,
  ],
  [
    'a token that is none',
    'POST',
    '/tenants/t/connections',
    '{"region":"EU","sellingPartnerId":"A123456789ABCD","refreshToken":"hello"}',
    json,
    400,
    'invalid_request',
    'refreshToken',
  ],
] as const)(
  '%s is refused with a code and the field',
  async (_name, method, path, payload, headers, status, code, field) => {
    const answer = await api.send({
      method: method as 'GET',
      url: `/api/v1${path}`,
      headers: { authorization: `Bearer ${api.operator}`, ...headers },
      ...(payload === undefined ? {} : { payload }),
    })
    expect({ status: answer.status, code: answer.body.code, field: answer.body.field }).toEqual({
      status,
      code,
      field,
    })
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.ts:|SELECT|password/)
  },
)

test('headers and addresses beyond all measure are refused before they are read', async () => {
  await api.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = api.app.server.address() as AddressInfo
  const answer = await new Promise<{ status: number | undefined; body: string; type: string | undefined }>(
    (resolve, reject) => {
      const request = httpRequest(
        { port, host: '127.0.0.1', path: `/api/v1/orders?after=${'x'.repeat(40_000)}` },
        (response) => {
          let body = ''
          response.on('data', (chunk) => {
            body += chunk
          })
          response.on('end', () =>
            resolve({ status: response.statusCode, body, type: response.headers['content-type'] }),
          )
        },
      )
      request.on('error', reject)
      request.end()
    },
  )
  expect(answer.status).toBe(431)
  expect(answer.type).toContain('application/problem+json')
  expect(JSON.parse(answer.body)).toMatchObject({ code: 'headers_too_large', requestId: expect.any(String) })
})

test.each([
  ['/orders', 'dateFrom', 'dateTo'],
  ['/orders/status-counts', 'dateFrom', 'dateTo'],
  ['/orders/export', 'dateFrom', 'dateTo'],
  ['/audit-log', 'from', 'to'],
  ['/audit-log/export', 'from', 'to'],
])('%s with an end or a beginning that means none answers as without', async (path, from, to) => {
  const ask = (query: string) =>
    api.call(
      api.operator,
      'GET',
      `${path}?tenantId=t${path === '/audit-log/export' ? '&format=csv' : ''}${query}`,
    )
  for (const day of ['9999-12-31', '3000-01-01', '9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59-12:00'])
    expect(await ask(`&${to}=${day}&${from}=2020-01-01`)).toMatchObject({ status: 200 })
  for (const day of ['0000-01-01', '0001-01-01', '1899-12-31', '0000-01-01T00:00:00%2B14:00'])
    expect(await ask(`&${from}=${day}&${to}=2999-12-31`)).toMatchObject({ status: 200 })
  expect(await ask(`&${from}=0001-01-01&${to}=9999-12-31`)).toMatchObject({ status: 200 })
})

const nasty = fc.oneof(
  fc.constantFrom(
    '',
    't',
    "t' OR '1'='1",
    '../../etc/passwd',
    '%00',
    '\u0000',
    '\ud800',
    'null',
    '-1',
    '1e999',
    '__proto__',
    'constructor',
    'A'.repeat(300),
    '2026-13-45',
    '0000-01-01',
    '9999-12-31T23:59:59Z',
    '9999-12-31',
    '0001-01-01',
    '2999-12-31',
    '🦄',
    '{{7*7}}',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.base64String({ maxLength: 60 }),
)
const names = fc.constantFrom(
  'tenantId',
  'limit',
  'after',
  'status',
  'dateFrom',
  'dateTo',
  'lane',
  'wait',
  'batchSize',
  'displayName',
  'region',
  'sellingPartnerId',
  'refreshToken',
  'marketplaceIds',
  'name',
  'role',
  'expiresInDays',
  'days',
  'connectionId',
  'url',
  'events',
  'state',
  'skip',
  'overlapHours',
  'x',
)
const body = fc.oneof(
  fc.dictionary(names, fc.oneof(nasty, fc.jsonValue({ maxDepth: 2 })), { maxKeys: 6 }),
  fc.jsonValue({ maxDepth: 3 }),
)

test('no input whatever makes the server fail', { timeout: 60_000 }, async () => {
  const routes = Object.keys(permissions).filter(
    (route) => !route.includes('/docs') && !route.includes('/metrics') && !route.endsWith('/stream'),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...routes),
      fc.array(nasty, { minLength: 2, maxLength: 2 }),
      fc.array(fc.tuple(names, nasty), { maxLength: 4 }),
      body,
      // Half of the requests name a tenant that exists, and so get to what they ask.
      fc.oneof(fc.constant('t'), fc.option(nasty, { nil: undefined })),
      async (route, ids, query, payload, tenantHeader) => {
        const [method, pattern] = route.split(' ') as [string, string]
        const values = [...ids]
        const path = pattern.replaceAll(/:\w+/g, () => encode(values.shift() ?? 't'))
        const search = query.map(([name, value]) => `${name}=${encode(value)}`).join('&')
        const header = tenantHeader?.replaceAll(/[^\x20-\x7e]/g, '?')
        const { status } = await api.send({
          method: method as 'GET',
          url: `${path}${search === '' ? '' : `?${search}`}`,
          headers: {
            authorization: `Bearer ${api.operator}`,
            ...(header === undefined ? {} : { 'x-tenant-id': header }),
            ...(method === 'GET' ? {} : json),
          },
          ...(method === 'GET' ? {} : { payload: JSON.stringify(payload) }),
        })
        expect(status).toBeLessThan(500)
      },
    ),
    { numRuns: 500 },
  )
})

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

test('a database that cannot be reached is 503, never a success and never a leak', async () => {
  const gone = openDatabase(
    { connectionString: 'postgres://nobody:pass@127.0.0.1:1/none', applicationName: 'x', maxConnections: 1 },
    silentLog,
  )
  const dead = await createTestApi({ db: gone })
  try {
    for (const [method, url] of [
      ['POST', '/orders/sync/run/global'],
      ['GET', '/orders/sync/status'],
    ] as const) {
      const answer = await dead.call(dead.operator, method, url)
      expect(answer).toMatchObject({ status: 503, body: { code: 'database_unavailable' } })
      expect(JSON.stringify(answer.body)).not.toMatch(/pass|127\.0\.0\.1/)
    }
    expect(await dead.send({ method: 'GET', url: '/readyz' })).toMatchObject({
      status: 503,
      body: { ready: false },
    })
    expect((await dead.send({ method: 'GET', url: '/healthz' })).status).toBe(200)
  } finally {
    await dead.close()
    await gone.close()
  }
})
