import type { Clock } from '../runtime/clock.ts'
import type { Log } from '../runtime/log.ts'
import type { Secret } from '../runtime/secret.ts'
import type { Application } from './account.ts'
import { assertAllowedUrl } from './allowed-url.ts'
import { AmazonError } from './errors.ts'
import type { Http } from './http.ts'
import { type LwaAnswer, requestToken } from './lwa-request.ts'

/** Asks Login with Amazon in the name of the application. */
export interface LwaClient {
  /** Sends the form with the application's id and whichever of its secrets Amazon accepts. */
  ask(form: Readonly<Record<string, string>>): Promise<LwaAnswer>
}

export interface LwaClientOptions {
  readonly application: Application
  readonly lwaUrl: string
  readonly http: Http
  readonly clock: Clock
  readonly log: Log
  readonly random?: () => number
}

/** For how long a secret that Amazon refused, while it accepted another, is not the first to be tried. */
const avoidRefusedMs = 10 * 60_000

/**
 * Amazon accepts the secret before the last rotation for seven days, and takes a while to accept a new one everywhere:
 * the application is refused only when each of its secrets is.
 * Source: Rotate your application's client secret.
 */
export function createLwaClient(options: LwaClientOptions): LwaClient {
  const { application, http, clock, log } = options
  const endpoint = {
    http,
    clock,
    lwaUrl: assertAllowedUrl(options.lwaUrl).href,
    random: options.random ?? Math.random,
  }
  const avoidedUntil = new Map<string, number>()
  const isAvoided = (secret: Secret): boolean =>
    (avoidedUntil.get(secret.reveal()) ?? 0) > clock.now().getTime()

  async function ask(form: Readonly<Record<string, string>>): Promise<LwaAnswer> {
    const secrets = await application.secrets()
    const inTurn = [...secrets.filter((secret) => !isAvoided(secret)), ...secrets.filter(isAvoided)]
    const refused: Secret[] = []
    let answer: LwaAnswer = { kind: 'client_refused', status: 401, requestId: null }
    for (const secret of inTurn) {
      answer = await requestToken(endpoint, {
        ...form,
        client_id: application.clientId,
        client_secret: secret.reveal(),
      })
      if (answer.kind !== 'client_refused') {
        if (answer.kind !== 'unavailable') remember(secret, refused)
        return answer
      }
      refused.push(secret)
    }
    return answer
  }

  function remember(accepted: Secret, refused: readonly Secret[]): void {
    avoidedUntil.delete(accepted.reveal())
    if (refused.some((secret) => !isAvoided(secret))) {
      log.warn(
        { event: 'client_secret_refused' },
        'Amazon refused one client secret of the application; another one works',
      )
    }
    const until = clock.now().getTime() + avoidRefusedMs
    for (const secret of refused) avoidedUntil.set(secret.reveal(), until)
  }

  return { ask }
}

/** What an answer without a token means for whoever asked. */
export function toAmazonError(answer: Exclude<LwaAnswer, { kind: 'token' }>): AmazonError {
  const details = { httpStatus: answer.status, amazonRequestId: answer.requestId }
  switch (answer.kind) {
    case 'grant_refused':
      return new AmazonError(
        'revoked',
        'Amazon refused the authorisation: the seller must reconnect Amazon',
        details,
      )
    case 'client_refused':
      return new AmazonError(
        'application_refused',
        'Amazon refused the application: its client id or client secret is wrong or has expired',
        details,
      )
    case 'unavailable':
      return new AmazonError('unavailable', `Login with Amazon is not available: ${answer.reason}`, details)
  }
}
