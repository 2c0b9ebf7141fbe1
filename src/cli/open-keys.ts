import { existsSync } from 'node:fs'
import { type Config, ConfigError } from '../runtime/config.ts'
import { environmentKeyProvider, fileKeyProvider, type KeyProvider } from '../runtime/key-provider.ts'
import type { DataFolder } from './data-folder.ts'

/**
 * Where this process gets the master key: from the environment, from a file that it names, or from the data folder
 * of a local installation. Throws ConfigError when there is none.
 */
export function openKeys(config: Config, folder: DataFolder): KeyProvider {
  if (config.masterKey !== null) return environmentKeyProvider(config.masterKey.reveal())
  if (config.masterKeyFile !== null) return fileKeyProvider(config.masterKeyFile)
  if (existsSync(folder.masterKeyFile)) return fileKeyProvider(folder.masterKeyFile)
  throw new ConfigError([
    'ORDERSYNC_MASTER_KEY or ORDERSYNC_MASTER_KEY_FILE must be set: 32 bytes in base64, the same for every process.',
  ])
}
