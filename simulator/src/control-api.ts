import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ApplicationChanges } from './application.ts'
import type { Control } from './control.ts'
import { readBody } from './exchange.ts'
import type { FaultInput } from './faults.ts'
import type { PutOrder } from './put-order.ts'
import type { OperationName, RosterEntry, SimulatedSeller, UsagePlan } from './seller.ts'
import type { OrderTruth, TruthQuery } from './truth.ts'

interface ControlRequest {
  parameters: readonly string[]
  query: URLSearchParams
  body: unknown
}

interface ControlRoute {
  method: string
  path: RegExp
  answer(request: ControlRequest, control: Control): unknown
}

const NOTHING = { ok: true }

/** `/simulator/…`: the only part that Amazon does not have. Bodies are JSON. */
const ROUTES: readonly ControlRoute[] = [
  route('GET', '/roster', (_, control) => ({ roster: control.roster() })),
  route('GET', '/faults', (_, control) => ({ faults: control.listFaults() })),
  route('POST', '/faults', ({ body }, control) => control.addFault(body as FaultInput)),
  route('DELETE', '/faults', (_, control) => {
    control.clearFaults()
    return NOTHING
  }),
  route('DELETE', '/faults/([^/]+)', ({ parameters: [id = ''] }, control) => ({
    ok: control.removeFault(id),
  })),
  route('POST', '/sellers', ({ body }, control) => {
    const { seller, roster } = body as { seller: SimulatedSeller; roster?: RosterEntry[] }
    control.addSeller(seller, roster)
    return NOTHING
  }),
  route('POST', '/sellers/([^/]+)/orders', ({ parameters: [sellerId = ''], body }, control) => ({
    orderId: control.putOrder(sellerId, (body ?? {}) as PutOrder),
  })),
  route('POST', '/sellers/([^/]+)/quotas', ({ parameters: [sellerId = ''], body }, control) => {
    const { operation, ...plan } = body as { operation: OperationName } & UsagePlan
    control.setQuota(sellerId, operation, plan)
    return NOTHING
  }),
  route('POST', '/sellers/([^/]+)/authorization-codes', ({ parameters: [sellerId = ''], body }, control) => ({
    code: control.issueAuthorizationCode(sellerId, (body as { redirectUri?: string } | null)?.redirectUri),
  })),
  route('POST', '/sellers/([^/]+)/revoke', ({ parameters: [sellerId = ''] }, control) => {
    control.revokeAuthorization(sellerId)
    return NOTHING
  }),
  route('POST', '/application', ({ body }, control) => {
    control.changeApplication((body ?? {}) as ApplicationChanges)
    return NOTHING
  }),
  route('POST', '/freeze', ({ body }, control) => {
    const at = (body as { at?: string } | null)?.at
    return { frozenAt: control.freeze(at === undefined ? undefined : new Date(at)).toISOString() }
  }),
  route('POST', '/unfreeze', (_, control) => {
    control.unfreeze()
    return NOTHING
  }),
  route('GET', '/stats', (_, control) => control.stats()),
  route('POST', '/stats/reset', (_, control) => {
    control.resetStats()
    return NOTHING
  }),
  route('GET', '/requests', (_, control) => ({ requests: control.requests() })),
]

export async function answerControl(
  control: Control,
  now: () => Date,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const path = url.pathname.slice('/simulator'.length)
  if (path === '/health') return send(response, 200, { ok: true, now: now().toISOString() })
  if (path === '/truth' && request.method === 'GET') {
    return streamLines(response, control.truth(readTruthQuery(url.searchParams)))
  }
  const text = await readBody(request)
  for (const { method, path: pattern, answer } of ROUTES) {
    const match = method === request.method ? pattern.exec(path) : null
    if (!match) continue
    try {
      const body: unknown = text === '' ? null : JSON.parse(text)
      const parameters = match.slice(1).map(decodeURIComponent)
      return send(response, 200, answer({ parameters, query: url.searchParams, body }, control))
    } catch (error) {
      return send(response, 400, { error: error instanceof Error ? error.message : String(error) })
    }
  }
  return send(response, 404, { error: `no ${request.method} ${url.pathname}` })
}

function route(method: string, path: string, answer: ControlRoute['answer']): ControlRoute {
  return { method, path: new RegExp(`^${path}$`), answer }
}

function send(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(value))
}

function readTruthQuery(query: URLSearchParams): TruthQuery {
  const sellerId = query.get('sellerId')
  const updatedAfter = query.get('updatedAfter')
  return {
    ...(sellerId ? { sellerId } : {}),
    ...(updatedAfter ? { updatedAfter: new Date(updatedAfter) } : {}),
    aged: query.get('aged') === 'true',
  }
}

const LINES_PER_CHUNK = 200

/** NDJSON in chunks; between them other requests get their turn. */
async function streamLines(response: ServerResponse, facts: Iterable<OrderTruth>): Promise<void> {
  response.writeHead(200, { 'Content-Type': 'application/x-ndjson' })
  let lines: string[] = []
  for (const fact of facts) {
    lines.push(JSON.stringify(fact))
    if (lines.length < LINES_PER_CHUNK) continue
    if (response.destroyed) return
    if (response.write(`${lines.join('\n')}\n`)) await nextTurn()
    else await Promise.race([once(response, 'drain'), once(response, 'close')])
    lines = []
  }
  response.end(lines.length > 0 ? `${lines.join('\n')}\n` : '')
}
