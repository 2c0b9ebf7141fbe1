import { type Static, Type } from 'typebox'
import { backfillRange, usualHistoryDays } from '../../domain/backfill-plan.ts'
import { countLiveConnections, type HistoryNeed, listHistoryNeeds } from '../../store/backfill-needs.ts'
import { isDatabaseUnavailable } from '../../store/database.ts'
import type { Api, ApiContext } from '../context.ts'
import { strict, TenantId } from '../schemas.ts'
import { Days } from './backfill-schemas.ts'
import { startBackfill } from './start-backfill.ts'

const Options = strict({ days: Days })

const Entry = Type.Object({
  tenantId: TenantId,
  connectionId: Type.String(),
  status: Type.Enum(['started', 'skipped', 'failed']),
  message: Type.String(),
})

const Result = Type.Object({
  mode: Type.Literal('global'),
  success: Type.Boolean({ description: 'False when one that should have been started could not be.' }),
  days: Type.Integer(),
  summary: Type.Object({
    total: Type.Integer({ description: 'Live connections of all tenants.' }),
    complete: Type.Integer({ description: 'Those whose history is there or being fetched.' }),
    started: Type.Integer(),
    skipped: Type.Integer(),
    failed: Type.Integer(),
  }),
  results: Type.Array(Entry, { description: 'Connections that are not complete.' }),
})

type Entry = Static<typeof Entry>
type Result = Static<typeof Result>

export function registerRunGlobalBackfill(api: Api, context: ApiContext): void {
  const { db } = context
  api.post(
    '/orders/sync/backfill/run/global',
    {
      schema: {
        operationId: 'runGlobalBackfill',
        tags: ['Backfill'],
        summary: 'Fetch the history of every tenant that has none',
        description:
          'Starts what was never fetched to its end; with `days` also what is shorter. What somebody cancelled stays so. One tenant never fails the others. 202 some are under way now, 200 nothing was left to do, 503 with the same body when none of those that should have been started could be.',
        querystring: Options,
        body: Options,
        response: { 200: Result, 202: Result, 503: Result },
      },
    },
    async (request, reply) => {
      const wished = request.body?.days ?? request.query.days ?? null
      const days = wished ?? usualHistoryDays
      const results: Entry[] = []
      for (const need of await listHistoryNeeds(db, wished)) results.push(await serve(context, need, days))
      const result = toResult(await countLiveConnections(db), days, results)
      const { started, failed } = result.summary
      return reply.code(started > 0 ? 202 : failed > 0 ? 503 : 200).send(result)
    },
  )
}

/** Starts one, or says why not. Throws only when the database cannot be reached. */
async function serve(context: ApiContext, need: HistoryNeed, days: number): Promise<Entry> {
  const { tenantId, connectionId, newest } = need
  const answer = (status: Entry['status'], message: string): Entry => ({
    ...{ tenantId, connectionId },
    ...{ status, message },
  })
  if (newest === 'cancelled') {
    return answer('skipped', 'Its backfill was cancelled: run it for this tenant to begin again.')
  }
  try {
    const range = backfillRange(days, context.clock.now())
    const { changed } = await context.db
      .of(tenantId)
      .transaction((tx) => startBackfill(tx, context, { connectionId, days, range }))
    return changed
      ? answer('started', 'The backfill is under way.')
      : answer('skipped', 'Nothing is missing: these days are stored already.')
  } catch (error) {
    if (isDatabaseUnavailable(error)) throw error
    context.log.error(
      { event: 'backfill_not_started', tenantId, connectionId, error },
      'a backfill could not be started',
    )
    return answer('failed', 'It could not be started; the log has the details.')
  }
}

function toResult(total: number, days: number, results: Entry[]): Result {
  const count = (status: Entry['status']): number => results.filter((entry) => entry.status === status).length
  const summary = {
    total,
    complete: Math.max(0, total - results.length),
    ...{ started: count('started'), skipped: count('skipped'), failed: count('failed') },
  }
  return { mode: 'global', success: summary.failed === 0, days, summary, results }
}
