import { type AmazonClient, createAmazonClient } from './amazon/amazon-client.ts'
import { openNoticeQueue } from './amazon/notice-queue.ts'
import type { Replay } from './api/replay.ts'
import { checkBeforeStart } from './check-before-start.ts'
import { publishFigures } from './publish-figures.ts'
import { LaneQueue } from './queue/lane-queue.ts'
import { startWorker, type Worker, type WorkerSettings } from './queue/worker.ts'
import { acceleratedClock, type Clock, systemClock } from './runtime/clock.ts'
import type { AmazonConfig, Config } from './runtime/config.ts'
import type { KeyProvider } from './runtime/key-provider.ts'
import type { Log } from './runtime/log.ts'
import { createMetrics, type Metrics } from './runtime/metrics.ts'
import { systemRandom } from './runtime/random.ts'
import { noTracer, type Tracer } from './runtime/tracer.ts'
import { type ApplicationSecrets, createApplicationSecrets } from './store/application-secrets.ts'
import { type Database, openDatabase } from './store/database.ts'
import { LockSession } from './store/lock-session.ts'
import { createKeyring } from './store/master-keys.ts'
import { createQuotaGovernor } from './store/quota-buckets.ts'
import { createTenantKeys } from './store/tenant-keys.ts'
import { createVaultOf, type Vault } from './store/vault.ts'
import { createReplay } from './sync/create-replay.ts'
import type { SyncEngine } from './sync/lane-context.ts'
import { untilDatabaseAnswers } from './until-database-answers.ts'
import { version } from './version.ts'
import { createPoster } from './webhooks/post.ts'
import { WebhookSender } from './webhooks/webhook-sender.ts'

/** What is needed to build the engine: the settings that concern it and where its keys come from. */
export interface OrdersyncOptions {
  readonly config: Pick<
    Config,
    | 'sync'
    | 'workerConcurrency'
    | 'databaseConnections'
    | 'simulatedClock'
    | 'changesRetentionDays'
    | 'allowPrivateWebhooks'
  > &
    Partial<Pick<Config, 'acceptNewerDatabase'>>
  readonly databaseUrl: string
  readonly amazon: AmazonConfig
  readonly keyProvider: KeyProvider
  readonly log: Log
  /** Where the time goes; unless given, nobody measures. */
  readonly tracer?: Tracer
  /** Aborts when the process is told to stop: a start that waits for the database then fails with its reason. */
  readonly stopping?: AbortSignal
  /** Only for simulations: a clock that somebody moves by hand. */
  readonly clock?: Clock
}

/** The engine of one process. Nothing runs until `startWorker`. */
export interface Ordersync {
  readonly engine: SyncEngine
  readonly db: Database
  readonly vault: Vault
  readonly clock: Clock
  readonly metrics: Metrics
  readonly queue: LaneQueue
  /** Reads stored documents again: what the API is given as `replay`. */
  readonly replay: Replay
  /** Waits until the database answers, two minutes at most, then checks it: see checkBeforeStart. */
  checkDatabase(): Promise<void>
  /** Takes part in the work of all processes on this database, which it checks first. */
  startWorker(onRun?: WorkerSettings['onRun']): Promise<Worker>
  /** Closes every connection. Stop workers first. */
  close(): Promise<void>
}

/** Puts the engine together. Opens no connection yet; throws when an address of Amazon is not allowed. */
export function createOrdersync(options: OrdersyncOptions): Ordersync {
  const { config, databaseUrl, amazon, log } = options
  const clock =
    options.clock ?? (config.simulatedClock === null ? systemClock : acceleratedClock(config.simulatedClock))
  const metrics = createMetrics()
  const tracer = options.tracer ?? noTracer
  const db = openDatabase(
    {
      connectionString: databaseUrl,
      applicationName: 'ordersync',
      maxConnections: config.databaseConnections,
    },
    log,
    tracer,
  )
  const locks = new LockSession(databaseUrl, log)
  const keyring = createKeyring(db, options.keyProvider)
  const tenantKeys = createTenantKeys(db, keyring)
  const vault = createVaultOf(tenantKeys)
  const applicationSecrets = createApplicationSecrets(
    { db, keyring, clock, log },
    amazon.clientId,
    [amazon.clientSecret, amazon.previousClientSecret].filter((secret) => secret !== null),
  )
  const queue = new LaneQueue(databaseUrl, log)
  const client = openAmazon(amazon, applicationSecrets, db, clock, log, metrics, tracer)
  const noticeQueue = amazon.applicationQueueUrl === null ? null : openNoticeQueue(amazon.applicationQueueUrl)
  const engine: SyncEngine = {
    db,
    locks,
    amazon: client,
    vault,
    tenantKeys,
    applicationSecrets,
    noticeQueue,
    clock,
    random: systemRandom,
    log,
    metrics,
    tracer,
    settings: {
      applicationId: amazon.clientId,
      initialSyncDays: config.sync.initialSyncDays,
      minIntervalMs: config.sync.minIntervalMs,
      initialBackfillDays: config.sync.initialBackfillDays,
    },
  }
  publishFigures(metrics, db, clock)
  metrics.processGaugeBy(
    'ordersync_database_connections',
    'Connections of this process to PostgreSQL by state; waiting: callers that have none yet.',
    'state',
    () => ({ ...db.connections() }),
  )
  const waiting = { log, stopping: options.stopping }
  const checkDatabase = (): Promise<void> =>
    untilDatabaseAnswers(
      () => checkBeforeStart(db, { config, amazon, keyProvider: options.keyProvider, log }),
      waiting,
    )
  return {
    engine,
    db,
    vault,
    clock,
    metrics,
    queue,
    replay: createReplay(db, systemRandom),
    checkDatabase,
    startWorker: async (onRun) => {
      await checkDatabase()
      try {
        await untilDatabaseAnswers(() => queue.start(), waiting)
      } catch (error) {
        // What it has opened by then would keep the process alive.
        await queue.stop(1000)
        throw error
      }
      return startWorker(engine, queue, createWebhookSender(engine, config.allowPrivateWebhooks), {
        concurrency: config.workerConcurrency,
        changesRetentionDays: config.changesRetentionDays,
        ...(onRun === undefined ? {} : { onRun }),
      })
    },
    close: async () => {
      await client.close()
      await noticeQueue?.close()
      await locks.close()
      await db.close()
    },
  }
}

function openAmazon(
  amazon: AmazonConfig,
  applicationSecrets: ApplicationSecrets,
  db: Database,
  clock: Clock,
  log: Log,
  metrics: Metrics,
  tracer: Tracer,
): AmazonClient {
  return createAmazonClient({
    application: {
      clientId: amazon.clientId,
      secrets: applicationSecrets.list,
    },
    governor: createQuotaGovernor(db),
    clock,
    log,
    version,
    lwaUrl: amazon.lwaUrl,
    baseUrls: amazon.spapiUrls,
    onCall: metrics.amazonCalled,
    tracer,
  })
}

function createWebhookSender(engine: SyncEngine, allowPrivate: boolean): WebhookSender {
  const { db, vault, clock, random, log, metrics } = engine
  const poster = createPoster({ userAgent: `Ordersync/${version}`, allowPrivate })
  return new WebhookSender({ db, vault, clock, random, poster, onAttempt: metrics.webhookAttempted }, log)
}
