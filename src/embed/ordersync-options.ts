import { type AmazonConfig, type Config, readConfig } from '../runtime/config.ts'
import { environmentKeyProvider, type KeyProvider } from '../runtime/key-provider.ts'
import type { Log } from '../runtime/log.ts'

/** What a backend that embeds Ordersync says. */
export interface OrdersyncOptions {
  /** PostgreSQL 15 or newer: the database in which the schema `ordersync` is, or shall be. */
  readonly databaseUrl: string
  /** Signs in as the owner of the tables, for `migrate`; as `databaseUrl` unless given. */
  readonly migrationDatabaseUrl?: string
  /** The application's Login-with-Amazon credentials. */
  readonly amazon: { readonly clientId: string; readonly clientSecret: string }
  /** 32 bytes in base64, or where to get the keys; the same for every process on this database. */
  readonly masterKey: string | KeyProvider
  /** Every other setting, by the name and in the form that docs/operations.md gives it. */
  readonly settings?: Readonly<Record<string, string | undefined>>
  /** JSON lines on standard error unless given. */
  readonly log?: Log
}

/** The settings of an embedded Ordersync, checked as those of a process are. */
export interface EmbeddedConfig {
  readonly config: Config
  readonly amazon: AmazonConfig
  readonly keyProvider: KeyProvider
}

/** Throws ConfigError with everything that is wrong, each problem under the name of its setting. */
export function readOptions(options: OrdersyncOptions): EmbeddedConfig {
  const { masterKey } = options
  const config = readConfig({
    ...options.settings,
    DATABASE_URL: options.databaseUrl,
    MIGRATION_DATABASE_URL: options.migrationDatabaseUrl,
    AMAZON_CLIENT_ID: options.amazon.clientId,
    AMAZON_CLIENT_SECRET: options.amazon.clientSecret,
    ORDERSYNC_MASTER_KEY: typeof masterKey === 'string' ? masterKey : undefined,
  })
  if (config.amazon === null) throw new TypeError('amazon.clientId and amazon.clientSecret must not be empty')
  return {
    config,
    amazon: config.amazon,
    keyProvider:
      typeof masterKey === 'string'
        ? environmentKeyProvider(masterKey, config.previousMasterKey?.reveal() ?? null)
        : masterKey,
  }
}
