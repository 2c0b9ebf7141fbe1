import { type Config, ConfigError, readConfig } from '../../runtime/config.ts'
import type { KeyProvider } from '../../runtime/key-provider.ts'
import { createLog } from '../../runtime/log.ts'
import { createApplicationSecrets } from '../../store/application-secrets.ts'
import { type Database, openDatabase } from '../../store/database.ts'
import { readServerFacts } from '../../store/diagnosis.ts'
import { createKeyring } from '../../store/master-keys.ts'
import { openDataFolder } from '../data-folder.ts'
import { openKeys } from '../open-keys.ts'
import { readRunning } from '../running.ts'
import { checkAmazon } from './check-amazon.ts'
import { compareClocks } from './check-clock.ts'
import { checkDatabase } from './check-database.ts'
import { checkKeys } from './check-keys.ts'
import { checkDisk, checkPort } from './check-machine.ts'
import { checkWork } from './check-work.ts'
import { type Finding, ok, problem, warning } from './finding.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Looks at everything that this installation needs, in the order in which one thing needs the other. Changes nothing. */
export async function runDoctor(
  env: Environment,
  now: () => Date = () => new Date(),
): Promise<readonly Finding[]> {
  const config = tryToRead(env)
  if (!('dataDir' in config)) return config
  const running = await readRunning(config.dataDir)
  const keyProvider = tryToOpenKeys(config)
  const url = config.databaseUrl ?? running?.databaseUrl ?? null
  return [
    ok('settings', 'The settings make sense.'),
    await checkDisk(config.dataDir),
    await checkPort(config, running?.url ?? null),
    ...('check' in keyProvider ? [keyProvider] : []),
    ...(url === null ? [await withoutDatabase(config, now)] : []).flat(),
    ...(url === null
      ? []
      : await withDatabase(url, config, 'check' in keyProvider ? null : keyProvider, now)),
  ]
}

function tryToRead(env: Environment): Config | readonly Finding[] {
  try {
    return readConfig(env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.problems.map((sentence) => problem('settings', sentence))
  }
}

function tryToOpenKeys(config: Config): KeyProvider | Finding {
  try {
    return openKeys(config, openDataFolder(config.dataDir))
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const [sentence = ''] = error.problems
    return config.databaseUrl === null
      ? warning('keys', `There is no master key yet: "ordersync up" makes one in ${config.dataDir}.`)
      : problem('keys', sentence)
  }
}

async function withoutDatabase({ dataDir, amazon }: Config, now: () => Date): Promise<readonly Finding[]> {
  const finding = warning(
    'database',
    `The database was not looked at: DATABASE_URL is not set and nothing runs in ${dataDir}. Start it with "ordersync up", then ask again.`,
  )
  if (amazon === null) return [finding]
  const secrets = async () => [amazon.clientSecret]
  return [finding, ...(await checkAmazon(amazon, { secrets, now, comparesClocks: true }))]
}

async function withDatabase(
  url: string,
  config: Config,
  keyProvider: KeyProvider | null,
  now: () => Date,
): Promise<readonly Finding[]> {
  const log = createLog('silent')
  const db = openDatabase(
    { connectionString: url, applicationName: 'ordersync doctor', maxConnections: 4 },
    log,
  )
  try {
    const database = await checkDatabase(db, config.databaseConnections)
    const answers = database.some(({ check, level }) => check === 'database' && level === 'ok')
    const usable = answers && !database.some(({ check, level }) => level === 'problem' && check !== 'rights')
    const isSimulation = config.simulatedClock !== null
    return [
      ...database,
      ...(answers && !isSimulation ? [await compareWithDatabase(db, now)] : []),
      ...(usable && keyProvider !== null ? [await checkKeys(db, keyProvider)] : []),
      ...(await lookAtAmazon(config, usable ? db : null, keyProvider, now)),
      ...(usable ? await checkWork(db) : []),
    ]
  } finally {
    await db.close()
  }
}

async function compareWithDatabase(db: Database, now: () => Date): Promise<Finding> {
  const facts = await readServerFacts(db)
  return compareClocks({ whose: "PostgreSQL's", shows: facts.now, lookedAt: now() })
}

async function lookAtAmazon(
  { amazon, simulatedClock }: Config,
  db: Database | null,
  keyProvider: KeyProvider | null,
  now: () => Date,
): Promise<readonly Finding[]> {
  if (amazon === null) return [ok('amazon', 'Amazon is simulated: no credentials are set.')]
  const own = [amazon.clientSecret, amazon.previousClientSecret].filter((secret) => secret !== null)
  const received =
    db === null || keyProvider === null
      ? null
      : createApplicationSecrets(
          {
            db,
            keyring: createKeyring(db, keyProvider),
            clock: { now, sleep: async () => {} },
            log: createLog('silent'),
          },
          amazon.clientId,
          own,
        )
  const secrets = async () => (received === null ? own : received.list())
  return checkAmazon(amazon, { secrets, now, comparesClocks: simulatedClock === null })
}
