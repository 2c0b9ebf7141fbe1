import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { seal, unseal } from './seal.ts'

/** What a wrapped value belongs to: authenticated with it but not stored in it, so that it opens nowhere else. */
export interface WrapContext {
  readonly table: 'tenant_keys' | 'application_secrets'
  /** The tenant, or the application's client id. */
  readonly owner: string
  readonly number: number
}

/** A key that wraps other keys. It may be in this process or in a service that never shows it. */
export interface MasterKey {
  /** Stored beside what it wrapped. Tells one key from another and nothing more. */
  readonly id: string
  /** Throws SecretStoreUnavailable when the key cannot be had now. */
  wrap(value: Buffer, context: WrapContext): Promise<Buffer>
  /** Throws SecretStoreUnavailable when the key cannot be had now, or the value or its context is another one. */
  unwrap(wrapped: Buffer, context: WrapContext): Promise<Buffer>
}

/** Where master keys come from. Asked whenever one is needed, never at import. */
export interface KeyProvider {
  /**
   * Every master key that this process can use: first the one that a rotation shall change to, then those that may
   * still have wrapped something. Throws SecretStoreUnavailable when they cannot be had now.
   */
  keys(): Promise<readonly MasterKey[]>
}

/** The place that holds the keys does not answer or holds no usable key: nobody's authorisation is in doubt. */
export class SecretStoreUnavailable extends Error {
  override readonly name = 'SecretStoreUnavailable'
}

/** A 256-bit key from base64 text, used in this process. Throws SecretStoreUnavailable when it is anything else. */
function parseMasterKey(text: string, origin: string): MasterKey {
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== 32) {
    throw new SecretStoreUnavailable(
      `The master key in ${origin} is not 32 bytes in base64: make one with "openssl rand -base64 32".`,
    )
  }
  const id = createHash('sha256').update(key).digest('hex').slice(0, 16)
  return {
    id,
    wrap: async (value, context) => seal(key, value, toText(context)),
    unwrap: async (wrapped, context) => {
      try {
        return unseal(key, wrapped, toText(context))
      } catch (cause) {
        throw new SecretStoreUnavailable(
          `What is stored as ${toText(context)} does not open with master key ${id}.`,
          { cause },
        )
      }
    },
  }
}

function toText({ table, owner, number }: WrapContext): string {
  return `${table}/${owner}/${number}`
}

/** Keys given in the environment: the one to use, and the one before the last rotation. */
export function environmentKeyProvider(text: string, previous: string | null = null): KeyProvider {
  const keys = [parseMasterKey(text, 'ORDERSYNC_MASTER_KEY')]
  if (previous !== null) keys.push(parseMasterKey(previous, 'ORDERSYNC_MASTER_KEY_PREVIOUS'))
  return { keys: async () => keys }
}

/**
 * Keys in a file, for example a mounted secret, one a line, the one to use first. Read each time, so that the file can
 * come and go, and a key can be added while the processes run.
 */
export function fileKeyProvider(path: string): KeyProvider {
  return {
    keys: async () => {
      const text = await readFile(path, 'utf8').catch((cause: unknown) => {
        throw new SecretStoreUnavailable(`The master key file ${path} cannot be read.`, { cause })
      })
      const lines = text.split('\n').filter((line) => line.trim() !== '')
      if (lines.length === 0) throw new SecretStoreUnavailable(`The master key file ${path} is empty.`)
      return lines.map((line) => parseMasterKey(line, path))
    },
  }
}
