import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeObservation } from '../../../test/make-order.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/postgres.ts'
import { systemRandom } from '../../runtime/random.ts'
import { Secret } from '../../runtime/secret.ts'
import { makeKeySecret } from '../api-keys.ts'
import type { Transaction } from '../database.ts'
import { makeToken } from '../token.ts'
import { twoTenantsSql } from './two-tenants.ts'

/**
 * Every function of the store that works for a tenant, called for the tenant `mine` with the ids of the tenant `other`:
 * what it answers holds nothing of the other tenant, and nothing of the other tenant is changed.
 */

type StoreFunction = (tx: Transaction, ...rest: unknown[]) => Promise<unknown>

const span = { from: new Date('2026-01-01'), to: new Date('2026-01-02') }
const foreignRun = {
  tenantId: 'mine',
  connectionId: 'con_other',
  lane: 'delta',
  runId: 'run_other',
  runNumber: 1n,
}
const foreignOrder = makeObservation({
  externalOrderId: 'order_other',
  lastUpdatedAt: '2030-01-01T00:00:00.000Z',
})
const anyEntry = { actor: null, action: null, allowed: null, from: null, before: null }
const person = { subject: 'ann', name: 'Ann', role: 'tenant_reader', canReadBuyers: false }
const sessionLimits = { hours: 1, idleMinutes: 1 }
const anyOrder = {
  ...{ status: null, fulfilledBy: null, marketplaceId: null, hasTracking: null },
  ...{ from: null, before: null, search: null },
}
const progress = {
  frontier: span.from,
  spanFrom: null,
  pageToken: null,
  pageTokenAt: null,
  orders: 0,
  lastSpanMs: null,
}
const outcome = {
  status: 'failed',
  reasonCode: 'UNKNOWN_ERROR',
  message: 'x',
  complete: false,
  nextDue: null,
}
const connection = {
  ...{ connectionId: 'con_new', region: 'EU', sellingPartnerId: 'S_other' },
  ...{ marketplaceIds: [], sealedRefreshToken: Buffer.from('x'), importedCursor: null },
}

const consentRequest = {
  ...{ region: 'EU', marketplaceId: 'A1', sellingPartnerId: null, allowSharedSeller: false },
  ...{ requestedBy: 'key_other', returnTo: '/' },
}
const noVault = { seal: () => Buffer.from('x'), open: () => new Secret('{}') }
const webhook = {
  ...{ webhookId: 'wh_new', url: 'https://x', description: null },
  ...{ events: ['order.created'], sealedSecret: Buffer.from('x') },
}
const foreignTurn = { tenantId: 'other', webhookId: 'wh_other', lease: 'turn_other' }
const attempt = {
  ...{ state: 'dead', retryInMs: null, responseStatus: 500 },
  ...{ responseText: 'x', durationMs: 1, error: 'x' },
}

/** What each is given after its handle, with the ids of `other` wherever it takes one. */
const calls: Readonly<Record<string, readonly unknown[]>> = {
  addWindows: ['bf_other', []],
  beginRun: [{ tenantId: 'other', connectionId: 'con_other', lane: 'delta' }, 'run_new', 'manual'],
  changeWindow: ['bf_other', 1, { state: 'done', error: 'x' }],
  countBackfillOrders: ['bf_other', 5],
  countDetail: ['con_other'],
  countByStatus: [{ ...anyOrder, search: 'OTHER' }],
  countOrders: [{ ...anyOrder, search: 'OTHER' }],
  countRequestedErasure: [],
  countPage: [foreignRun, { ordersProcessed: 1, itemsProcessed: 1, ordersChanged: 1, quarantined: 1 }],
  createBackfill: [
    {
      ...{ backfillId: 'bf_new', connectionId: 'con_other', days: 1 },
      ...{ isRepair: false, range: span, windows: [] },
    },
  ],
  createTenant: ['mine too'],
  createOrderImport: [{ importId: 'imp_new', externalOrderId: 'order_other', connectionIds: ['con_other'] }],
  createConsentRequest: [new Secret('state'), null, consentRequest],
  createSyncRequest: [{ requestId: 'req_new', batchSize: null, batchDelayMs: 0 }],
  deleteConnection: ['con_other'],
  endSessionsOf: [{ keyId: 'key_other', subject: null }],
  expireReplacedApiKey: ['key_other', 0],
  deleteQuarantined: ['qua_other'],
  enterWindowsPhase: ['bf_other', []],
  eraseBuyer: ['order_other'],
  eraseTenant: [{ erasureId: 'era_new', by: 'key_mine', requestId: null }],
  expireBuyersOf: ['con_other'],
  failOpenImports: ['con_other', 'UNKNOWN_ERROR', 'x'],
  findApiKey: ['key_other'],
  findBuyer: ['order_other'],
  findConnection: ['con_other'],
  findConnectionOfSeller: ['EU', 'S_other'],
  findFollowedSince: ['con_other'],
  findKnown: [[foreignOrder]],
  findNewer: [[foreignOrder]],
  findNextDetailTry: ['con_other'],
  findOpenImport: ['con_other'],
  findOpenRun: ['con_other', 'delta'],
  findOrder: ['order_other'],
  findQuarantined: ['qua_other'],
  findRun: ['run_other'],
  findSealedRefreshToken: ['con_other'],
  findTenant: [],
  finishRun: [foreignRun, outcome],
  holdLane: [foreignRun],
  interruptOpenRuns: [{ tenantId: 'other', connectionId: 'con_other', lane: 'delta' }],
  isFetchingHistory: ['con_other'],
  isInProgress: ['bf_other'],
  isSellerOfAnotherTenant: ['EU', 'S_other'],
  listApiKeys: [],
  listAudit: [anyEntry, null, 100],
  listBackfills: ['con_other'],
  listBackfillsWithWindows: [['mine', 'other'], 'every'],
  listConnections: [],
  listCoverage: ['con_other'],
  listCoverageChecks: [],
  listImportTargets: ['imp_other'],
  listOldMappings: [null, 100],
  listOrders: [{ filter: { ...anyOrder, search: 'OTHER' }, after: null, limit: 100 }],
  findPositions: [
    { filter: { ...anyOrder, search: 'OTHER' }, after: null, limit: 100 },
    ...['OTHER', { broadFrom: 2, sample: 1, longFrom: 9, walkPerOrder: 10, rareShare: 1 }],
  ],
  listOutlineOrders: ['con_other', 100],
  listQuarantine: [null, 100],
  listRequestTargets: ['req_1'],
  listRunOrders: ['run_other', 0n, 100],
  listRuns: [{ lane: null, status: null, after: null, limit: 100 }],
  listSyncStatus: [{ offset: null, limit: 100 }],
  listWindows: ['bf_other'],
  lockFeed: [],
  makeSignInLink: ['key_other'],
  moveBackfill: ['bf_other', ['in_progress'], 'cancelled'],
  openSessionOfKey: ['key_other', makeToken('oss'), sessionLimits],
  openSessionOfSubject: [person, makeToken('oss'), sessionLimits],
  putOffDetails: [[{ externalOrderId: 'order_other', afterMs: 1 }]],
  raiseCoverage: ['con_other'],
  readHistoryFigures: [],
  recordCoverage: ['con_other', span, 'full', 'search'],
  releaseReadable: [['order_other']],
  requireReauthorization: ['con_other', 1],
  revokeApiKey: ['key_other'],
  rewriteOrders: ['con_other', [foreignOrder], systemRandom],
  saveApiKey: [{ keyId: 'key_new', name: 'x', role: 'tenant_admin', expiresAt: null }, makeKeySecret()],
  saveBuyers: ['con_other', noVault, [foreignOrder]],
  saveBackfillError: ['bf_other', 'x'],
  saveCheckpoint: [foreignRun, { window: null, watermark: span.to }],
  saveConnection: [connection],
  saveMarketplaces: ['con_other', ['A']],
  saveOrders: ['con_other', 1n, [foreignOrder], systemRandom],
  saveOutlines: [
    'con_other',
    1n,
    [{ ...foreignOrder, source: 'report', detailLevel: 'outline' }],
    systemRandom,
  ],
  saveSearchProgress: ['bf_other', progress, 1],
  saveSearchNames: [[foreignOrder.order]],
  saveSearchTerms: [[foreignOrder.order]],
  saveTenant: ['mine too'],
  saveUnreadable: [
    'con_other',
    [{ externalOrderId: 'order_other', reason: 'x', document: 'x' }],
    systemRandom,
  ],
  setIncludeBuyerData: ['con_other', true],
  setPaused: ['con_other', true],
  settleOrderImports: ['con_other', 'order_other', 'stored'],
  settleTargets: ['con_other', { ...outcome, runId: null, ordersProcessed: 0, itemsProcessed: 0 }],
  wakeLane: ['con_other', 'delta'],
  saveUnknown: ['con_other', 1n, [foreignOrder], systemRandom],
  writeNewer: ['con_other', 1n, [], systemRandom],
  deleteOldChanges: [0, 100],
  deleteWebhook: ['wh_other'],
  disableWebhook: [foreignTurn, 'x'],
  findDelivery: ['wh_other', 'whd_other'],
  findFeedEnd: [],
  findWebhook: ['wh_other'],
  holdWebhook: [foreignTurn],
  insertDeliveries: [foreignTurn, [], 9],
  insertTestDelivery: ['wh_other', 'whd_new'],
  insertWebhook: [webhook, 20],
  listChangesAt: [[1]],
  listDeliveries: ['wh_other', { state: null, before: null, limit: 100 }],
  listOrdersByNumber: [['order_other']],
  listTimeline: ['order_other'],
  listWebhooks: [],
  pauseWebhook: ['wh_other'],
  readFeed: [0, 100],
  releaseWebhook: [foreignTurn, 0],
  replayDeadDeliveries: ['wh_other'],
  renewOpenDeliveries: ['wh_other'],
  replayDelivery: ['wh_other', 'whd_other'],
  resumeWebhook: ['wh_other', true],
  rotateSecret: ['wh_other', Buffer.from('x'), 1],
  settleAttempt: [foreignTurn, 'whd_other', attempt],
  startDelivery: [foreignTurn],
  updateWebhook: ['wh_other', { url: 'https://x' }],
  wasSellerRemoved: ['EU', 'S_other'],
}

/** What is answered, or thrown as text, for something that is not there. */
const nothing: Readonly<Record<string, unknown>> = {
  beginRun: null,
  countDetail: { full: 0, outline: 0 },
  countByStatus: {},
  countOrders: 0,
  createBackfill: expect.stringContaining('foreign key'),
  endSessionsOf: 0,
  expireReplacedApiKey: null,
  createOrderImport: expect.stringContaining('foreign key'),
  deleteConnection: null,
  deleteQuarantined: false,
  eraseBuyer: false,
  findApiKey: null,
  findBuyer: null,
  findConnection: null,
  findConnectionOfSeller: null,
  findFollowedSince: null,
  findNextDetailTry: null,
  findOpenImport: null,
  findOpenRun: null,
  findOrder: null,
  findQuarantined: null,
  findRun: null,
  findSealedRefreshToken: null,
  finishRun: expect.stringMatching(/^StaleRunError/),
  holdLane: expect.stringMatching(/^StaleRunError/),
  interruptOpenRuns: 0,
  isFetchingHistory: false,
  isInProgress: false,
  listBackfills: [],
  listCoverage: [],
  listImportTargets: [],
  listOrders: [],
  findPositions: [],
  listOutlineOrders: [],
  listWindows: [],
  moveBackfill: false,
  openSessionOfKey: null,
  recordCoverage: expect.stringContaining('foreign key'),
  requireReauthorization: false,
  revokeApiKey: false,
  saveCheckpoint: expect.stringMatching(/^StaleRunError/),
  setIncludeBuyerData: null,
  setPaused: null,
  deleteWebhook: false,
  findDelivery: null,
  findWebhook: null,
  holdWebhook: null,
  insertTestDelivery: expect.stringContaining('foreign key'),
  listDeliveries: [],
  listTimeline: [],
  listOrdersByNumber: new Map(),
  pauseWebhook: false,
  replayDeadDeliveries: 0,
  replayDelivery: false,
  resumeWebhook: false,
  rotateSecret: false,
  settleAttempt: null,
  startDelivery: null,
  updateWebhook: false,
  wasSellerRemoved: false,
}

let database: TestDatabase
let functions: ReadonlyMap<string, StoreFunction>
beforeAll(async () => {
  database = await createTestDatabase()
  await database.admin.query(twoTenantsSql)
  functions = await findTenantFunctions()
})
afterAll(() => database.close())

test('the list of calls is complete', () => {
  expect(Object.keys(calls).sort()).toEqual([...functions.keys()].sort())
})

test.each(Object.keys(calls))('%s for one tenant with the ids of another', async (name) => {
  const before = await rowsOf('other')
  expect(before.length).toBeGreaterThan(15)
  const call = functions.get(name)
  if (call === undefined) throw new Error(`there is no ${name}`)
  const answer = await database
    .of('mine')
    .transaction(async (tx) => {
      const result = await call(tx, ...(calls[name] ?? [])).catch(String)
      expect(String(JSON.stringify(result, plain))).not.toMatch(/OTHERS|secret of|hash of/)
      if (name in nothing) expect(result).toEqual(nothing[name])
      else expect(result).not.toBeTypeOf('string')
      throw new RollBack()
    })
    .catch((error: unknown) => error)
  expect(answer).toBeInstanceOf(RollBack)
  await database
    .of('mine')
    .transaction((tx) => call(tx, ...(calls[name] ?? [])))
    .catch(() => {})
  expect(await rowsOf('other')).toEqual(before)
  await database.admin.query(resetSql)
})

class RollBack extends Error {}

const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)

const resetSql = `
DELETE FROM ordersync.orders; DELETE FROM ordersync.order_changes; DELETE FROM ordersync.order_counts;
DELETE FROM ordersync.order_search; DELETE FROM ordersync.search_names; DELETE FROM ordersync.tenants; DELETE FROM ordersync.audit_log;
DELETE FROM ordersync.api_keys; DELETE FROM ordersync.sync_requests; DELETE FROM ordersync.buyer_deletions;
DELETE FROM ordersync.tenant_erasures; ${twoTenantsSql}`

/** Everything of a tenant in all tables, as text, less the instants of its making. */
async function rowsOf(tenantId: string): Promise<readonly string[]> {
  const { rows } = await database.admin.query<{ row: string }>(
    `SELECT c.relname || (xpath('//row', query_to_xml(format('SELECT (to_jsonb(t) - ''audit_id'')::text AS row FROM ordersync.%I t
       WHERE tenant_id = %L ORDER BY 1', c.relname, '${tenantId}'), true, false, '')))::text AS row
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
     WHERE c.relnamespace = 'ordersync'::regnamespace AND c.relkind = 'r' ORDER BY 1`,
  )
  return rows.map(({ row }) => row)
}

/** The exported functions of the store whose first parameter is a tenant's, found in its sources. */
async function findTenantFunctions(): Promise<ReadonlyMap<string, StoreFunction>> {
  const folder = join(import.meta.dirname, '..')
  const found = new Map<string, StoreFunction>()
  for (const file of globSync('*.ts', { cwd: folder }).filter((name) => !name.endsWith('.test.ts'))) {
    const source = readFileSync(join(folder, file), 'utf8')
    const names = [
      ...source.matchAll(
        /export (?:async )?function (\w+)\(\s*\w+: (?:TenantQueryable|Transaction|TenantDatabase|Scoped<string \| null>)/g,
      ),
    ].map((match) => match[1] ?? '')
    if (names.length === 0) continue
    const module = (await import(join(folder, file))) as Record<string, StoreFunction>
    for (const name of names) found.set(name, module[name] as StoreFunction)
  }
  return found
}
