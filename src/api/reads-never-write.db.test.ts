import { afterAll, beforeAll, expect, test } from 'vitest'
import { permissions } from './permissions.ts'
import { createTestApi, type TestApi } from './testing/test-api.ts'

let api: TestApi
let connectionId: string

beforeAll(async () => {
  api = await createTestApi()
  await api.makeTenant('kbz_test')
  connectionId = await api.connect('kbz_test', { token: false, importedCursor: 'amzn_oauth_state_9f8c' })
})
afterAll(() => api.close())

/** The version of every row of every table, but for the note of a key's last use. */
async function rowVersions(): Promise<string> {
  const { rows: tables } = await api.db.admin.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'ordersync' AND table_type = 'BASE TABLE' AND table_name <> 'api_keys' ORDER BY 1`,
  )
  const versions = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await api.db.admin.query<{ versions: string | null }>(
        `SELECT string_agg(xmin::text || ctid::text, ',' ORDER BY ctid) AS versions FROM ordersync.${name}`,
      )
      return `${name} ${rows[0]?.versions ?? 'empty'}`
    }),
  )
  return versions.join('\n')
}

test('looking at a page changes nothing: a tenant without token is not shown as connected, nor made so', async () => {
  // The callbacks are no reading: a browser comes back to sign in or to connect a seller, and what is refused is audited.
  const routes = Object.keys(permissions).filter(
    (route) => route.startsWith('GET ') && !/docs\/js|(oauth|oidc)\/callback|\/stream$/.test(route),
  )
  expect(routes.length).toBeGreaterThan(15)
  const before = await rowVersions()
  for (const route of routes) {
    const path = route
      .slice(4)
      .replace(':tenantId', 'kbz_test')
      .replace(':connectionId', connectionId)
      .replace(/:\w+/, 'nothing')
    const needsTenant =
      /\/(orders|quarantine|backfill\/status|api-keys)(\/nothing)?$/.test(path) ||
      path.endsWith('backfill/status')
    const { status } = await api.send({
      method: 'GET',
      url: needsTenant ? `${path}?tenantId=kbz_test` : path,
      headers: { authorization: `Bearer ${api.operator}` },
    })
    expect(status, path).toBeLessThan(500)
  }
  expect(await rowVersions()).toBe(before)
  const answer = await api.call(api.operator, 'GET', '/orders/sync/status?tenantId=kbz_test')
  expect(answer.body).toMatchObject({ connectionStatus: 'token_missing', hasRefreshToken: false })
})
