import { isSafeAddress } from '../runtime/loopback.ts'
import { ProviderUnavailable } from './oidc-errors.ts'
import { requestJson } from './request-json.ts'

/** What we use of the provider's metadata. Source: OpenID Connect Discovery 1.0, section 3. */
export interface ProviderMetadata {
  readonly keySetUrl: URL
  readonly authorizationUrl: URL | null
  readonly tokenUrl: URL | null
  /** Whether the client proves itself in the body because the provider takes no other way. */
  readonly secretInBody: boolean
}

/** A provider that did not answer is not asked again for this long. */
const pauseMs = 5000

/**
 * Finds the provider's addresses, once; a failure is tried again, but not by every request. The document must name
 * the issuer it was fetched for, and only addresses over TLS. Throws ProviderUnavailable.
 */
export function createDiscovery(issuer: string): () => Promise<ProviderMetadata> {
  let known: Promise<ProviderMetadata> | null = null
  let failedAt = Number.NEGATIVE_INFINITY
  return () => {
    if (known === null) {
      if (performance.now() - failedAt < pauseMs) {
        return Promise.reject(new ProviderUnavailable('The identity provider did not answer a moment ago'))
      }
      known = fetchMetadata(issuer)
      known.catch(() => {
        known = null
        failedAt = performance.now()
      })
    }
    return known
  }
}

async function fetchMetadata(issuer: string): Promise<ProviderMetadata> {
  const document = await requestJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
  if (document.issuer !== issuer) {
    throw new ProviderUnavailable(
      `The identity provider calls itself "${String(document.issuer).slice(0, 200)}", not "${issuer}": set OIDC_ISSUER to that`,
    )
  }
  const keySetUrl = addressOf(document.jwks_uri)
  if (keySetUrl === null) throw new ProviderUnavailable('The identity provider names no address for its keys')
  const methods = document.token_endpoint_auth_methods_supported
  return {
    keySetUrl,
    authorizationUrl: addressOf(document.authorization_endpoint),
    tokenUrl: addressOf(document.token_endpoint),
    secretInBody: Array.isArray(methods) && !methods.includes('client_secret_basic'),
  }
}

function addressOf(value: unknown): URL | null {
  const url = typeof value === 'string' ? URL.parse(value) : null
  return url !== null && isSafeAddress(url) ? url : null
}
