import type { Span } from '../../domain/backfill-plan.ts'
import { findHistoryGaps } from '../../domain/history-gaps.ts'
import {
  listBackfillsWithWindows,
  listCoverageChecks,
  readHistoryFigures,
} from '../../store/backfill-status.ts'
import { listConnections } from '../../store/connections.ts'
import { type CoveredSpan, listCoverage } from '../../store/coverage.ts'
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
          'With several connections, what stands outside `connections` is the shortest history, the latest end, the earliest check and the status that most asks for attention.',
        querystring: strict({ tenantId: BackfillChoice.tenantId }),
        response: { 200: BackfillReport },
      },
    },
    async (request) => {
      const { tenantId } = await requireTenant(db, request)
      const tenant = db.of(tenantId)
      const connections = await listConnections(tenant)
      const backfills = await listBackfillsWithWindows(tenant, [tenantId], 'every')
      const now = clock.now()
      const coverage = new Map<string, readonly CoveredSpan[]>()
      const gaps = new Map<string, readonly Span[]>()
      for (const { connectionId } of connections) {
        const own = backfills.filter((backfill) => backfill.connectionId === connectionId)
        const covered = await listCoverage(tenant, connectionId)
        coverage.set(connectionId, covered)
        gaps.set(connectionId, findHistoryGaps(own, covered, now))
      }
      const checks = await listCoverageChecks(tenant)
      const histories = toHistories(connections, backfills, checks, now)
      const figures = await readHistoryFigures(tenant)
      return toBackfillReport({ tenantId, histories, figures, coverage, gaps })
    },
  )
}
