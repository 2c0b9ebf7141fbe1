import { Writable } from 'node:stream'
import { chaosFleet, SIMULATED_APPLICATION } from '@ordersync/simulator'
import { afterEach, expect, test } from 'vitest'
import { environmentKeyProvider } from '../../src/runtime/key-provider.ts'
import { createLog } from '../../src/runtime/log.ts'
import { Secret } from '../../src/runtime/secret.ts'
import { saveTenant } from '../../src/store/tenants.ts'
import { type JourneyApi, openJourneyApi } from '../api-of-journey.ts'
import { HttpBrowser } from '../http-browser.ts'
import { type Journey, minutes, startJourney } from '../journey.ts'

let journey: Journey
let api: JourneyApi
afterEach(async () => {
  await api.close()
  await journey.close()
})

/** Their burst ends early, so that reports are needed. */
const fleet = chaosFleet('planted', 3, {
  ordersPerMonth: 150,
  historyDays: 60,
  quotas: { searchOrders: { ratePerSecond: 0.0056, burst: 2 } },
})
const [a = '', b = '', c = ''] = fleet.roster.map(({ tenantId }) => tenantId)
const masterKey = Buffer.from('planted master key 0123456789abc').toString('base64')
const receivedSecret = 'amzn1.oa2-cs.v1.received-planted'

/** Everything that the program ever printed, from trace up. */
function recordingLog() {
  let text = ''
  const destination = new Writable({
    write: (chunk, _encoding, done) => {
      text += String(chunk)
      done()
    },
  })
  return { log: createLog('trace', destination), text: () => text }
}

/** Every value of every column of ours and of the queue, bytes also as the text that they are. */
async function dumpDatabase(): Promise<string> {
  const { rows: tables } = await journey.database.admin.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_catalog.pg_tables
     WHERE schemaname IN ('ordersync', 'ordersync_queue')`,
  )
  expect(tables.length).toBeGreaterThan(20)
  let text = ''
  for (const { name } of tables) {
    const { rows } = await journey.database.admin.query<Record<string, unknown>>(`SELECT * FROM ${name}`)
    for (const row of rows) {
      for (const value of Object.values(row)) {
        text += Buffer.isBuffer(value) ? `${value.toString('latin1')}\n` : `${JSON.stringify(value)}\n`
      }
    }
  }
  return text
}

/** What must be nowhere. Access tokens, document addresses and codes are known by their form. */
function planted(keys: readonly string[], codes: readonly string[]): readonly (string | RegExp)[] {
  return [
    ...fleet.sellers.flatMap(({ refreshTokens }) => refreshTokens),
    ...SIMULATED_APPLICATION.clientSecrets,
    receivedSecret,
    masterKey,
    'planted master key',
    ...keys,
    ...codes,
    /Atza\|/,
    /Atzr\|/,
    /amzn1\.oa2-cs/,
    /\/documents\/[\w-]{20}/,
    /os_[\w-]{20}/,
  ]
}

function findIn(where: string, text: string, secrets: readonly (string | RegExp)[]): readonly string[] {
  return secrets.flatMap((secret) => {
    const index = typeof secret === 'string' ? text.indexOf(secret) : text.search(secret)
    return index < 0
      ? []
      : [`${where}: ${String(secret)} in …${text.slice(Math.max(0, index - 80), index + 60)}…`]
  })
}

test('planted secrets are found in no log, database column, error, metric or queue after a journey with faults', async () => {
  const { log, text: logged } = recordingLog()
  const keyProvider = environmentKeyProvider(masterKey)
  journey = await startJourney({ fleet, log, keyProvider, initialBackfillDays: 60, initialSyncDays: 5 })
  api = await openJourneyApi(journey)
  const { control } = journey.simulator
  const answers: string[] = []
  const ask = async (key: string, method: string, path: string, body?: unknown) => {
    const answer = await api.call(key, method, path, body)
    answers.push(JSON.stringify(answer))
    return answer
  }

  // A consent, and codes and states that do not work.
  const codes: string[] = []
  await saveTenant(journey.database.of('consented'), 'Consented')
  const asked = await ask(api.operator, 'POST', '/tenants/consented/connections/authorize', {
    marketplaceId: 'A1PA6795UKMFR9',
    allowSharedSeller: true,
  })
  const browser = new HttpBrowser()
  const page = await browser.open(asked.body.authorizeUrl)
  await browser.submit(page, { seller: fleet.sellers[0]?.sellerId ?? '', decision: 'confirm' })
  const callback = new URL(browser.visited.find((url) => url.includes('spapi_oauth_code')) ?? '')
  codes.push(callback.searchParams.get('spapi_oauth_code') ?? '')
  answers.push((await browser.open(callback.href)).html)
  // The state is given to whoever asked, and to nobody else.
  answers.splice(0, 1)

  // Faults of every kind while history and changes are read.
  for (const fault of [
    { kind: 'status', status: 503, operation: 'lwa', remaining: 2 },
    { kind: 'html', remaining: 1 },
    { kind: 'unauthorized', remaining: 2 },
    { kind: 'truncated', operation: 'download', remaining: 1 },
    { kind: 'document_url_expired', remaining: 1 },
    { kind: 'reset', operation: 'getReportDocument', remaining: 1 },
    { kind: 'report_error_text', remaining: 1 },
  ] as const) {
    control.addFault(fault)
  }
  // Until every tenant has imported reports: their addresses are secrets too.
  const until = async () => (await countImports()) >= 3
  await journey.play({ until, maxRuns: 600 })
  expect(control.listFaults().filter(({ struck }) => struck === 0)).toEqual([])
  control.clearFaults()
  control.addFault({ kind: 'invalid_grant', operation: 'lwa', sellerId: fleet.sellers[1]?.sellerId ?? '' })
  control.addFault({ kind: 'invalid_client', operation: 'lwa', sellerId: fleet.sellers[2]?.sellerId ?? '' })
  await journey.advance(minutes(70))
  for (const tenantId of [a, b, c]) await journey.sync(tenantId)
  await journey.ordersync.engine.applicationSecrets.add(
    new Secret(receivedSecret),
    new Date(journey.now().getTime() + 86_400_000),
  )
  control.clearFaults()

  // The queue, and requests that carry secrets where they are not expected.
  const worker = await journey.ordersync.startWorker()
  const admin = await api.makeKey('tenant_admin', a)
  const [refreshToken = ''] = fleet.sellers[0]?.refreshTokens ?? []
  await ask(admin, 'POST', '/orders/sync/run?wait=false', { tenantId: a })
  await ask(admin, 'POST', `/tenants/${a}/connections`, {
    region: 'EU',
    sellingPartnerId: 'AOTHERSELLER01',
    refreshToken: `${refreshToken}x`,
  })
  await ask(admin, 'POST', `/tenants/${a}/connections`, { refreshToken, region: refreshToken })
  await ask(admin, 'POST', `/tenants/${b}/connections`, { refreshToken })
  await ask(admin, 'GET', `/orders/sync/runs?tenantId=${encodeURIComponent(refreshToken)}`)
  await ask(`${admin}x`, 'GET', '/orders')
  await ask(admin, 'GET', `/orders/${encodeURIComponent(admin)}`)
  await ask(admin, 'DELETE', `/api-keys/${admin}`)
  await ask(api.operator, 'GET', '/application')
  const malformed = await fetch(`${api.url}/api/v1/tenants/${a}/connections`, {
    method: 'POST',
    headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' },
    body: `{"refreshToken": "${refreshToken}", `,
  })
  answers.push(await malformed.text())
  await worker.stop()

  const secrets = planted([api.operator, admin], codes)
  const metrics = await journey.ordersync.metrics.registry.metrics()
  const dump = await dumpDatabase()
  // The search would find what is there.
  expect(findIn('dump', `${dump} Atzr|x`, secrets)).toHaveLength(1)
  expect(logged()).toContain('run_finished')
  expect([
    ...findIn('log', logged(), secrets),
    ...findIn('database', dump, secrets),
    ...findIn('answers', answers.join('\n'), secrets),
    ...findIn('metrics', metrics, secrets),
  ]).toEqual([])
})

async function countImports(): Promise<number> {
  const { rows } = await journey.database.admin.query<{ imported: number }>(
    `SELECT count(*)::integer AS imported FROM ordersync.backfill_windows WHERE state = 'done' AND source = 'report'`,
  )
  return rows[0]?.imported ?? 0
}
