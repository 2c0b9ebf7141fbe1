import { existsSync } from 'node:fs'
import { type Config, ConfigError } from '../runtime/config.ts'
import { environmentKeyProvider, fileKeyProvider, type KeyProvider } from '../runtime/key-provider.ts'
import { joinKeyProviders, kmsKeyProvider } from '../runtime/kms-master-key.ts'
import type { DataFolder } from './data-folder.ts'

/**
 * Where this process gets the master key: from AWS KMS, the environment, a file that it names, or the data folder
 * of a local installation. Throws ConfigError when there is none.
 */
export function openKeys(config: Config, folder: DataFolder): KeyProvider {
  const { masterKey, kmsKeyId } = config
  const previous = config.previousMasterKey?.reveal() ?? null
  if (kmsKeyId !== null) {
    const kms = kmsKeyProvider(kmsKeyId)
    return previous === null ? kms : joinKeyProviders(kms, environmentKeyProvider(previous))
  }
  if (masterKey !== null) return environmentKeyProvider(masterKey.reveal(), previous)
  if (config.masterKeyFile !== null) return fileKeyProvider(config.masterKeyFile)
  if (existsSync(folder.masterKeyFile)) return fileKeyProvider(folder.masterKeyFile)
  throw new ConfigError([
    'ORDERSYNC_MASTER_KEY, ORDERSYNC_MASTER_KEY_FILE or ORDERSYNC_KMS_KEY_ID must be set, the same for every process: 32 bytes in base64, or a key of AWS KMS.',
  ])
}
