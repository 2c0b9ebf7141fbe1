import { api, ask } from '../api/client.ts'
import type { operations } from '../api/schema.d.ts'

type Made = operations['connect']['responses'][201]['content']['application/json']

export type TokenWish = operations['connect']['requestBody']['content']['application/json']
export type Region = TokenWish['region']
export type ConsentWish = operations['authorizeConnection']['requestBody']['content']['application/json']

/** Makes a tenant. Only for an operator; of an id that is taken it throws `tenant_exists`. */
export async function createTenant(tenantId: string, displayName: string): Promise<void> {
  const params = { path: { tenantId }, header: { 'if-none-match': '*' as const } }
  await ask(api.PUT('/api/v1/tenants/{tenantId}', { params, body: { displayName } }))
}

/** Where the browser goes for the seller's consent. The address works once, for a quarter of an hour. */
export async function askForConsent(tenantId: string, wish: ConsentWish): Promise<string> {
  const params = { path: { tenantId } }
  const answer = await ask(
    api.POST('/api/v1/tenants/{tenantId}/connections/authorize', { params, body: wish }),
  )
  return answer.authorizeUrl
}

/** Connects a seller with the refresh token of a private application. Throws when Amazon refuses it. */
export async function connectByToken(tenantId: string, wish: TokenWish): Promise<Made> {
  const params = { path: { tenantId } }
  return ask(api.POST('/api/v1/tenants/{tenantId}/connections', { params, body: wish }))
}
