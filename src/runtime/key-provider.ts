import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'

/** A 256-bit key with the id that is stored beside what it wrapped. */
export interface MasterKey {
  readonly id: string
  readonly key: Buffer
}

/** Where the master key comes from. Asked each time that a tenant's key must be unwrapped, never at import. */
export interface KeyProvider {
  /** The key that wraps new tenant keys. Throws SecretStoreUnavailable when it cannot be had now. */
  current(): Promise<MasterKey>
}

/** The place that holds the keys does not answer or holds no usable key: nobody's authorisation is in doubt. */
export class SecretStoreUnavailable extends Error {
  override readonly name = 'SecretStoreUnavailable'
}

/** The master key from a base64 text of 32 bytes. Throws SecretStoreUnavailable when it is anything else. */
export function parseMasterKey(text: string, origin: string): MasterKey {
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== 32) {
    throw new SecretStoreUnavailable(
      `The master key in ${origin} is not 32 bytes in base64: make one with "openssl rand -base64 32".`,
    )
  }
  return { id: createHash('sha256').update(key).digest('hex').slice(0, 16), key }
}

/** A key given in the environment. */
export function environmentKeyProvider(text: string): KeyProvider {
  const masterKey = parseMasterKey(text, 'ORDERSYNC_MASTER_KEY')
  return { current: async () => masterKey }
}

/** A key in a file, for example a mounted secret: read each time, so that the file can come and go. */
export function fileKeyProvider(path: string): KeyProvider {
  return {
    current: async () => {
      const text = await readFile(path, 'utf8').catch((cause: unknown) => {
        throw new SecretStoreUnavailable(`The master key file ${path} cannot be read.`, { cause })
      })
      return parseMasterKey(text, path)
    },
  }
}
