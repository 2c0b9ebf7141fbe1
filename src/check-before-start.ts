import type { AmazonConfig, Config } from './runtime/config.ts'
import type { KeyProvider } from './runtime/key-provider.ts'
import type { Log } from './runtime/log.ts'
import { isLoopback } from './runtime/loopback.ts'
import { checkApplicationRole } from './store/check-application-role.ts'
import type { Database } from './store/database.ts'
import { claimDatabase } from './store/installation.ts'
import { checkMasterKey } from './store/master-keys.ts'
import { checkServer } from './store/migrate.ts'
import { explainState, readMigrationState, SchemaError } from './store/migration-state.ts'

/** What a process knows before it works on a database. */
export interface StartConditions {
  readonly config: Partial<Pick<Config, 'acceptNewerDatabase'>>
  readonly amazon: AmazonConfig
  readonly keyProvider: KeyProvider
  readonly log: Log
}

/**
 * Whether this process may work on this database, asked before it takes any work. Throws what is wrong, each a sentence
 * that says what to do: UnsafeRoleError, SchemaError, SecretStoreUnavailable, WrongAmazonError.
 */
export async function checkBeforeStart(
  db: Database,
  { config, amazon, keyProvider, log }: StartConditions,
): Promise<void> {
  await checkServer(db)
  const state = await readMigrationState(db)
  const accepted = state.kind === 'ahead' && config.acceptNewerDatabase === true
  const problem = explainState(state)
  if (problem !== null && !accepted) throw new SchemaError(problem)
  if (accepted)
    log.warn({ event: 'newer_database', detail: problem ?? '' }, 'the database is of a newer version')
  await checkApplicationRole(db)
  await checkMasterKey(db, keyProvider)
  // A simulated Amazon of somebody's own is at a loopback address; its database says by itself what it is.
  if (!isLoopback(new URL(amazon.lwaUrl).hostname)) await claimDatabase(db, 'real')
}
