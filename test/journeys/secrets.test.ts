import { chaosFleet, SIMULATED_APPLICATION } from '@ordersync/simulator'
import { afterEach, expect, test } from 'vitest'
import { createOrdersync, type Ordersync } from '../../src/ordersync.ts'
import { environmentKeyProvider, type KeyProvider } from '../../src/runtime/key-provider.ts'
import { kmsKeyProvider } from '../../src/runtime/kms-master-key.ts'
import { findApplicationStatus } from '../../src/store/application-notices.ts'
import { listConnections } from '../../src/store/connections.ts'
import { listMasterKeyUse } from '../../src/store/master-keys.ts'
import { rotateMasterKey } from '../../src/store/rotate-master-key.ts'
import { rotateTenantKey } from '../../src/store/rotate-tenant-keys.ts'
import { readApplicationNotices } from '../../src/sync/read-application-notices.ts'
import { runLane } from '../../src/sync/run-lane.ts'
import { type SqsStub, setAwsEnvironment, startKms, startSqs } from '../aws-stub.ts'
import { amazonConfig, type Journey, minutes, startJourney } from '../journey.ts'
import { silentLog } from '../silent-log.ts'

let journey: Journey
const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
  await journey.close()
})

const oldKey = Buffer.alloc(32, 7).toString('base64')
const newKey = Buffer.alloc(32, 8).toString('base64')
const bothKeys = environmentKeyProvider(newKey, oldKey)
const { clientId } = SIMULATED_APPLICATION
const [firstSecret = ''] = SIMULATED_APPLICATION.clientSecrets
const nextSecret = 'amzn1.oa2-cs.v1.the-next-one-00000000000000000000000000000000000000000000000000000'

async function queue(): Promise<SqsStub> {
  const sqs = await startSqs()
  cleanUps.push(sqs.close)
  setAwsEnvironment({ sqs: sqs.url })
  return sqs
}

/** Another process on the same database. */
function openProcess(keyProvider: KeyProvider, queueUrl: string | null): Ordersync {
  const process = createOrdersync({
    config: {
      sync: {
        initialSyncDays: 30,
        minIntervalMs: 0,
        initialBackfillDays: 0,
        globalBatchSize: null,
        globalTenantDelayMs: 0,
      },
      workerConcurrency: 20,
      changesRetentionDays: 365,
      allowPrivateWebhooks: true,
      databaseConnections: 10,
      simulatedClock: null,
    },
    databaseUrl: journey.database.connectionString,
    amazon: { ...amazonConfig(journey.simulator), applicationQueueUrl: queueUrl },
    keyProvider,
    log: silentLog,
    clock: journey.ordersync.clock,
  })
  cleanUps.push(() => process.close())
  return process
}

const newSecretMessage = (client: string, secret: string) =>
  JSON.stringify({
    notificationType: 'APPLICATION_OAUTH_CLIENT_NEW_SECRET',
    payload: {
      applicationOAuthClientNewSecret: {
        clientId: client,
        newClientSecret: secret,
        newClientSecretExpiryTime: new Date(journey.now().getTime() + 180 * 86_400_000).toISOString(),
        oldClientSecretExpiryTime: new Date(journey.now().getTime() + 7 * 86_400_000).toISOString(),
      },
    },
  })

async function syncWith(process: Ordersync, tenantId: string) {
  const [connection] = await listConnections(process.db.of(tenantId))
  const lane = { tenantId, connectionId: connection?.connectionId ?? '', lane: 'delta' as const }
  return runLane(process.engine, lane, 'schedule', new AbortController().signal)
}

test('master key, tenants keys and application secret are rotated while 50 tenants sync: no run fails', async () => {
  const fleet = chaosFleet('rotation', 50, { ordersPerMonth: 30, historyDays: 2 })
  journey = await startJourney({ fleet, keyProvider: environmentKeyProvider(oldKey) })
  const sqs = await queue()
  // The rolling restart: every process has both keys before anything is rotated.
  const workers = [openProcess(bothKeys, sqs.queueUrl), openProcess(bothKeys, sqs.queueUrl)] as const
  const [first] = workers
  const rotation = { db: first.db, vault: first.vault, keys: first.engine.tenantKeys }
  const tenantIds = fleet.roster.map(({ tenantId }) => tenantId)
  const outcomes: unknown[] = []

  /** Everybody once, with access tokens that have expired, while `rotate` goes on. */
  async function round(rotate: () => Promise<unknown>): Promise<void> {
    await journey.advance(minutes(65))
    const rotating = rotate()
    const waiting = [...tenantIds.entries()]
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          const [index, tenantId] = next
          const result = await syncWith(workers[index % 2 === 0 ? 0 : 1], tenantId)
          outcomes.push(result.kind === 'finished' ? result.outcome.reasonCode : result.kind)
        }
      }),
    )
    await rotating
  }

  await round(() => rotateMasterKey(first.db, bothKeys))
  await round(async () => {
    for (const tenantId of tenantIds) await rotateTenantKey(rotation, tenantId)
  })
  await round(async () => {
    journey.simulator.control.changeApplication({ clientSecrets: [nextSecret, firstSecret] })
    sqs.send(newSecretMessage(clientId, nextSecret))
    await readApplicationNotices(workers[1].engine, new AbortController().signal)
  })
  await round(async () => journey.simulator.control.changeApplication({ clientSecrets: [nextSecret] }))

  expect(outcomes).toHaveLength(200)
  expect(new Set(outcomes)).toEqual(new Set(['SUCCESS']))
  expect(sqs.left()).toEqual([])
  const onlyNew = openProcess(environmentKeyProvider(newKey), null)
  await journey.advance(minutes(65))
  expect(await syncWith(onlyNew, tenantIds[0] ?? '')).toMatchObject({ outcome: { status: 'success' } })
  expect((await listMasterKeyUse(first.db)).map(({ wrapped }) => wrapped)).toEqual([101, 0])
})

test('a new secret is stored once, however often its message comes, and a message that says nothing stays', async () => {
  const fleet = chaosFleet('notices', 1, { ordersPerMonth: 30, historyDays: 2 })
  journey = await startJourney({ fleet })
  const sqs = await queue()
  const worker = openProcess(environmentKeyProvider(oldKey), sqs.queueUrl)
  const read = () => readApplicationNotices(worker.engine, new AbortController().signal)
  sqs.send(newSecretMessage(clientId, nextSecret))
  sqs.send(newSecretMessage(clientId, nextSecret))
  sqs.send('not json')
  sqs.send(newSecretMessage('amzn1.application-oa2-client.other', 'amzn1.oa2-cs.v1.other'))
  await read()
  expect(sqs.left()).toHaveLength(2)
  const status = await findApplicationStatus(worker.db, clientId)
  expect(status.received).toHaveLength(1)

  // Another process takes it up without a restart, although its own setting is refused by now.
  journey.simulator.control.changeApplication({ clientSecrets: [nextSecret] })
  const other = openProcess(environmentKeyProvider(oldKey), null)
  expect(await syncWith(other, fleet.roster[0]?.tenantId ?? '')).toMatchObject({
    outcome: { status: 'success' },
  })
})

test('the message of a new secret stays in the queue until the secret is stored', async () => {
  journey = await startJourney({ fleet: chaosFleet('notices', 1) })
  const sqs = await queue()
  const noKeys: KeyProvider = { keys: () => Promise.reject(new Error('the keys are gone')) }
  const broken = openProcess(noKeys, sqs.queueUrl)
  sqs.send(newSecretMessage(clientId, nextSecret))
  await expect(readApplicationNotices(broken.engine, new AbortController().signal)).rejects.toThrow(
    'keys are gone',
  )
  expect(sqs.left()).toHaveLength(1)
  sqs.returnAll()
  const worker = openProcess(environmentKeyProvider(oldKey), sqs.queueUrl)
  await readApplicationNotices(worker.engine, new AbortController().signal)
  expect(sqs.left()).toEqual([])
})

test('an announced expiry is a metric and a log line with its date, until a new secret arrives', async () => {
  journey = await startJourney({ fleet: chaosFleet('notices', 1) })
  const sqs = await queue()
  const worker = openProcess(environmentKeyProvider(oldKey), sqs.queueUrl)
  const read = () => readApplicationNotices(worker.engine, new AbortController().signal)
  const expiry = new Date(journey.now().getTime() + 30 * 86_400_000).toISOString()
  sqs.send(
    JSON.stringify({
      notificationType: 'APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY',
      payload: {
        applicationOAuthClientSecretExpiry: {
          clientId,
          clientSecretExpiryTime: expiry,
          clientSecretExpiryReason: 'PERIODIC_ROTATION',
        },
      },
    }),
  )
  await read()
  expect((await findApplicationStatus(worker.db, clientId)).secretExpiresAt?.toISOString()).toBe(expiry)
  expect(await worker.metrics.registry.metrics()).toMatch(
    /ordersync_application_secret_expires_seconds 2\d{6}/,
  )
  sqs.send(newSecretMessage(clientId, nextSecret))
  await read()
  expect((await findApplicationStatus(worker.db, clientId)).secretExpiresAt).toBeNull()
  expect(await worker.metrics.registry.metrics()).not.toMatch(/secret_expires_seconds \d/)
})

test('with the master key in KMS everything works; its outage disconnects nobody', async () => {
  const fleet = chaosFleet('kms', 1, { ordersPerMonth: 30, historyDays: 2 })
  const kms = await startKms()
  setAwsEnvironment({ kms: kms.url })
  journey = await startJourney({ fleet, keyProvider: kmsKeyProvider(kms.keyId) })
  cleanUps.push(kms.close)
  const tenantId = fleet.roster[0]?.tenantId ?? ''
  expect(await journey.sync(tenantId)).toMatchObject({ outcome: { status: 'success' } })
  expect(kms.calls.every(({ context }) => context.tenantId === tenantId)).toBe(true)

  const other = openProcess(kmsKeyProvider(kms.keyId), null)
  await journey.advance(minutes(65))
  kms.failing = { type: 'KMSInternalException', status: 500 }
  expect(await syncWith(other, tenantId)).toMatchObject({
    outcome: { status: 'failed', reasonCode: 'SECRET_STORE_UNAVAILABLE' },
  })
  expect((await journey.status(tenantId)).connections[0]).toMatchObject({
    status: 'connected',
    hasRefreshToken: true,
  })
  kms.failing = null
  expect(await syncWith(other, tenantId)).toMatchObject({ outcome: { status: 'success' } })
})
