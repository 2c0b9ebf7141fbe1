import { randomUUID } from 'node:crypto'
import type { Application } from './application.ts'
import { ACCESS_TOKEN_SECONDS, type Authorizations } from './authorizations.ts'
import { jsonReply, type Reply } from './reply.ts'

export interface TokenOutcome {
  /** The answer was forced by a fault. */
  isFault?: boolean
  reply: Reply
  sellerId: string | null
  refreshTokenId: string | null
  /** Set for a seller that was made on the consent page: after a restart the world has to be told of it. */
  newSellerKey?: string | undefined
}

/** Source: developer-docs.amazon.com/sp-api, "Grantless operations"; amzn/selling-partner-api-models, clients. */
const SCOPES: ReadonlySet<string> = new Set([
  'sellingpartnerapi::notifications',
  'sellingpartnerapi::client_credential:rotation',
])

/** Which seller's consent a token request rests on, as far as it can be told before checking it. */
export function sellerOfTokenRequest(
  body: URLSearchParams,
  authorizations: Authorizations,
  nowSeconds: number,
): string | null {
  return authorizations.findRefreshToken(body.get('refresh_token') ?? '', nowSeconds)?.sellerId ?? null
}

/**
 * Login with Amazon: POST /auth/o2/token.
 * Source: developer-docs.amazon.com/sp-api, "Connect to the SP-API"; error codes and statuses as in
 * Amazon's own client, amzn/selling-partner-api-models, clients.
 */
export function answerTokenRequest(
  body: URLSearchParams,
  application: Application,
  authorizations: Authorizations,
  nowSeconds: number,
): TokenOutcome {
  const grantType = body.get('grant_type')
  if (!grantType) return refuse('invalid_request', 'The request is missing a required parameter : grant_type')
  if (!body.get('client_id') || !body.get('client_secret')) {
    return refuse(
      'invalid_request',
      'The request is missing a required parameter : client_id or client_secret',
    )
  }
  const knowsSecret = application.clientSecrets.includes(body.get('client_secret') ?? '')
  if (body.get('client_id') !== application.clientId || !knowsSecret) return refuseClient()
  const grantFor = (refreshToken: string): TokenOutcome => {
    const found = authorizations.findRefreshToken(refreshToken, nowSeconds)
    if (!found) return refuseGrant()
    const { newSellerKey, ...known } = found
    const grant = { ...known, clientId: application.clientId }
    return {
      sellerId: found.sellerId,
      refreshTokenId: found.refreshTokenId,
      newSellerKey,
      reply: accept(authorizations.issueAccessToken(grant, nowSeconds), refreshToken),
    }
  }

  switch (grantType) {
    case 'refresh_token': {
      const refreshToken = body.get('refresh_token')
      if (!refreshToken) {
        return refuse('invalid_request', 'The request is missing a required parameter : refresh_token')
      }
      return grantFor(refreshToken)
    }
    case 'authorization_code': {
      const code = body.get('code')
      if (!code) return refuse('invalid_request', 'The request is missing a required parameter : code')
      const consent = authorizations.redeemCode(
        code,
        application.clientId,
        body.get('redirect_uri'),
        nowSeconds,
      )
      return consent ? grantFor(authorizations.issueRefreshToken(consent, nowSeconds)) : refuseGrant()
    }
    case 'client_credentials': {
      if (!SCOPES.has(body.get('scope') ?? '')) {
        return refuse('invalid_scope', 'The requested scope is invalid, unknown, or malformed')
      }
      const grant = { sellerId: null, refreshTokenId: null, clientId: application.clientId }
      const accessToken = authorizations.issueAccessToken(grant, nowSeconds)
      return { sellerId: null, refreshTokenId: null, reply: accept(accessToken, null) }
    }
    case 'password':
      return refuse('unauthorized_client', 'The client is not authorized to use this grant type')
    default:
      return refuse('unsupported_grant_type', 'The authorization grant type is not supported')
  }
}

export function refuseGrant(): TokenOutcome {
  return refuse('invalid_grant', 'The request has an invalid grant parameter : refresh_token')
}

export function refuseClient(): TokenOutcome {
  return refuse('invalid_client', 'Client authentication failed', 401)
}

export function refuseForNow(status: number): TokenOutcome {
  return refuse(
    status === 503 ? 'temporarily_unavailable' : 'server_error',
    'The service is temporarily unavailable',
    status,
  )
}

function accept(accessToken: string, refreshToken: string | null): Reply {
  return jsonReply(
    200,
    {
      access_token: accessToken,
      ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
      token_type: 'bearer',
      expires_in: ACCESS_TOKEN_SECONDS,
    },
    { 'Cache-Control': 'no-store' },
  )
}

function refuse(error: string, description: string, status = 400): TokenOutcome {
  const value = { error, error_description: description, request_id: randomUUID() }
  return { reply: jsonReply(status, value), sellerId: null, refreshTokenId: null }
}
