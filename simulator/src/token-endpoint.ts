import type { IncomingMessage, ServerResponse } from 'node:http'
import { carryOut, type Outcome, readBody } from './exchange.ts'
import { decidingFault, delayOf, outcomeOfFault } from './fault-outcome.ts'
import type { Fault } from './faults.ts'
import {
  answerTokenRequest,
  refuseClient,
  refuseForNow,
  refuseGrant,
  sellerOfTokenRequest,
  type TokenOutcome,
} from './lwa.ts'
import { jsonReply } from './reply.ts'
import { ensureNewSeller } from './seller-central/new-seller.ts'
import type { Services } from './services.ts'

export async function answerTokenEndpoint(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { clock, recorder } = services
  const body = parseBody(await readBody(request), request.headers['content-type'] ?? '')
  if (!body || request.method !== 'POST') {
    const reply = jsonReply(400, {
      error: 'invalid_request',
      error_description: 'The request is not a POST with a form or JSON body',
    })
    await carryOut(response, { kind: 'reply', reply, delayMs: 0 }, clock.now)
    return
  }
  const nowSeconds = clock.now().getTime() / 1000
  const sellerId = sellerOfTokenRequest(body, services.authorizations, nowSeconds)
  const struck = services.faults.strike({ sellerId, operation: 'lwa', hasPageToken: false })
  const fault = decidingFault(struck)
  const answered =
    (fault && refuseByFault(fault)) ??
    answerTokenRequest(body, services.application, services.authorizations, nowSeconds)
  if (answered.newSellerKey !== undefined) ensureNewSeller(services.world, answered.newSellerKey)
  const delayMs = delayOf(struck)
  // The status faults speak OAuth here; what remains are the connection's and the proxies' faults.
  const instead = answered.isFault ? null : outcomeOfFault(fault, delayMs)
  const kind = fault?.kind === 'truncated' ? 'truncated' : 'reply'
  const outcome: Outcome = instead ?? { kind, reply: answered.reply, delayMs }
  recorder.record({
    at: clock.now().toISOString(),
    operation: 'lwa',
    region: null,
    sellerId: answered.sellerId ?? sellerId,
    refreshTokenId: answered.refreshTokenId,
    query: { grant_type: body.get('grant_type') ?? '' },
    hasPageToken: false,
    status: 'reply' in outcome ? outcome.reply.status : 0,
  })
  await carryOut(response, outcome, clock.now)
}

function refuseByFault(fault: Fault): (TokenOutcome & { isFault: true }) | null {
  if (fault.kind === 'invalid_grant') return { ...refuseGrant(), isFault: true }
  if (fault.kind === 'invalid_client') return { ...refuseClient(), isFault: true }
  if (fault.kind === 'status') return { ...refuseForNow(fault.status ?? 503), isFault: true }
  return null
}

/** Documented as a form; Amazon's own Java client posts JSON. Null for anything else. */
function parseBody(text: string, contentType: string): URLSearchParams | null {
  if (contentType.startsWith('application/x-www-form-urlencoded')) return new URLSearchParams(text)
  if (!contentType.startsWith('application/json')) return null
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return null
    return new URLSearchParams(
      Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, String(entry)])),
    )
  } catch {
    return null
  }
}
