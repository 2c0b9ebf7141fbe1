import { queryOptions } from '@tanstack/react-query'
import { api, ask } from '../api/client.ts'
import type { operations } from '../api/schema.d.ts'

export type ApiKey =
  operations['listApiKeys']['responses'][200]['content']['application/json']['apiKeys'][number]

export interface KeyWish {
  readonly name: string
  readonly role: 'tenant_admin' | 'tenant_reader'
  readonly canReadBuyers: boolean
  /** Null: until it is revoked. */
  readonly expiresInDays: number | null
}

/** The keys of a tenant, without their secrets. */
export function apiKeysQuery(tenantId: string) {
  return queryOptions({
    queryKey: ['api-keys', tenantId],
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/api-keys', { params: { query: { tenantId } }, signal }))).apiKeys,
    refetchInterval: 30_000,
  })
}

/** Answers the key itself, which the API shows this once. */
export async function createApiKey(tenantId: string, wish: KeyWish): Promise<string> {
  const { expiresInDays, ...rest } = wish
  const body = { tenantId, ...rest, ...(expiresInDays === null ? {} : { expiresInDays }) }
  const { key } = await ask(api.POST('/api/v1/api-keys', { body }))
  return key
}

export async function revokeApiKey(tenantId: string, keyId: string): Promise<void> {
  const params = { path: { keyId }, query: { tenantId } }
  await ask(api.DELETE('/api/v1/api-keys/{keyId}', { params }))
}
