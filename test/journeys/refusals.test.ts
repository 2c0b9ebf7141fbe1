import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chaosFleet } from '@ordersync/simulator'
import { afterEach, expect, test } from 'vitest'
import { environmentKeyProvider, fileKeyProvider } from '../../src/runtime/key-provider.ts'
import type { Log, LogFields } from '../../src/runtime/log.ts'
import { createVault } from '../../src/store/vault.ts'
import { runLane } from '../../src/sync/run-lane.ts'
import { type Journey, minutes, startJourney } from '../journey.ts'

const fleet = chaosFleet('refusals', 2, { ordersPerMonth: 60, historyDays: 5 })
const [a, b] = ['chaos-001', 'chaos-002'] as const

let journey: Journey
afterEach(() => journey.close())

const sellerOf = (tenantId: string): string =>
  fleet.roster.find((entry) => entry.tenantId === tenantId)?.sellerId ?? ''

function recordingLog(): Log & { readonly lines: (LogFields & { level: string; message: string })[] } {
  const lines: (LogFields & { level: string; message: string })[] = []
  const at = (level: string) => (fields: LogFields, message: string) =>
    void lines.push({ ...fields, level, message })
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

test('a wrong application secret stops calls for all, is logged as an error, and disconnects nobody', async () => {
  const log = recordingLog()
  journey = await startJourney({ fleet, log, clientSecret: 'amzn1.oa2-cs.v1.wrong' })
  for (const tenantId of [a, b]) {
    expect(await journey.sync(tenantId)).toMatchObject({
      outcome: { status: 'failed', reasonCode: 'APPLICATION_SECRET_REFUSED' },
    })
    expect((await journey.status(tenantId)).connections[0]).toMatchObject({
      status: 'connected',
      hasRefreshToken: true,
    })
  }
  // The second tenant did not even ask: the refusal of the first one counts for all.
  const tokenCalls = Object.values(journey.simulator.control.stats().calls.lwa ?? {}).reduce(
    (sum, count) => sum + count,
    0,
  )
  const asked = journey.simulator.control
    .requests()
    .filter((request) => request.operation === ('lwa' as string)).length
  expect(Math.max(tokenCalls, asked)).toBeLessThanOrEqual(1)
  expect(
    log.lines.filter((line) => line.event === 'application_secret_refused' && line.level === 'error').length,
  ).toBeGreaterThan(0)
  expect(await journey.ordersync.metrics.registry.metrics()).toMatch(/ordersync_application_secret_refused 1/)
  expect(JSON.stringify(log.lines)).not.toContain('amzn1.oa2-cs.v1.wrong')
})

test('when Amazon accepts the secret again, one probe finds out and everybody goes on', async () => {
  journey = await startJourney({ fleet })
  const fault = journey.simulator.control.addFault({ kind: 'invalid_client', operation: 'lwa' })
  expect(await journey.sync(a)).toMatchObject({ outcome: { reasonCode: 'APPLICATION_SECRET_REFUSED' } })
  journey.simulator.control.removeFault(fault.id)
  expect(await journey.sync(a)).toMatchObject({ outcome: { reasonCode: 'APPLICATION_SECRET_REFUSED' } })
  await journey.advance(minutes(6))
  expect(await journey.sync(a)).toMatchObject({ outcome: { status: 'success' } })
  expect(await journey.sync(b)).toMatchObject({ outcome: { status: 'success' } })
})

test('a withdrawn consent is TOKEN_REVOKED for that connection only, and it asks for a person', async () => {
  journey = await startJourney({ fleet })
  journey.simulator.control.addFault({ kind: 'invalid_grant', operation: 'lwa', sellerId: sellerOf(a) })
  const result = await journey.sync(a)
  expect(result).toMatchObject({ outcome: { status: 'failed', reasonCode: 'TOKEN_REVOKED' } })
  expect((await journey.status(a)).connections[0]).toMatchObject({
    status: 'reauthorization_required',
    nextDueAt: null,
  })
  expect((await journey.status(a)).connections[0]?.lastError).toMatch(/seller must reconnect/)
  expect(await journey.sync(b)).toMatchObject({ outcome: { status: 'success' } })
})

test('a transient 403 revokes nobody: it is asked again with a fresh token, and a lasting one only backs off', async () => {
  journey = await startJourney({ fleet })
  journey.simulator.control.addFault({ kind: 'unauthorized', remaining: 1 })
  expect(await journey.sync(a)).toMatchObject({ outcome: { status: 'success' } })
  journey.simulator.control.addFault({ kind: 'unauthorized', sellerId: sellerOf(b) })
  expect(await journey.sync(b)).toMatchObject({
    outcome: { status: 'failed', reasonCode: 'AMAZON_FORBIDDEN' },
  })
  expect((await journey.status(b)).connections[0]).toMatchObject({
    status: 'connected',
    hasRefreshToken: true,
  })
})

test('an outage of Login with Amazon is AMAZON_UNAVAILABLE, not a revoked seller', async () => {
  journey = await startJourney({ fleet })
  journey.simulator.control.addFault({ kind: 'status', operation: 'lwa', status: 503 })
  expect(await journey.sync(a)).toMatchObject({
    outcome: { status: 'failed', reasonCode: 'AMAZON_UNAVAILABLE' },
  })
  expect((await journey.status(a)).connections[0]).toMatchObject({ status: 'connected' })
})

test('a secret store that does not answer is called that, and the seller stays connected', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ordersync-keys-'))
  const keyFile = join(folder, 'master.key')
  await writeFile(keyFile, Buffer.alloc(32, 7).toString('base64'))
  await chmod(keyFile, 0o600)
  journey = await startJourney({ fleet, keyProvider: fileKeyProvider(keyFile) })
  // Another process, that has not opened any key yet.
  await rm(keyFile)
  const vault = createVault(journey.database, fileKeyProvider(keyFile))
  const engine = { ...journey.ordersync.engine, vault }
  const connectionId = (await journey.status(a)).connections[0]?.connectionId ?? ''
  const run = () =>
    runLane(engine, { tenantId: a, connectionId, lane: 'delta' }, 'manual', new AbortController().signal)
  expect(await run()).toMatchObject({ outcome: { status: 'failed', reasonCode: 'SECRET_STORE_UNAVAILABLE' } })
  expect((await journey.status(a)).connections[0]).toMatchObject({
    status: 'connected',
    hasRefreshToken: true,
  })

  await writeFile(keyFile, Buffer.alloc(32, 7).toString('base64'))
  expect(await run()).toMatchObject({ outcome: { status: 'success' } })
  await rm(folder, { recursive: true })
})

test('a master key that is not the one which wrapped the keys is called that too', async () => {
  journey = await startJourney({ fleet })
  const vault = createVault(journey.database, environmentKeyProvider(Buffer.alloc(32, 9).toString('base64')))
  const connectionId = (await journey.status(a)).connections[0]?.connectionId ?? ''
  const lane = { tenantId: a, connectionId, lane: 'delta' as const }
  const result = await runLane(
    { ...journey.ordersync.engine, vault },
    lane,
    'manual',
    new AbortController().signal,
  )
  expect(result).toMatchObject({
    outcome: { reasonCode: 'SECRET_STORE_UNAVAILABLE', message: expect.stringMatching(/configure that key/) },
  })
})

test('a connection whose token Amazon refuses is never a success, whichever of its lanes asks first', async () => {
  journey = await startJourney({ fleet, initialBackfillDays: 30, initialSyncDays: 1 })
  journey.simulator.control.addFault({ kind: 'invalid_grant', operation: 'lwa', sellerId: sellerOf(a) })
  const connectionId = (await journey.status(a)).connections[0]?.connectionId ?? ''
  const backfill = { tenantId: a, connectionId, lane: 'backfill' as const }
  await runLane(journey.ordersync.engine, backfill, 'schedule', new AbortController().signal)
  // Whatever became of the backfill, the delta asks for itself before it speaks.
  journey.simulator.control.clearFaults()
  journey.simulator.control.addFault({ kind: 'unauthorized', sellerId: sellerOf(b) })
  const other = (await journey.status(b)).connections[0]?.connectionId ?? ''
  await runLane(
    journey.ordersync.engine,
    { tenantId: b, connectionId: other, lane: 'backfill' },
    'schedule',
    new AbortController().signal,
  )
  expect(await journey.sync(b)).toMatchObject({
    outcome: { status: 'failed', reasonCode: 'AMAZON_FORBIDDEN' },
  })
  expect((await journey.status(b)).connections[0]).toMatchObject({
    lastSuccessAt: null,
    lastUpdatedAfter: null,
  })
  expect((await journey.status(a)).connections[0]).toMatchObject({
    lastSuccessAt: null,
    lastUpdatedAfter: null,
  })
})
