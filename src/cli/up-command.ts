import pg from 'pg'
import { callbackPath } from '../api/amazon-oauth/consent-application.ts'
import { buildApi } from '../api/app.ts'
import { publicUrlOf } from '../api/public-url.ts'
import { signInPath } from '../api/session/create-sign-in-link.ts'
import { apiDependencies } from '../api-dependencies.ts'
import { saveFirstOperatorKey } from '../first-operator-key.ts'
import { createOrdersync } from '../ordersync.ts'
import { acceleratedClock } from '../runtime/clock.ts'
import { type AmazonConfig, type Config, readConfig } from '../runtime/config.ts'
import { startEmbeddedPostgres } from '../runtime/embedded-postgres.ts'
import { createLog } from '../runtime/log.ts'
import { openTracing } from '../runtime/open-tracing.ts'
import { Secret } from '../runtime/secret.ts'
import { keepHeapSmall } from '../runtime/small-heap.ts'
import { tryPort } from '../runtime/try-port.ts'
import { claimDatabase } from '../store/installation.ts'
import { migrate, setDatabaseClock } from '../store/migrate.ts'
import { makeSignInLink } from '../store/sign-in-links.ts'
import { version } from '../version.ts'
import { type DataFolder, openDataFolder } from './data-folder.ts'
import { enrollRoster } from './enroll-roster.ts'
import { openKeys } from './open-keys.ts'
import { demoFleet, SIMULATED_APPLICATION, type Simulator, startSimulator } from './simulator.ts'
import { stopSignal } from './stop-on-signal.ts'

/**
 * Everything in one process: PostgreSQL unless DATABASE_URL names one, the simulated Amazon unless credentials for
 * the real one are set, the API, and a worker. Runs until it is told to stop, then stops in reverse order.
 */
export async function up(env: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(env)
  const stopped = stopSignal()
  const folder = openDataFolder(config.dataDir)
  const closers: (() => Promise<unknown>)[] = []
  try {
    await folder.claim()
    closers.push(() => folder.release())
    if (config.masterKey === null && config.masterKeyFile === null && config.kmsKeyId === null)
      await folder.ensureMasterKey()
    await startAll(config, folder, closers)
    await stopped
    process.stderr.write('\nStopping: runs end at their next page …\n')
  } finally {
    await closeAll(closers)
  }
}

/** In reverse order of opening; one that fails does not keep the others open. */
async function closeAll(closers: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const close of [...closers].reverse()) {
    await close().catch((error: unknown) => process.stderr.write(`While stopping: ${String(error)}\n`))
  }
}

async function startAll(
  config: Config,
  folder: DataFolder,
  closers: (() => Promise<unknown>)[],
): Promise<void> {
  await tryPort(config)
  const log = createLog(config.logLevel ?? 'warn')
  const databaseUrl = config.databaseUrl ?? (await startDatabase(config, folder, closers))
  const ownersUrl = config.migrationDatabaseUrl ?? databaseUrl
  await migrate(ownersUrl)

  const simulator = config.amazon === null ? await startSimulatedAmazon(config, folder, closers) : null
  const amazon = simulator === null ? (config.amazon as AmazonConfig) : simulatedAmazonConfig(simulator.url)
  const keyProvider = openKeys(config, folder)
  const tracing = await openTracing({ endpoint: config.tracesEndpoint, serviceName: 'ordersync', version })
  closers.push(tracing.close)
  const { tracer } = tracing
  const ordersync = createOrdersync({ config, databaseUrl, amazon, keyProvider, log, tracer })
  closers.push(() => ordersync.close())
  await ordersync.checkDatabase()
  await claimDatabase(ordersync.db, simulator === null ? 'real' : 'simulated')
  await setDatabaseClock(ownersUrl, config.simulatedClock)

  const operatorKey = config.adminKey ?? (await folder.operatorKey())
  const keyId = await saveFirstOperatorKey(ordersync.db, operatorKey)
  if (simulator !== null) await enrollRoster(ordersync.db, ordersync.vault, simulator.fleet.roster)

  const api = await buildApi(apiDependencies(ordersync, config, amazon, log, simulator !== null))
  closers.push(() => api.close())
  const url = await api.listen({ host: config.host, port: config.port })
  simulator?.control.changeApplication(registrationOf(publicUrlOf(api.server, config.publicUrl)))
  const worker = await ordersync.startWorker()
  keepHeapSmall()
  closers.push(() => worker.stop())
  await folder.announce({ url, pid: process.pid, databaseUrl })
  closers.push(() => folder.withdraw())
  const link = await makeSignInLink(ordersync.db, keyId)
  process.stdout.write(
    welcome(url, `${url}${signInPath(link.token.reveal())}`, operatorKey, config, simulator),
  )
}

async function startDatabase(
  config: Config,
  folder: DataFolder,
  closers: (() => Promise<unknown>)[],
): Promise<string> {
  const server = await startEmbeddedPostgres({
    folder: folder.postgresFolder,
    settings: ['shared_buffers=256MB'],
  })
  closers.push(() => server.stop())
  // Two databases in one server: what is simulated never meets what is real.
  return ensureDatabase(server.connectionString, config.amazon === null ? 'ordersync_simulated' : 'ordersync')
}

async function ensureDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${name}`)
  } finally {
    await client.end()
  }
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

async function startSimulatedAmazon(
  config: Config,
  folder: DataFolder,
  closers: (() => Promise<unknown>)[],
): Promise<Simulator> {
  const { seed, epoch } = await folder.simulatedWorld(config.simulatedClock?.simulatedStart ?? new Date())
  const clock = config.simulatedClock
  const simulator = await startSimulator({
    fleet: demoFleet(seed),
    seed,
    epoch,
    ...(clock === null ? {} : { clock: { now: () => acceleratedClock(clock).now(), speed: clock.speed } }),
  })
  closers.push(() => simulator.close())
  return simulator
}

function simulatedAmazonConfig(url: string): AmazonConfig {
  const [clientSecret] = SIMULATED_APPLICATION.clientSecrets
  return {
    clientId: SIMULATED_APPLICATION.clientId,
    clientSecret: new Secret(clientSecret ?? ''),
    previousClientSecret: null,
    lwaUrl: `${url}/auth/o2/token`,
    spapiUrls: { NA: `${url}/na`, EU: `${url}/eu`, FE: `${url}/fe` },
    consent: { applicationId: SIMULATED_APPLICATION.applicationId, isDraft: false, sellerCentralUrl: url },
    applicationQueueUrl: null,
  }
}

/** What would be written into Amazon's developer console. */
function registrationOf(publicUrl: string): { redirectUris: string[]; loginUri: string } {
  return {
    redirectUris: [`${publicUrl}${callbackPath}`],
    loginUri: `${publicUrl}/api/v1/amazon/oauth/login`,
  }
}

function welcome(
  url: string,
  signInUrl: string,
  operatorKey: Secret,
  config: Config,
  simulator: Simulator | null,
): string {
  const key = config.adminKey === null ? operatorKey.reveal() : 'the value of ORDERSYNC_ADMIN_KEY'
  const lines = [
    '',
    `  Ordersync ${version} is running:  ${url}`,
    '',
    `  Sign in, once, within ten minutes:  ${signInUrl}`,
    `  or with the operator key:  ${key}`,
    simulator === null
      ? '  Amazon: the real one, with the credentials of AMAZON_CLIENT_ID.'
      : `  Amazon is simulated (${simulator.fleet.roster.length} tenants, none of them real). Set AMAZON_CLIENT_ID and AMAZON_CLIENT_SECRET for the real one.\n  Its controls: ${simulator.url}/simulator/roster (see simulator/README.md); demo-failing-001 fails on purpose.`,
    `  API: ${url}/docs   Stop with Ctrl-C; starting again continues with the same data.`,
    '',
  ]
  return `${lines.join('\n')}\n`
}
