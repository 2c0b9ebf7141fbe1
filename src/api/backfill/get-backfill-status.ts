import { listBackfillsWithWindows, readHistoryFigures } from '../../store/backfill-status.ts'
import { listConnections } from '../../store/connections.ts'
import { listCoverage } from '../../store/coverage.ts'
import type { Api, ApiContext } from '../context.ts'
import { strict } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import { BackfillChoice, BackfillReport } from './backfill-schemas.ts'
import { toBackfillReport } from './backfill-view.ts'
import { toHistories } from './connection-history.ts'

export function registerGetBackfillStatus(api: Api, { db, clock }: ApiContext): void {
  api.get(
    '/orders/sync/backfill/status',
    {
      schema: {
        operationId: 'getBackfillStatus',
        tags: ['Backfill'],
        summary: "Where the history of a tenant's orders stands",
        description:
          'With several connections, what stands outside `connections` is the shortest history, the latest end and the status that most asks for attention.',
        querystring: strict({ tenantId: BackfillChoice.tenantId }),
        response: { 200: BackfillReport },
      },
    },
    async (request) => {
      const { tenantId } = await requireTenant(db, request)
      const connections = await listConnections(db.of(tenantId))
      const backfills = await listBackfillsWithWindows(db.of(tenantId), [tenantId], 'every')
      const coverage = new Map<string, Awaited<ReturnType<typeof listCoverage>>>()
      for (const { connectionId } of connections)
        coverage.set(connectionId, await listCoverage(db.of(tenantId), connectionId))
      return toBackfillReport({
        tenantId,
        histories: toHistories(connections, backfills, clock.now()),
        figures: await readHistoryFigures(db.of(tenantId)),
        coverage,
      })
    },
  )
}
