import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type KmsStub, setAwsEnvironment, startKms } from '../../test/aws-stub.ts'
import { environmentKeyProvider, type MasterKey, SecretStoreUnavailable } from './key-provider.ts'
import { joinKeyProviders, kmsKeyProvider } from './kms-master-key.ts'

let kms: KmsStub
let key: MasterKey
const context = { table: 'tenant_keys', owner: 'acme', number: 1 } as const

beforeAll(async () => {
  kms = await startKms()
  setAwsEnvironment({ kms: kms.url })
  key = (await kmsKeyProvider(kms.keyId).keys())[0] as MasterKey
})
beforeEach(() => {
  kms.failing = null
  kms.calls.length = 0
})
afterAll(() => kms.close())

test('a key is wrapped and unwrapped in KMS, with the tenant in the encryption context', async () => {
  const wrapped = await key.wrap(Buffer.from('the key of a tenant'), context)
  expect(wrapped.toString('latin1')).not.toContain('the key')
  expect((await key.unwrap(wrapped, context)).toString()).toBe('the key of a tenant')
  const expected = { application: 'ordersync', table: 'tenant_keys', tenantId: 'acme', number: '1' }
  expect(kms.calls).toEqual([
    { action: 'Encrypt', context: expected },
    { action: 'Decrypt', context: expected },
  ])
})

test('a key moved to another tenant does not open', async () => {
  const wrapped = await key.wrap(Buffer.from('the key of a tenant'), context)
  await expect(key.unwrap(wrapped, { ...context, owner: 'zeta' })).rejects.toBeInstanceOf(
    SecretStoreUnavailable,
  )
})

test.each([
  ['is down', { type: 'KMSInternalException', status: 500 }],
  ['throttles', { type: 'ThrottlingException', status: 400 }],
  ['denies access', { type: 'AccessDeniedException', status: 400 }],
  ['has the key disabled', { type: 'DisabledException', status: 400 }],
])('a KMS that %s is a secret store that is not available', async (_name, failing) => {
  const wrapped = await key.wrap(Buffer.from('x'), context)
  kms.failing = failing
  await expect(key.unwrap(wrapped, context)).rejects.toBeInstanceOf(SecretStoreUnavailable)
  await expect(key.wrap(Buffer.from('x'), context)).rejects.toThrow(/AWS KMS did not encrypt/)
})

test('on the way from a local key to KMS both open, and KMS is the one to change to', async () => {
  const local = environmentKeyProvider(Buffer.alloc(32, 1).toString('base64'))
  const [first, second] = await joinKeyProviders(kmsKeyProvider(kms.keyId), local).keys()
  expect(first?.id).toBe(`kms:${kms.keyId}`)
  expect(second?.id).toBe((await local.keys())[0]?.id)
})
