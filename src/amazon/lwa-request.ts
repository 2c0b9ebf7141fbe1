import type { Clock } from '../runtime/clock.ts'
import type { Secret } from '../runtime/secret.ts'
import { Secret as SecretValue } from '../runtime/secret.ts'
import { type Http, type HttpResponse, TransportError } from './http.ts'

/** What Login with Amazon answered to one token request, transient failures already retried. */
export type LwaAnswer =
  | {
      readonly kind: 'token'
      readonly accessToken: Secret
      /** Amazon repeats it, or tells a new one in exchange for an authorisation code. */
      readonly refreshToken: Secret | null
      readonly expiresInSeconds: number
    }
  | {
      readonly kind: 'grant_refused' | 'client_refused'
      readonly status: number
      readonly requestId: string | null
    }
  | {
      readonly kind: 'unavailable'
      readonly transient: boolean
      readonly reason: string
      readonly status: number | null
      readonly requestId: string | null
    }

const retries = 2
const firstPauseMs = 500

/**
 * Posts one form to the token endpoint. What Amazon says in `error_description` is never passed on: it may repeat
 * what was sent. Source: Connect to the SP-API; error codes as in Amazon's Java client, LwaExceptionErrorCode.
 */
export async function requestToken(
  { http, lwaUrl, clock, random }: { http: Http; lwaUrl: string; clock: Clock; random: () => number },
  form: Readonly<Record<string, string>>,
): Promise<LwaAnswer> {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await post(http, lwaUrl, form)
    if (answer.kind !== 'unavailable' || !answer.transient || attempt === retries) return answer
    await clock.sleep(firstPauseMs * 2 ** attempt * (0.5 + random()))
  }
}

async function post(http: Http, url: string, form: Readonly<Record<string, string>>): Promise<LwaAnswer> {
  try {
    const response = await http.request({
      method: 'POST',
      url,
      headers: {
        'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
        accept: 'application/json',
      },
      body: new URLSearchParams(form).toString(),
    })
    return readAnswer(response)
  } catch (error) {
    if (!(error instanceof TransportError)) throw error
    return { kind: 'unavailable', transient: true, reason: error.message, status: null, requestId: null }
  }
}

function readAnswer(response: HttpResponse): LwaAnswer {
  const { status } = response
  const requestId = response.header('x-amzn-RequestId')
  const body = parseObject(response.text)
  const unavailable = (reason: string, transient: boolean): LwaAnswer => ({
    kind: 'unavailable',
    transient,
    reason,
    status,
    requestId,
  })
  if (status >= 500 || status === 429) return unavailable(`answered ${status}`, true)
  if (body === null) return unavailable(`answered ${status} without a JSON object`, true)
  if (status === 200) {
    const { access_token: token, refresh_token: refreshToken, expires_in: lifetime } = body
    if (typeof token !== 'string' || token === '') return unavailable('answered 200 without a token', true)
    const expiresInSeconds = typeof lifetime === 'number' && lifetime > 0 ? lifetime : 3600
    return {
      kind: 'token',
      accessToken: new SecretValue(token),
      refreshToken:
        typeof refreshToken === 'string' && refreshToken !== '' ? new SecretValue(refreshToken) : null,
      expiresInSeconds,
    }
  }
  switch (body.error) {
    case 'invalid_grant':
      return { kind: 'grant_refused', status, requestId }
    case 'invalid_client':
    case 'unauthorized_client':
      return { kind: 'client_refused', status, requestId }
    case 'server_error':
    case 'temporarily_unavailable':
      return unavailable(`answered ${status} ${body.error}`, true)
    case 'invalid_request':
    case 'invalid_scope':
    case 'access_denied':
      return unavailable(`answered ${status} ${body.error}`, false)
    default:
      return unavailable(`answered ${status}`, false)
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
