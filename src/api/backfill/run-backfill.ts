import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { backfillRange, usualHistoryDays } from '../../domain/backfill-plan.ts'
import { listBackfillsWithWindows } from '../../store/backfill-status.ts'
import { type Connection, listConnections } from '../../store/connections.ts'
import type { Database } from '../../store/database.ts'
import { requireConnection } from '../connections/connection-view.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { strict } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import { waitUntil } from '../wait-until.ts'
import { toAnswer, toEntry } from './backfill-answer.ts'
import { BackfillAnswer, BackfillChoice, type BackfillEntry, Days } from './backfill-schemas.ts'
import { isActive, isLive, statusNow, whyNotLive } from './connection-history.ts'
import { startBackfill } from './start-backfill.ts'

const Options = strict({
  ...BackfillChoice,
  days: Days,
  wait: Type.Optional(Type.Boolean({ description: 'True: answer when it is done. False unless given.' })),
})

export function registerRunBackfill(api: Api, context: ApiContext): void {
  const { db, clock } = context
  api.post(
    '/orders/sync/backfill/run',
    {
      schema: {
        operationId: 'runBackfill',
        tags: ['Backfill'],
        summary: "Fetch the history of a tenant's orders",
        description:
          'Fetches only what is missing: 365 days that are there already are not fetched again for 730. Of every live connection unless one is named. 202 it is under way, 200 it is done or nothing was missing; with `wait=true` also 409 somebody cancelled it, 502 it failed; each with the same body.',
        querystring: Options,
        body: Options,
        response: { 200: BackfillAnswer, 202: BackfillAnswer, 409: BackfillAnswer, 502: BackfillAnswer },
      },
    },
    async (request, reply) => {
      const options = { ...request.query, ...request.body }
      const days = options.days ?? usualHistoryDays
      const { tenantId } = await requireTenant(db, request)
      const connections = await chooseConnections(db, tenantId, options.connectionId)
      const range = backfillRange(days, clock.now())
      const entries = await db.of(tenantId).transaction(async (tx) => {
        const started: BackfillEntry[] = []
        for (const { connectionId } of connections)
          started.push(await startBackfill(tx, context, { connectionId, days, range }))
        refuseIfRunning(started)
        return started
      })
      if (!entries.some((entry) => entry.changed)) {
        return toAnswer(tenantId, 'Nothing is missing: these days are stored already.', entries)
      }
      if (options.wait !== true) {
        reply.code(202)
        return toAnswer(tenantId, 'The backfill is under way.', entries)
      }
      return waitForEntries(context, reply, tenantId, entries)
    },
  )
}

/** The connection that is named, or every live one. Throws a 409 when that leaves none. */
async function chooseConnections(
  db: Database,
  tenantId: string,
  connectionId: string | undefined,
): Promise<readonly Connection[]> {
  const named =
    connectionId === undefined
      ? await listConnections(db.of(tenantId))
      : [await requireConnection(db, tenantId, connectionId)]
  const live = named.filter(isLive)
  if (live.length > 0) return live
  const [first] = named
  throw new Problem(
    'not_connected',
    first === undefined
      ? "The tenant has no connection: connect the seller's Amazon account first."
      : `Nothing can be fetched: ${whyNotLive(first)}.`,
    { extra: { reasonCode: 'NOT_CONNECTED' } },
  )
}

/** Throws a 409 when nothing was started because something is active already. */
function refuseIfRunning(entries: readonly BackfillEntry[]): void {
  const active = entries.find((entry) => isActive(entry.status))
  if (active === undefined || entries.some((entry) => entry.changed)) return
  const hint = active.status === 'paused' ? 'is paused: resume or cancel it' : 'is running'
  throw new Problem('already_running', `A backfill of this tenant ${hint}.`, {
    extra: { backfillId: active.backfillId, backfillStatus: active.status },
  })
}

/** The HTTP status of a backfill that somebody waited for. */
const httpStatus = { success: 200, in_progress: 202, paused: 202, cancelled: 409, failed: 502 } as const

async function waitForEntries(
  context: ApiContext,
  reply: FastifyReply,
  tenantId: string,
  entries: readonly BackfillEntry[],
): Promise<BackfillAnswer> {
  const answer = await waitUntil(
    context,
    reply,
    async () => {
      const tenant = context.db.of(tenantId)
      const connections = await listConnections(tenant)
      const backfills = await listBackfillsWithWindows(tenant, [tenantId], 'active')
      const present = entries.map((entry) => {
        const backfill = backfills.find(({ backfillId }) => backfillId === entry.backfillId)
        const connection = connections.find(({ connectionId }) => connectionId === entry.connectionId)
        if (backfill !== undefined && connection !== undefined)
          return toEntry({ ...backfill, status: statusNow(connection, backfill) }, entry.changed)
        // Its connection was removed meanwhile.
        return entry.changed ? { ...entry, status: 'cancelled' as const } : entry
      })
      return toAnswer(tenantId, '', present)
    },
    (found) => found.status !== 'in_progress',
  )
  reply.code(httpStatus[answer.status])
  return { ...answer, message: `The backfill is ${answer.status}.` }
}
