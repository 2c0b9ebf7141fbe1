import type { IncomingMessage, ServerResponse } from 'node:http'
import { carryOut, type Outcome, readBody, replyOutcome } from './exchange.ts'
import { decidingFault, delayOf, outcomeOfFault } from './fault-outcome.ts'
import { OPERATIONS } from './operations/index.ts'
import type { Operation } from './operations/operation.ts'
import {
  errorReply,
  htmlReply,
  jsonReply,
  quotaExceededReply,
  Refusal,
  type Reply,
  statusReply,
  unauthorizedReply,
} from './reply.ts'
import type { OperationName, SimulatedSeller, UsagePlan } from './seller.ts'
import type { Services } from './services.ts'
import type { RequestRecord } from './stats.ts'
import { findUserAgentFault } from './user-agent.ts'

interface Caller {
  seller: SimulatedSeller
  refreshTokenId: string
  clientId: string
}

/** A request whose operation and caller are known. */
interface AuthenticatedCall {
  region: string
  operation: Operation
  pathParameters: readonly string[]
  query: URLSearchParams
  caller: Caller
  body: string
  contentType: string
  origin: string
}

/**
 * One SP-API request, in Amazon's order: path, form, user agent, token, quota, operation. A request that
 * is refused before the quota takes no token from it.
 */
export async function answerSpApi(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const { recorder, clock } = services
  const [, region = '', path = ''] = /^\/(na|eu|fe)(\/.*)$/.exec(url.pathname) ?? []
  const match = matchOperation(request.method ?? 'GET', path)
  const caller = match ? readCaller(services, request, region) : null
  const note: Omit<RequestRecord, 'status'> = {
    at: clock.now().toISOString(),
    operation: match?.operation.name ?? 'unknown',
    region,
    sellerId: caller && 'seller' in caller ? caller.seller.sellerId : null,
    refreshTokenId: caller && 'seller' in caller ? caller.refreshTokenId : null,
    query: queryWithoutTokens(url.searchParams),
    hasPageToken: url.searchParams.has('paginationToken') || url.searchParams.has('nextToken'),
    ...(match?.operation.pathParameter === undefined
      ? {}
      : { [match.operation.pathParameter]: match.pathParameters[0] }),
  }
  const refusal = match ? refuseForm(request) : errorReply(403, 'MissingAuthenticationToken', MISSING_TOKEN)
  const refused = refusal ?? (caller && 'status' in caller ? caller : null)
  if (refused || !match || !caller || 'status' in caller) {
    recorder.record({ ...note, status: refused?.status ?? 500 })
    await carryOut(response, replyOutcome(refused ?? statusReply(500)), clock.now)
    return
  }
  const inFlight = recorder.begin({
    refreshTokenId: caller.refreshTokenId,
    sellerId: caller.seller.sellerId,
    operation: match.operation.name,
  })
  response.once('close', () => inFlight.end('closed'))
  const body = request.method === 'POST' ? await readBody(request) : ''
  const outcome = decide(services, {
    region,
    ...match,
    query: url.searchParams,
    caller,
    body,
    contentType: request.headers['content-type'] ?? '',
    origin: `http://${request.headers.host ?? 'localhost'}`,
  })
  const asked = body === '' ? {} : { body: parseSafely(body) }
  recorder.record({ ...note, ...asked, status: 'reply' in outcome ? outcome.reply.status : 0 })
  await carryOut(response, outcome, clock.now, () => inFlight.end('answered'))
}

const MISSING_TOKEN = 'Missing Authentication Token'

function matchOperation(method: string, path: string) {
  for (const operation of OPERATIONS) {
    const match = operation.method === method ? operation.path.exec(path) : null
    if (match) return { operation, pathParameters: match.slice(1).map(decodeSafely) }
  }
  return null
}

/** What is turned away in front of the API. */
function refuseForm(request: IncomingMessage): Reply | null {
  const { headers } = request
  const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
  // Source: developer-docs.amazon.com/sp-api, "Resolve 400 Errors".
  if (request.method === 'GET' && hasBody) return htmlReply(400)
  const fault = findUserAgentFault(headers['user-agent'])
  if (fault === 'missing') return unauthorizedReply('The request has no User-Agent header.')
  if (fault) return errorReply(400, 'InvalidInput', `The User-Agent header is ${fault.replace('_', ' ')}.`)
  return null
}

function readCaller(services: Services, request: IncomingMessage, region: string): Caller | Reply {
  const accessToken = request.headers['x-amz-access-token']
  if (typeof accessToken !== 'string')
    return unauthorizedReply('Access token is missing in the request header.')
  const nowSeconds = services.clock.now().getTime() / 1000
  const grant = services.authorizations.readAccessToken(accessToken, nowSeconds)
  if (!grant)
    return unauthorizedReply('The access token you provided is revoked, malformed, expired or invalid.')
  const seller = grant.sellerId === null ? undefined : services.world.sellers.get(grant.sellerId)
  if (!seller || grant.refreshTokenId === null)
    return unauthorizedReply('The token speaks for no selling partner.')
  if (seller.region !== region) return unauthorizedReply('The token was granted in another region.')
  return { seller, refreshTokenId: grant.refreshTokenId, clientId: grant.clientId }
}

function decide(services: Services, call: AuthenticatedCall): Outcome {
  const { operation, caller, query } = call
  const { seller } = caller
  const now = services.clock.now()
  const plan = seller.quotas?.[operation.name] ?? operation.usagePlan
  // Documented per operation and (selling partner, application) pair; regions are apart.
  const bucket = `${call.region} ${seller.sellerId} ${caller.clientId} ${operation.name}`
  if (!services.quotas.take(bucket, plan, now.getTime())) return replyOutcome(quotaExceededReply())
  if (seller.permanentFault) return replyOutcome(statusReply(seller.permanentFault.status))
  const struck = services.faults.strike({
    sellerId: seller.sellerId,
    operation: operation.name,
    hasPageToken: query.has('paginationToken'),
  })
  const delayMs = delayOf(struck)
  const fault = decidingFault(struck)
  const instead = outcomeOfFault(fault, delayMs)
  if (instead) return withRateLimit(instead, plan)
  let reply: Reply
  try {
    const { status, value } = operation.handle({
      world: services.world,
      signer: services.signer,
      recorder: services.recorder,
      reports: services.reports,
      seller,
      refreshTokenId: caller.refreshTokenId,
      query,
      pathParameters: call.pathParameters,
      body: call.body,
      contentType: call.contentType,
      origin: call.origin,
      now,
      fault,
    })
    reply = jsonReply(
      status,
      value,
      status === 404 ? { 'x-amzn-ErrorType': 'ResourceNotFoundException' } : {},
    )
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    reply = error.reply
  }
  // Done, but nobody hears of it.
  if (fault?.kind === 'lost_answer') return { kind: 'reset' }
  const kind = fault?.kind === 'truncated' ? 'truncated' : 'reply'
  return withRateLimit({ kind, reply, delayMs }, plan)
}

/** On 20x, 400 and 404 only. Source: amzn/selling-partner-api-models, orders_2026-01-01.json, headers. */
function withRateLimit(outcome: Outcome, plan: UsagePlan): Outcome {
  if (!('reply' in outcome) || ![200, 202, 400, 404].includes(outcome.reply.status)) return outcome
  if (outcome.reply.contentType !== 'application/json') return outcome
  const headers = { ...outcome.reply.headers, 'x-amzn-RateLimit-Limit': String(plan.ratePerSecond) }
  return { ...outcome, reply: { ...outcome.reply, headers } }
}

function queryWithoutTokens(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...query].filter(([name]) => !/token/i.test(name)))
}

function parseSafely(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The default plan of an operation, for whoever shows or checks quotas. */
export function usagePlanOf(name: OperationName): UsagePlan {
  const operation = OPERATIONS.find((candidate) => candidate.name === name)
  if (!operation) throw new RangeError(`no operation ${name}`)
  return operation.usagePlan
}
