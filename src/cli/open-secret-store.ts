import { readConfig } from '../runtime/config.ts'
import type { KeyProvider } from '../runtime/key-provider.ts'
import { createLog } from '../runtime/log.ts'
import { type Database, openDatabase } from '../store/database.ts'
import { createKeyring } from '../store/master-keys.ts'
import type { RotationTools } from '../store/rotate-tenant-keys.ts'
import { createTenantKeys } from '../store/tenant-keys.ts'
import { createVaultOf } from '../store/vault.ts'
import { type CliContext, CommandFailed } from './cli-context.ts'
import { openDataFolder } from './data-folder.ts'
import { openKeys } from './open-keys.ts'
import { readRunning } from './running.ts'

/** The database and the keys, for commands that work on secrets beside the running processes. */
export interface SecretStore extends RotationTools {
  readonly db: Database
  readonly keyProvider: KeyProvider
}

/** Opens them for the time of `work`: the database of DATABASE_URL, or of the Ordersync that runs here. */
export async function withSecretStore<T>(
  { env }: CliContext,
  work: (store: SecretStore) => Promise<T>,
): Promise<T> {
  const config = readConfig(env)
  const databaseUrl = config.databaseUrl ?? (await findRunningDatabase(config.dataDir))
  const keyProvider = openKeys(config, openDataFolder(config.dataDir))
  const log = createLog(config.logLevel ?? 'warn')
  const db = openDatabase(
    { connectionString: databaseUrl, applicationName: 'ordersync keys', maxConnections: 4 },
    log,
  )
  try {
    const keys = createTenantKeys(db, createKeyring(db, keyProvider))
    return await work({ db, keyProvider, keys, vault: createVaultOf(keys) })
  } finally {
    await db.close()
  }
}

async function findRunningDatabase(folder: string): Promise<string> {
  const running = await readRunning(folder)
  if (running === null) {
    throw new CommandFailed(
      `Set DATABASE_URL, or start Ordersync: the embedded database in ${folder} runs only with it.`,
    )
  }
  return running.databaseUrl
}
