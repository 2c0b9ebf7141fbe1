import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { type Connection, findConnection, listConnections } from '../../store/connections.ts'
import { createOrderImport, listImportTargets, type OrderImport } from '../../store/order-imports.ts'
import { findOrder } from '../../store/orders.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { Id, strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import { waitUntil } from '../wait-until.ts'
import { orderFields, toOrderView } from './order-view.ts'

/** Somebody looks at a screen meanwhile; the import goes on when this has passed. */
const longestWaitMs = 30_000

const Wait = Type.Optional(Type.Boolean({ description: 'False: answer 202 at once. True unless given.' }))

const Imported = Type.Object({
  ...orderFields,
  outcome: Type.Enum(['stored', 'unchanged'], { description: 'Whether Amazon told anything new.' }),
})

const UnderWay = Type.Object({
  importId: Type.String(),
  externalOrderId: Type.String(),
  status: Type.Literal('running'),
  message: Type.String(),
})

export function registerImportOne(api: Api, context: ApiContext): void {
  const { db, random } = context
  api.post(
    '/orders/import-one',
    {
      schema: {
        operationId: 'importOrder',
        tags: ['Orders'],
        summary: 'Fetch one order from Amazon now',
        description:
          'Asks the connections of the tenant, or one of them, for the order. 200 with the order when it is stored; 202 when it takes longer than half a minute; 404 when Amazon does not know it for this seller.',
        querystring: strict({ tenantId: Type.Optional(TenantId), wait: Wait }),
        body: strict({
          orderRef: Type.String({
            pattern: '^[A-Z0-9]{3}-[0-9]{7}-[0-9]{7}$',
            examples: ['405-1234567-1234567'],
            description: "Amazon's order number.",
          }),
          connectionId: Type.Optional(Id),
          tenantId: Type.Optional(TenantId),
          wait: Wait,
        }),
        response: { 200: Imported, 202: UnderWay },
      },
    },
    async (request, reply) => {
      const { orderRef, connectionId } = request.body
      const { tenantId } = await requireTenant(db, request)
      const connectionIds = await findLive(context, tenantId, connectionId ?? null)
      const importId = random.id('imp')
      await db
        .of(tenantId)
        .transaction((tx) => createOrderImport(tx, { importId, externalOrderId: orderRef, connectionIds }))
      const wait = request.body.wait ?? request.query.wait ?? true
      const targets = wait ? await waitForOutcome(context, reply, tenantId, importId) : null
      if (targets === null || !isOver(targets)) {
        reply.code(202)
        const message = 'Amazon is being asked; GET /orders/{orderRef} has the order once it is stored.'
        return { importId, externalOrderId: orderRef, status: 'running' as const, message }
      }
      // What failed may have failed because nobody is left to be asked: that is the better answer.
      if (targets.some(({ outcome }) => outcome === 'failed') && !targets.some(hasOrder))
        await findLive(context, tenantId, connectionId ?? null)
      const outcome = readOutcome(targets, orderRef)
      const found = await findOrder(db.of(tenantId), orderRef)
      if (found === null) throw new Problem('order_not_found', 'The order was erased while it was fetched.')
      return { ...toOrderView(found.order), outcome }
    },
  )
}

/** The connections that can be asked. Throws a 404 or 409 when there is none. */
async function findLive(
  { db }: ApiContext,
  tenantId: string,
  connectionId: string | null,
): Promise<readonly string[]> {
  const connections =
    connectionId === null
      ? await listConnections(db.of(tenantId))
      : [await findConnection(db.of(tenantId), connectionId)].filter((found) => found !== null)
  if (connectionId !== null && connections.length === 0)
    throw new Problem('connection_not_found', `The tenant has no connection "${connectionId}".`, {
      field: 'connectionId',
    })
  const live = connections.filter(isLive)
  if (live.length > 0) return live.map((connection) => connection.connectionId)
  if (connections.some(({ status }) => status === 'reauthorization_required'))
    throw new Problem(
      'reauthorization_required',
      'Amazon no longer accepts the authorisation: the seller must reconnect Amazon.',
    )
  throw new Problem(
    'not_connected',
    connections.length === 0
      ? "The tenant has no connection: connect the seller's Amazon account first."
      : 'No connection of the tenant is active: resume it, or connect the account again.',
  )
}

function isLive({ status, hasRefreshToken }: Connection): boolean {
  return status === 'connected' && hasRefreshToken
}

function waitForOutcome(
  context: ApiContext,
  reply: FastifyReply,
  tenantId: string,
  importId: string,
): Promise<readonly OrderImport[]> {
  return waitUntil(
    context,
    reply,
    () => listImportTargets(context.db.of(tenantId), importId),
    isOver,
    longestWaitMs,
  )
}

/** One connection that has the order is enough; that there is none, all must say. */
function isOver(targets: readonly OrderImport[]): boolean {
  return targets.some(hasOrder) || targets.every(({ outcome }) => outcome !== null)
}

function hasOrder({ outcome }: OrderImport): boolean {
  return outcome === 'stored' || outcome === 'unchanged'
}

/** What Amazon's answers mean. Throws the problem when none of them is the order. */
function readOutcome(targets: readonly OrderImport[], orderRef: string): 'stored' | 'unchanged' {
  if (targets.some(({ outcome }) => outcome === 'stored')) return 'stored'
  if (targets.some(({ outcome }) => outcome === 'unchanged')) return 'unchanged'
  if (targets.length === 0)
    throw new Problem('not_connected', 'The connection was removed while Amazon was asked.')
  if (targets.some(({ outcome }) => outcome === 'unreadable'))
    throw new Problem(
      'order_unreadable',
      'Amazon has the order, but its document could not be read. It is kept in quarantine.',
    )
  const failed = targets.find(({ outcome }) => outcome === 'failed')
  if (failed === undefined)
    throw new Problem('order_unknown', `Amazon does not know order ${orderRef} for this seller.`)
  throw new Problem('amazon_unavailable', failed.message ?? 'Amazon did not answer; ask again.', {
    extra: { reasonCode: failed.reasonCode },
  })
}
