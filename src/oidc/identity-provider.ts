import { createHash, randomBytes } from 'node:crypto'
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose'
import type { Secret } from '../runtime/secret.ts'
import { createDiscovery, type ProviderMetadata } from './discovery.ts'
import { exchangeCode } from './exchange-code.ts'
import { type Claims, type Identity, readIdentity } from './identity.ts'
import { ProviderUnavailable, TokenRefused } from './oidc-errors.ts'
import type { OidcClient, OidcSettings } from './oidc-settings.ts'

/**
 * Only signatures that nobody can make who knows what is public. `none` is no signature, and for HS256 the secret
 * would be a key that the provider publishes.
 * Source: RFC 8725, sections 2.1 and 3.1.
 */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']

/** How far the provider's clock may be from ours. */
const clockToleranceSeconds = 30

/** What a browser keeps between leaving for the provider and coming back. */
export interface SignInAttempt {
  readonly state: string
  readonly nonce: string
  /** Proves that whoever brings the code also asked for it. Source: RFC 7636. */
  readonly verifier: string
}

export interface IdentityProvider {
  /** Who a bearer token speaks for. Throws TokenRefused, TokenNotUsable or ProviderUnavailable. */
  verifyBearer(token: Secret): Promise<Identity>
  /** Whether browsers can sign in with it: the dashboard offers it then. */
  readonly signsIn: boolean
  /** Where to send a browser to sign in. Throws ProviderUnavailable. Null when there is no client to sign in with. */
  beginSignIn(): Promise<{ readonly url: URL; readonly attempt: SignInAttempt } | null>
  /** Who came back with a code. Throws TokenRefused, TokenNotUsable or ProviderUnavailable. */
  finishSignIn(code: Secret, attempt: SignInAttempt): Promise<Identity>
}

/** Speaks to the provider that the settings name. Asks nothing before it is needed; keeps its keys for ten minutes. */
export function createIdentityProvider(settings: OidcSettings): IdentityProvider {
  const discover = createDiscovery(settings.issuer)
  const findKey = createKeyFinder(discover)

  /** Checks signature, issuer, audience and times. Time is the machine's: the provider knows no other. */
  const verify = async (token: Secret, audience: string): Promise<Claims> => {
    try {
      const { payload } = await jwtVerify(token.reveal(), findKey, {
        algorithms,
        issuer: settings.issuer,
        audience,
        clockTolerance: clockToleranceSeconds,
        requiredClaims: ['exp', 'sub'],
      })
      return payload
    } catch (error) {
      if (error instanceof ProviderUnavailable) throw error
      throw new TokenRefused(explain(error), { cause: error })
    }
  }

  return {
    verifyBearer: async (token) => {
      if (settings.audience === null)
        throw new TokenRefused('Tokens of the identity provider are not accepted')
      return readIdentity(await verify(token, settings.audience), settings)
    },
    signsIn: settings.client !== null,
    beginSignIn: async () => {
      if (settings.client === null) return null
      const { authorizationUrl } = await discover()
      if (authorizationUrl === null) throw new ProviderUnavailable('The provider has no page to sign in at')
      const attempt = { state: randomText(), nonce: randomText(), verifier: randomText() }
      return { url: signInUrl(authorizationUrl, settings.client, attempt), attempt }
    },
    finishSignIn: async (code, attempt) => {
      const { client } = settings
      if (client === null) throw new TokenRefused('Nobody signs in here by the identity provider')
      const idToken = await exchangeCode(await discover(), client, code, attempt.verifier)
      const claims = await verify(idToken, client.id)
      if (claims.nonce !== attempt.nonce) throw new TokenRefused('The token belongs to another sign-in')
      return readIdentity(claims, settings)
    },
  }
}

/**
 * The provider's keys: fetched when needed, kept for ten minutes, and fetched anew for a key that is not among them,
 * though not more than every half minute, so that made-up key ids cost the provider nothing.
 */
function createKeyFinder(discover: () => Promise<ProviderMetadata>): JWTVerifyGetKey {
  let keySet: JWTVerifyGetKey | null = null
  return async (header, token) => {
    const { keySetUrl } = await discover()
    keySet ??= createRemoteJWKSet(keySetUrl, { timeoutDuration: 5000, cooldownDuration: 30_000 })
    try {
      return await keySet(header, token)
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
        throw error
      throw new ProviderUnavailable("The identity provider's keys cannot be had", { cause: error })
    }
  }
}

function signInUrl(page: URL, client: OidcClient, attempt: SignInAttempt): URL {
  const url = new URL(page)
  const parameters = {
    response_type: 'code',
    client_id: client.id,
    redirect_uri: client.redirectUri,
    scope: 'openid profile email',
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: createHash('sha256').update(attempt.verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url
}

function randomText(): string {
  return randomBytes(32).toString('base64url')
}

/** Why a token was refused, without anything that it says. */
function explain(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'The token has expired'
  if (error instanceof errors.JWTClaimValidationFailed)
    return `The token's claim "${error.claim}" is not right`
  if (error instanceof errors.JWKSNoMatchingKey)
    return 'The token is signed with a key that the provider does not have'
  if (error instanceof errors.JOSEAlgNotAllowed) return 'The token is signed in a way that is not allowed'
  return 'The token is not genuine'
}
