import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callsNaming, namedInQuery, ownCall, withCursor } from './testing/foreign-calls.ts'
import { fillTenants, ownValues, rowsOf, tenantTables } from './testing/foreign-rows.ts'
import { type Operation, operationsOf } from './testing/operations.ts'
import { createTestApi, type TestApi } from './testing/test-api.ts'

/**
 * Two tenants with something in every table, and every operation of the OpenAPI document: called by everybody who is not
 * of tenant `acme-2`, with every way to name it. An operation that is new is called too.
 */

const mine = 'acme'
const other = 'acme-2'
/** As long as the other's name, and nobody's: what is answered about it must be what is answered about the other. */
const nobodys = 'acme-9'

/** Not called in their own right, because their answers have no end; every way to name another tenant is. */
const feedStream = 'GET /api/v1/orders/changes/stream'
const endless = [feedStream, 'GET /api/v1/orders/sync/stream']

/** What an operator reads that holds no row of a tenant: of the application, the process, Amazon's quotas; or only counts. */
const withoutRows = [
  'GET /api/v1/application',
  'GET /api/v1/metrics',
  'GET /metrics',
  'GET /api/v1/marketplaces',
  'GET /api/v1/orders/status-counts',
  'GET /api/v1/tenants/{tenantId}/connections/{connectionId}/quotas',
]

let api: TestApi
let operations: readonly Operation[]
let keys: Readonly<Record<'admin' | 'reader' | 'revoked' | 'expired' | 'erased', string>>
let callers: Readonly<Record<'admin' | 'reader' | 'session', Proof>>
let secretsOfOther: readonly string[]
let before: Readonly<Record<string, string>>

beforeAll(async () => {
  api = await createTestApi({
    settings: {
      ...{ globalBatchSize: null, globalTenantDelayMs: 0, applicationId: 'test', simulated: true },
      ...{ waitLimitMs: 1, allowPrivateWebhooks: true },
    },
  })
  await fillTenants(api, mine, other)
  operations = operationsOf(api.app)
  keys = await makeKeys()
  callers = { admin: bearer(keys.admin), reader: bearer(keys.reader), session: await signIn() }
  before = await rowsOf(api.db.admin, other)
  secretsOfOther = ownValues(before, await rowsOf(api.db.admin, mine))
})
afterAll(() => api.close())

async function makeKeys(): Promise<typeof keys> {
  const spoilt = async (change: string): Promise<string> => {
    const key = await api.makeKey('tenant_admin', other)
    const ofKey = `WHERE key_hash = sha256(convert_to('${key}', 'utf8'))`
    await api.db.admin.query(change.replace('this key', ofKey))
    return key
  }
  return {
    admin: await api.makeKey('tenant_admin', mine),
    reader: await api.makeKey('tenant_reader', mine),
    revoked: await spoilt('UPDATE ordersync.api_keys SET revoked_at = now() this key'),
    expired: await spoilt(`UPDATE ordersync.api_keys SET expires_at = now() - interval '1 second' this key`),
    erased: await spoilt('DELETE FROM ordersync.api_keys this key'),
  }
}

interface Answer {
  readonly status: number
  readonly text: string
  readonly requestId: string
}

/** What proves who calls. */
type Proof = Readonly<Record<string, string>>

/** Sent from elsewhere: this machine may read metrics. */
async function send(request: InjectOptions, proof: Proof = {}): Promise<Answer> {
  const response = await api.app.inject({
    ...request,
    remoteAddress: '203.0.113.9',
    headers: { ...request.headers, ...proof },
  })
  const { 'x-request-id': requestId, date: _date, 'content-length': _length, ...headers } = response.headers
  const passing = Object.keys(headers).filter((name) => /^(x-)?ratelimit|^retry-after/.test(name))
  for (const name of passing) delete headers[name]
  return {
    status: response.statusCode,
    text: `${response.statusCode} ${JSON.stringify(headers)} ${response.body}`,
    requestId: String(requestId),
  }
}

const bearer = (key: string): Proof => ({ authorization: `Bearer ${key}` })

/** The browser of somebody of tenant `mine` who may all that a tenant may. */
async function signIn(): Promise<Proof> {
  const key = await api.makeKey('tenant_admin', mine, { canReadBuyers: true })
  const response = await api.app.inject({ method: 'POST', url: '/api/v1/session', payload: { key } })
  const [cookie] = response.cookies
  const proof = {
    cookie: `${cookie?.name}=${cookie?.value}`,
    'x-csrf-token': String(response.json().csrfToken),
    'sec-fetch-site': 'same-origin',
  }
  expect((await send({ method: 'GET', url: `/api/v1/orders?tenantId=${mine}` }, proof)).status).toBe(200)
  expect((await send({ method: 'POST', url: '/api/v1/api-keys', payload: {} }, proof)).status).toBe(400)
  return proof
}
const nameOf = ({ method, path }: Operation): string => `${method} ${path}`
const byTurns = <T>(list: readonly T[], work: (each: T) => Promise<void>): Promise<unknown> =>
  Promise.all(
    Array.from({ length: 6 }, async (_, turn) => {
      for (let index = turn; index < list.length; index += 6) await work(list[index] as T)
    }),
  )

/** What an answer holds of the other tenant that the request did not say itself. */
function leakIn(answer: Answer, request: InjectOptions): string | undefined {
  const asked = JSON.stringify(request)
  const said = asked + safelyDecoded(asked) + safelyDecoded(safelyDecoded(asked))
  return secretsOfOther.find((value) => answer.text.includes(value) && !said.includes(value))
}

function safelyDecoded(text: string): string {
  return text.replaceAll(/(%[0-9a-f]{2})+/gi, (part) =>
    Buffer.from(part.replaceAll('%', ''), 'hex').toString(),
  )
}

/** An answer less what tells one request from another: its id, and the name that was asked about. */
function withoutNames({ text, requestId }: Answer): string {
  return safelyDecoded(safelyDecoded(text))
    .replaceAll(requestId, '<request>')
    .replaceAll(/[aа]cme-[29]/gi, '<other>')
}

test('the preparation is complete: each table holds something of both tenants', async () => {
  for (const table of await tenantTables(api.db.admin)) {
    const { rows } = await api.db.admin.query(
      `SELECT DISTINCT tenant_id FROM ordersync.${table} WHERE tenant_id IS NOT NULL ORDER BY 1`,
    )
    expect([table, rows]).toEqual([table, [{ tenant_id: mine }, { tenant_id: other }]])
  }
})

test('the operator sees what is planted in the other tenant, in every answer about it', {
  timeout: 120_000,
}, async () => {
  const unseen: string[] = []
  for (const operation of operations.filter(({ method, isPublic }) => method === 'GET' && !isPublic)) {
    if (endless.includes(nameOf(operation))) continue
    let request = namedInQuery(operation, other)
    let answer = await send(request, bearer(api.operator))
    if (answer.status === 400) {
      // What is of all tenants takes no name.
      request = ownCall(operation, other)
      answer = await send(request, bearer(api.operator))
    }
    if (answer.status !== 200 || leakIn(answer, request) === undefined)
      unseen.push(`${nameOf(operation)}: ${answer.text}`)
  }
  expect(unseen.filter((line) => !withoutRows.some((name) => line.startsWith(`${name}:`)))).toEqual([])
})

test('whoever names the other tenant gets none of its rows and no hint that it exists, and is in the audit log', {
  timeout: 120_000,
}, async () => {
  const faults: string[] = []
  const refused: string[] = []
  let calls = 0
  await byTurns(operations, async (operation) => {
    const foreign = callsNaming(operation, mine, other)
    const unknown = callsNaming(operation, mine, nobodys)
    for (const [index, { way, request }] of foreign.entries())
      for (const [who, proof] of Object.entries(callers)) {
        if (who !== 'admin' && /, (?!as it is)|%/.test(way)) continue
        // Whoever signs out is nobody.
        if (who === 'session' && operation.path.includes('/session')) continue
        const answer = await send(request, proof)
        const twin = await send(unknown[index]?.request ?? {}, proof)
        calls += 2
        const fault = faultOf(operation, request, answer, twin)
        if (fault !== undefined) faults.push(`${nameOf(operation)}, ${who}, ${way}: ${fault}`)
        if (answer.status === 403) refused.push(answer.requestId)
      }
  })
  expect(faults).toEqual([])
  expect(calls).toBeGreaterThan(operations.length * 20)
  expect(await notInAuditLog(refused)).toEqual([])
  expect(await changedTables()).toEqual([])
})

function faultOf(
  operation: Operation,
  request: InjectOptions,
  answer: Answer,
  twin: Answer,
): string | undefined {
  const leak = leakIn(answer, request)
  if (leak !== undefined) return `shows ${leak}`
  if (answer.status >= 500) return answer.text
  if (answer.status < 400 && !operation.isPublic) return `is let in: ${answer.text}`
  if (withoutNames(answer) !== withoutNames(twin)) return `tells by ${answer.text}, otherwise ${twin.text}`
  return undefined
}

test('a cursor of the other tenant opens nothing, and says no more than one of nobody', {
  timeout: 120_000,
}, async () => {
  const paged = operations.filter(({ parameters }) => parameters.some(({ name }) => name === 'after'))
  expect(paged.length).toBeGreaterThan(5)
  for (const operation of paged) {
    if (endless.includes(nameOf(operation))) continue
    const cursor = await cursorOf(operation)
    const forNobody = Buffer.from(
      Buffer.from(cursor, 'base64url').toString('latin1').replaceAll(other, nobodys),
      'latin1',
    )
    for (const proof of Object.values(callers)) {
      const request = withCursor(operation, mine, cursor)
      const answer = await send(request, proof)
      const twin = await send(withCursor(operation, mine, forNobody.toString('base64url')), proof)
      expect([nameOf(operation), leakIn(answer, request), withoutNames(answer)]).toEqual([
        nameOf(operation),
        undefined,
        withoutNames(twin),
      ])
      expect([nameOf(operation), answer.status]).toEqual([nameOf(operation), expect.toBeOneOf([400, 403])])
    }
  }
})

test('whoever proves nothing is told nothing: no key, a revoked, an expired, an erased one, and what is none', {
  timeout: 120_000,
}, async () => {
  const nobodies: readonly Proof[] = [
    {},
    ...[
      keys.revoked,
      keys.expired,
      keys.erased,
      'os_',
      'x'.repeat(600),
      `key_${other}`,
      `${keys.admin}x`,
      "' OR true--",
    ].map(bearer),
    { authorization: `Basic ${Buffer.from(`${other}:${keys.admin}`).toString('base64')}` },
    { authorization: keys.admin },
    { cookie: `ordersync_session=${keys.admin}` },
    { ...callers.session, cookie: `${callers.session.cookie}x` },
  ]
  const faults: string[] = []
  await byTurns(operations, async (operation) => {
    const { request } = callsNaming(operation, mine, other).find(({ way }) => way === 'everywhere') ?? {
      request: {},
    }
    for (const proof of nobodies)
      for (const each of [request, ownCall(operation, other)]) {
        // Who is nobody never reaches the endless answer.
        const answer = await send(each, proof)
        const fits = operation.isPublic ? answer.status < 500 : answer.status === 401
        if (!fits || leakIn(answer, each) !== undefined)
          faults.push(`${nameOf(operation)}, ${JSON.stringify(proof)}: ${answer.text}`)
      }
  })
  expect(faults).toEqual([])
  const { rows } = await api.db.admin.query(
    `SELECT DISTINCT tenant_id, actor FROM ordersync.audit_log WHERE NOT allowed AND actor <> 'anonymous' AND tenant_id IS DISTINCT FROM $1`,
    [mine],
  )
  expect(rows).toEqual([])
  expect(await changedTables()).toEqual([])
})

test('a stream is opened for its own tenant only, whatever it is asked with', async () => {
  for (const name of endless) {
    const operation = operations.find((candidate) => nameOf(candidate) === name)
    if (operation === undefined) throw new Error(`${name} is gone: take it from the list`)
    // The other stream knows no cursor.
    if (name !== feedStream) continue
    const feed = operations.find(({ path }) => path === '/api/v1/orders/changes') as Operation
    const cursor = await cursorOf(feed)
    const own = ownCall(operation, mine)
    for (const request of [
      withCursor(operation, mine, cursor),
      { ...own, headers: { 'last-event-id': cursor } },
    ]) {
      const answer = await send(request, callers.reader)
      expect([answer.status, leakIn(answer, request)]).toEqual([400, undefined])
    }
  }
})

test('what a tenant does in its own right shows and changes nothing of the other', {
  timeout: 120_000,
}, async () => {
  // Its own audit log has the names that it tried before.
  const { audit_log: tried = '' } = await rowsOf(api.db.admin, mine)
  secretsOfOther = secretsOfOther.filter((value) => !tried.includes(value))
  expect(secretsOfOther.length).toBeGreaterThan(50)
  const order = ['GET', 'PUT', 'PATCH', 'POST', 'DELETE']
  const inOrder = operations
    .filter((operation) => !endless.includes(nameOf(operation)))
    .toSorted((a, b) => order.indexOf(a.method) - order.indexOf(b.method))
  const faults: string[] = []
  for (const operation of inOrder)
    for (const proof of [callers.reader, callers.admin]) {
      const request = ownCall(operation, mine)
      const answer = await send(request, proof)
      const leak = leakIn(answer, request)
      if (leak !== undefined) faults.push(`${nameOf(operation)} shows ${leak}`)
      // A request of this test that does not fit its own schema would prove nothing.
      // An import takes Amazon's numbers only, which the orders here have not.
      const fits = answer.status !== 400 || operation.isPublic || operation.path.endsWith('/import-one')
      if (answer.status >= 500 || !fits) faults.push(`${nameOf(operation)}: ${answer.text}`)
    }
  expect(faults).toEqual([])
  expect(await changedTables()).toEqual([])
})

/** The cursor of the operator's first page about the other tenant, or else about all of them. */
async function cursorOf(operation: Operation): Promise<string> {
  const asked = [
    namedInQuery(operation, other, [['limit', '1']]),
    withQuery(ownCall(operation, other), 'limit=1'),
  ]
  for (const request of asked) {
    const { text } = await send(request, bearer(api.operator))
    const [, cursor] = /"next":"([\w-]+)"/.exec(text) ?? []
    if (cursor !== undefined) return cursor
  }
  throw new Error(`${nameOf(operation)}: the preparation has too few rows for a second page`)
}

function withQuery(request: InjectOptions, query: string): InjectOptions {
  return { ...request, url: `${request.url}${String(request.url).includes('?') ? '&' : '?'}${query}` }
}

async function notInAuditLog(requestIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await api.db.admin.query<{ request_id: string }>(
    'SELECT request_id FROM ordersync.audit_log WHERE NOT allowed AND tenant_id = $1',
    [mine],
  )
  const written = new Set(rows.map((row) => row.request_id))
  return requestIds.filter((id) => !written.has(id))
}

async function changedTables(): Promise<readonly string[]> {
  const after = await rowsOf(api.db.admin, other)
  return Object.keys(after).filter((table) => after[table] !== before[table])
}
