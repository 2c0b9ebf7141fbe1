import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentLog } from '../../../test/silent-log.ts'
import { sweepHistory } from '../../queue/janitor.ts'
import { recordAudit } from '../../store/audit-log.ts'
import { createTestApi, type TestApi } from '../testing/test-api.ts'

let api: TestApi
let adminOfA: string
let adminOfB: string
beforeAll(async () => {
  api = await createTestApi()
  await api.makeTenant('a')
  await api.makeTenant('b')
  adminOfA = await api.makeKey('tenant_admin', 'a')
  adminOfB = await api.makeKey('tenant_admin', 'b')
})
afterAll(() => api.close())

const read = async (key: string, query = '') => (await api.call(key, 'GET', `/audit-log${query}`)).body

test('changes and refusals are found: who, what, about what, from where, by which request', async () => {
  await api.call(api.operator, 'PUT', '/tenants/a', { displayName: 'A' })
  const refused = await api.call(adminOfA, 'GET', '/orders?tenantId=b')
  const [newest, before] = (await read(api.operator)).entries
  expect(newest).toMatchObject({
    tenantId: 'a',
    actor: expect.stringMatching(/^key_/),
    action: 'GET /api/v1/orders',
    allowed: false,
    code: 'other_tenant',
    subject: 'b',
    requestId: refused.body.requestId,
    address: '127.0.0.1',
  })
  expect(before).toMatchObject({
    tenantId: 'a',
    action: 'PUT /api/v1/tenants/:tenantId',
    allowed: true,
    code: null,
    subject: 'tenantId=a',
  })
})

test('a refusal by a handler is in the log too, not only what the door refuses', async () => {
  await api.call(adminOfA, 'POST', '/api-keys', { name: 'x', role: 'operator' })
  const { entries } = await read(adminOfA, '?allowed=false&limit=1')
  expect(entries).toMatchObject([{ action: 'POST /api/v1/api-keys', code: 'forbidden', tenantId: 'a' }])
})

test('an admin of a tenant sees what concerns that tenant, an operator everything, a reader nothing', async () => {
  await api.call(api.operator, 'PUT', '/tenants/b', { displayName: 'B' })
  await api.call(adminOfB, 'POST', '/api-keys', { name: 'of b', role: 'tenant_reader' })
  const tenantsIn = async (key: string, query = '') =>
    new Set((await read(key, query)).entries.map((entry: { tenantId: string | null }) => entry.tenantId))
  expect(await tenantsIn(adminOfA)).toEqual(new Set(['a']))
  expect(await tenantsIn(adminOfB)).toEqual(new Set(['b']))
  expect([...(await tenantsIn(api.operator))]).toEqual(expect.arrayContaining(['a', 'b']))
  expect(await tenantsIn(api.operator, '?tenantId=b')).toEqual(new Set(['b']))
  expect((await read(adminOfA, '?tenantId=b')).code).toBe('other_tenant')
  expect((await api.call(adminOfA, 'GET', '/audit-log/export?format=csv&tenantId=b')).status).toBe(403)
  expect((await read(await api.makeKey('tenant_reader', 'a'))).code).toBe('forbidden')
})

test('pages by key lose and repeat nothing, also of entries at the same instant', async () => {
  await api.makeTenant('pages')
  await api.db.transaction(async (tx) => {
    for (let n = 0; n < 25; n += 1) {
      await recordAudit(tx, { tenantId: 'pages', actor: 'key_p', action: `TEST ${n}`, allowed: true })
    }
  })
  const seen: string[] = []
  let next: string | null = ''
  while (next !== null) {
    const page = await read(api.operator, `?tenantId=pages&limit=10${next === '' ? '' : `&after=${next}`}`)
    seen.push(...page.entries.map((entry: { action: string }) => entry.action))
    next = page.next
  }
  expect(seen).toEqual(Array.from({ length: 25 }, (_, n) => `TEST ${24 - n}`))
  const ofAll = await read(api.operator, '?tenantId=pages&limit=1')
  expect((await read(adminOfA, `?after=${ofAll.next}`)).code).toBe('invalid_cursor')
})

test('filters narrow down by actor, beginning of the action, outcome and time', async () => {
  await api.makeTenant('f')
  const write = (actor: string, action: string, allowed: boolean, at: string) =>
    api.db.admin.query(
      `INSERT INTO ordersync.audit_log (tenant_id, actor, action, allowed, at) VALUES ('f', $1, $2, $3, $4)`,
      [actor, action, allowed, at],
    )
  await write('key_1', 'DELETE /x', true, '2026-03-01T23:59:59.999Z')
  await write('key_1', 'POST /x', false, '2026-03-02T00:00:00Z')
  await write('oidc:ann', 'POST /y', true, '2026-03-03T12:00:00Z')
  const actions = async (query: string) =>
    (await read(api.operator, `?tenantId=f&${query}`)).entries.map(
      (entry: { action: string }) => entry.action,
    )
  expect(await actions('actor=key_1')).toEqual(['POST /x', 'DELETE /x'])
  expect(await actions('actor=oidc:ann')).toEqual(['POST /y'])
  expect(await actions('action=POST')).toEqual(['POST /y', 'POST /x'])
  expect(await actions('allowed=false')).toEqual(['POST /x'])
  expect(await actions('from=2026-03-02')).toEqual(['POST /y', 'POST /x'])
  expect(await actions('to=2026-03-01')).toEqual(['DELETE /x'])
  expect((await read(api.operator, '?from=2026-02-30')).field).toBe('from')
})

test('the export has everything, in CSV that no spreadsheet runs, and as lines of JSON', async () => {
  await api.makeTenant('big')
  await api.db.admin.query(
    `INSERT INTO ordersync.audit_log (tenant_id, actor, action, allowed, note)
     SELECT 'big', 'key_b', 'TEST ' || n, true, '=HYPERLINK("x")' FROM generate_series(1, 2345) n`,
  )
  const csv = await api.call(api.operator, 'GET', '/audit-log/export?format=csv&tenantId=big')
  expect(csv.headers['content-type']).toContain('text/csv')
  const lines = String(csv.body).trim().split('\n')
  expect(lines[0]).toBe('at,tenant_id,actor,action,allowed,code,subject,note,request_id,address')
  expect(lines).toHaveLength(2346)
  expect(lines[1]).toContain(`"'=HYPERLINK(""x"")"`)
  const ndjson = await api.call(api.operator, 'GET', '/audit-log/export?format=ndjson&tenantId=big')
  const entries = String(ndjson.body)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(new Set(entries.map((entry) => entry.action)).size).toBe(2345)
})

test('neither secrets nor what somebody typed into a wrong place are kept', async () => {
  const planted = [
    'os_planted-secret-0123456789',
    'Atzr|planted-token',
    'planted.buyer@example.com',
    'planted note',
  ]
  const [key = '', token = '', buyer = '', text = ''] = planted
  await api.call(key, 'GET', '/orders')
  await api.call(null, 'POST', '/session', { key })
  await api.call(adminOfA, 'GET', `/orders?tenantId=${encodeURIComponent(buyer)}`)
  await api.call(null, 'GET', `/orders/${encodeURIComponent(buyer)}`)
  await api.call(adminOfA, 'DELETE', `/api-keys/${encodeURIComponent(buyer)}`)
  await api.call(adminOfA, 'GET', '/orders', undefined, { 'x-tenant-id': text, 'x-user-email': text })
  await api.call(adminOfA, 'POST', '/tenants/a/connections', {
    region: 'EU',
    sellingPartnerId: 'APLANTED000001',
    refreshToken: token,
  })
  const { rows } = await api.db.admin.query<{ dump: string }>(
    `SELECT string_agg(a::text, E'\\n') AS dump FROM ordersync.audit_log a WHERE at > now() - interval '1 minute'`,
  )
  const dump = rows[0]?.dump ?? ''
  expect(dump).toContain('(no id)')
  for (const secret of planted) expect(dump).not.toContain(secret)
})

test('the log is kept for twelve months, by the only thing that can delete from it', async () => {
  await api.makeTenant('old')
  await api.db.admin.query(
    `INSERT INTO ordersync.audit_log (tenant_id, actor, action, allowed, at)
     VALUES ('old', 'k', 'older', true, ordersync.now() - interval '12 months 1 minute'),
            ('old', 'k', 'younger', true, ordersync.now() - interval '12 months' + interval '1 minute')`,
  )
  await sweepHistory(api.db, 90, { log: silentLog, signal: new AbortController().signal })
  const { entries } = await read(api.operator, '?tenantId=old')
  expect(entries.map((entry: { action: string }) => entry.action)).toEqual(['younger'])

  // As the application: it adds and reads, and what is not a year old it cannot change, whatever it says.
  await recordAudit(api.db, { tenantId: 'old', actor: 'k', action: 'added', allowed: true })
  for (const statement of [
    'DELETE FROM ordersync.audit_log',
    'UPDATE ordersync.audit_log SET allowed = true',
    'TRUNCATE ordersync.audit_log',
  ]) {
    await expect(api.db.query(statement)).rejects.toThrow(/permission denied/)
    await expect(api.db.of('old').query(statement)).rejects.toThrow(/permission denied/)
  }
})
