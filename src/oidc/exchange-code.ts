import { Secret } from '../runtime/secret.ts'
import type { ProviderMetadata } from './discovery.ts'
import { ProviderUnavailable, TokenRefused } from './oidc-errors.ts'
import type { OidcClient } from './oidc-settings.ts'
import { requestJson } from './request-json.ts'

/**
 * The ID token for a code, which the provider gives once. Throws TokenRefused when the provider refuses the code,
 * ProviderUnavailable when it does not answer or refuses us.
 * Source: OpenID Connect Core 1.0, section 3.1.3.
 */
export async function exchangeCode(
  { tokenUrl, secretInBody }: ProviderMetadata,
  client: OidcClient,
  code: Secret,
  verifier: string,
): Promise<Secret> {
  if (tokenUrl === null) throw new ProviderUnavailable('The identity provider has no token address')
  const fields = new URLSearchParams({
    grant_type: 'authorization_code',
    code: code.reveal(),
    redirect_uri: client.redirectUri,
    code_verifier: verifier,
    ...(secretInBody ? { client_id: client.id, client_secret: client.secret.reveal() } : {}),
  })
  const answer = await requestJson(tokenUrl, {
    fields,
    authorization: secretInBody ? null : basicAuthorization(client),
  })
  if (typeof answer.id_token === 'string') return new Secret(answer.id_token)
  if (answer.error === 'invalid_grant') throw new TokenRefused('The provider does not accept the code')
  throw new ProviderUnavailable(
    `The identity provider gives no token: ${typeof answer.error === 'string' ? answer.error.slice(0, 100) : 'no reason'}`,
  )
}

/** Id and secret are form-encoded before they are joined. Source: RFC 6749, section 2.3.1. */
function basicAuthorization({ id, secret }: OidcClient): string {
  const encode = (text: string): string => new URLSearchParams({ text }).toString().slice('text='.length)
  return `Basic ${Buffer.from(`${encode(id)}:${encode(secret.reveal())}`).toString('base64')}`
}
