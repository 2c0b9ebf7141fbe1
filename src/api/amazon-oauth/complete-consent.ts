import { consentDays } from '../../domain/authorization.ts'
import type { Secret } from '../../runtime/secret.ts'
import { type ConsentRequest, consumeConsentRequest } from '../../store/consent-requests.ts'
import { saveAuthorization } from '../connections/save-authorization.ts'
import type { ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import type { AskAmazon } from './ask-amazon.ts'

/** What Amazon's redirect carries, as far as it has the right form. */
export interface ConsentReturn {
  readonly state: Secret | null
  readonly sellingPartnerId: string | null
  readonly code: Secret | null
  /** The cookie of the browser that asked. */
  readonly binding: Secret | null
}

/** How a consent ended, for the browser and the audit log. */
export type ConsentOutcome =
  | { readonly request: ConsentRequest; readonly connectionId: string }
  | { readonly request: ConsentRequest | null; readonly problem: Problem }

/**
 * From Amazon's redirect to a stored connection. The state is used up first, so that everything after it happens at most
 * once; if the process dies before the token is stored, the code is lost and the seller agrees again.
 */
export async function completeConsent(
  context: ApiContext,
  ask: AskAmazon,
  redirectUri: string,
  answer: ConsentReturn,
): Promise<ConsentOutcome> {
  const { state } = answer
  const consumed = state === null ? unknown : await consumeConsentRequest(context.db, state, answer.binding)
  if ('refused' in consumed) {
    return {
      request: 'request' in consumed ? consumed.request : null,
      problem: refusals[consumed.refused](),
    }
  }
  try {
    const connectionId = await connect(context, ask, redirectUri, consumed, answer)
    return { request: consumed, connectionId }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { request: consumed, problem: error }
  }
}

async function connect(
  context: ApiContext,
  ask: AskAmazon,
  redirectUri: string,
  request: ConsentRequest,
  { sellingPartnerId, code }: ConsentReturn,
): Promise<string> {
  if (code === null || sellingPartnerId === null) {
    throw new Problem('consent_declined', 'Amazon sent no authorisation back: connect again and confirm.')
  }
  if (request.sellingPartnerId !== null && request.sellingPartnerId !== sellingPartnerId) {
    throw new Problem('consent_other_seller', 'Another seller account than the one from the Appstore agreed.')
  }
  const refreshToken = await exchange(ask, code, redirectUri)
  const seller = { region: request.region, sellingPartnerId }
  const verification = await ask.verify(seller, refreshToken)
  if (verification.reason === 'other_region') throw new Problem('consent_other_region', verification.message)
  if (verification.reason === 'token_refused') throw codeRefused()
  // An Amazon that does not answer now is no reason to lose a token that cannot be had again.
  const { connection } = await saveAuthorization(context, request.tenantId, refreshToken, {
    ...seller,
    marketplaceIds: verification.marketplaceIds ?? undefined,
    importedCursor: null,
    includeBuyerData: undefined,
    shared: request.allowSharedSeller,
    validForDays: consentDays,
  })
  return connection.connectionId
}

async function exchange(ask: AskAmazon, code: Secret, redirectUri: string): Promise<Secret> {
  const answer = await ask.exchangeCode(code, redirectUri)
  switch (answer.kind) {
    case 'token':
      return answer.refreshToken
    case 'code_refused':
      throw codeRefused()
    case 'application_refused':
      throw new Problem('application_refused', "Amazon refuses the application's client id or secret.")
    case 'unavailable':
      throw new Problem('amazon_unavailable', 'Amazon did not exchange the code: connect again.')
  }
}

const unknown = { refused: 'unknown' } as const

const refusals = {
  unknown: () => new Problem('consent_unknown', 'Nobody here asked for this consent.'),
  used: () => new Problem('consent_used', 'This consent was used already: connect again.'),
  expired: () => new Problem('consent_expired', 'The consent took longer than 15 minutes: connect again.'),
  other_session: () =>
    new Problem(
      'consent_other_session',
      'Another browser asked for this consent: connect again in this one.',
    ),
} as const

function codeRefused(): Problem {
  return new Problem(
    'consent_code_refused',
    'Amazon refused the code: it works once, for five minutes. Connect again.',
  )
}
