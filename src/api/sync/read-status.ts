import { type BackfillWithWindows, listBackfillsWithWindows } from '../../store/backfill-status.ts'
import { listSyncStatus, type StatusFilter } from '../../store/sync-status.ts'
import type { ApiContext } from '../context.ts'

/** States of tenants with the backfills that belong to them: of one tenant, or with null of all. */
export async function readStatus(
  { db, settings }: Pick<ApiContext, 'db' | 'settings'>,
  tenantId: string | null,
  filter: Omit<StatusFilter, 'applicationId'>,
) {
  const { applicationId } = settings
  const rows = await listSyncStatus(db.of(tenantId), { ...filter, applicationId })
  const tenantIds = rows.map((row) => row.tenantId)
  const backfills = Map.groupBy(
    await listBackfillsWithWindows(db.of(tenantId), tenantIds, 'active'),
    (backfill) => backfill.tenantId,
  )
  const backfillsOf = (id: string): readonly BackfillWithWindows[] => backfills.get(id) ?? []
  return { rows, backfillsOf }
}
