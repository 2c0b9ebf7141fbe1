import { ConfigError, readConfig } from '../runtime/config.ts'
import { migrate } from '../store/migrate.ts'

/** Brings the database up to this version. Running it again changes nothing. */
export async function migrateDatabase(env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const { databaseUrl, migrationDatabaseUrl } = readConfig(env)
  const url = migrationDatabaseUrl ?? databaseUrl
  if (url === null) throw new ConfigError(['DATABASE_URL must be set: the database to migrate.'])
  return migrate(url)
}
