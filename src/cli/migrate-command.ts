import { ConfigError, readConfig } from '../runtime/config.ts'
import { migrate } from '../store/migrate.ts'

/** Brings the database that DATABASE_URL names up to this version. Running it again changes nothing. */
export async function migrateDatabase(env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const { databaseUrl } = readConfig(env)
  if (databaseUrl === null) throw new ConfigError(['DATABASE_URL must be set: the database to migrate.'])
  return migrate(databaseUrl)
}
