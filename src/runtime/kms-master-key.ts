import type { KMSClient } from '@aws-sdk/client-kms'
import { type KeyProvider, type MasterKey, SecretStoreUnavailable, type WrapContext } from './key-provider.ts'

/**
 * A key in AWS KMS, which never leaves it: each tenant's key is encrypted and decrypted there, with the tenant in the
 * encryption context, so that KMS refuses a key moved to another tenant and its log says whose key was used. Credentials,
 * region and endpoint come from the usual AWS variables; a region in the key's ARN goes first.
 */
export function kmsKeyProvider(keyId: string): KeyProvider {
  const key = createKmsKey(keyId)
  return { keys: async () => [key] }
}

/** `first` for what is wrapped from now on, the keys of `others` for what was wrapped before. */
export function joinKeyProviders(first: KeyProvider, others: KeyProvider): KeyProvider {
  return { keys: async () => [...(await first.keys()), ...(await others.keys())] }
}

function createKmsKey(keyId: string): MasterKey {
  let opening: Promise<{ kms: typeof import('@aws-sdk/client-kms'); client: KMSClient }> | null = null
  const open = () => {
    opening ??= import('@aws-sdk/client-kms').then((kms) => ({ kms, client: openClient(kms, keyId) }))
    return opening
  }
  return {
    id: `kms:${keyId}`,
    wrap: async (value, context) => {
      const { kms, client } = await open()
      const { CiphertextBlob } = await answerOf('encrypt', () =>
        client.send(
          new kms.EncryptCommand({
            KeyId: keyId,
            Plaintext: value,
            EncryptionContext: toEncryptionContext(context),
          }),
        ),
      )
      return bytesOf(CiphertextBlob)
    },
    unwrap: async (wrapped, context) => {
      const { kms, client } = await open()
      const { Plaintext } = await answerOf('decrypt', () =>
        client.send(
          new kms.DecryptCommand({
            KeyId: keyId,
            CiphertextBlob: wrapped,
            EncryptionContext: toEncryptionContext(context),
          }),
        ),
      )
      return bytesOf(Plaintext)
    },
  }
}

function openClient(kms: typeof import('@aws-sdk/client-kms'), keyId: string): KMSClient {
  const region = /^arn:[^:]+:kms:([^:]+):/.exec(keyId)?.[1]
  return new kms.KMSClient({
    ...(region === undefined ? {} : { region }),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 2000, requestTimeout: 4000 },
  })
}

function toEncryptionContext({ table, owner, number }: WrapContext): Record<string, string> {
  const name = table === 'tenant_keys' ? 'tenantId' : 'clientId'
  return { application: 'ordersync', table, [name]: owner, number: String(number) }
}

/** Whatever KMS refuses or fails to answer, the key cannot be had now: no seller has anything to do with it. */
async function answerOf<T>(verb: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : 'unknown'
    throw new SecretStoreUnavailable(`AWS KMS did not ${verb} (${name}).`, { cause })
  }
}

function bytesOf(value: Uint8Array | undefined): Buffer {
  if (value === undefined) throw new SecretStoreUnavailable('AWS KMS answered without a value.')
  return Buffer.from(value)
}
