import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { backfillQuery } from '../../data/backfill.ts'
import { connectionsQuery } from '../../data/connections.ts'
import { FailedState } from '../../ui/failed-state.tsx'
import { BackfillPanel } from './backfill-panel.tsx'
import { CoveragePanel } from './coverage-panel.tsx'
import classes from './history-tab.module.css'
import { WindowsPanel } from './windows-panel.tsx'

/** How much of the tenant's history is stored, how the rest is fetched, and what to do about it. */
export function HistoryTab({ tenantId }: { readonly tenantId: string }) {
  const query = useQuery({
    ...backfillQuery(tenantId),
    refetchInterval: ({ state }) => (state.data?.progress.state === 'in_progress' ? 3000 : 30_000),
  })
  const accounts = useQuery(connectionsQuery(tenantId))
  const [report, connections] = [query.data, accounts.data]
  // Without its accounts, a tenant looks as if nobody had asked for any of its days.
  if (report === undefined || connections === undefined) {
    const failed = [query, accounts].find(({ data, error }) => data === undefined && error !== null)
    if (failed === undefined) return <Skeleton height={300} radius={10} />
    return (
      <FailedState
        error={failed.error}
        onRetry={() => void failed.refetch()}
        isRetrying={failed.isFetching}
      />
    )
  }
  return (
    <div className={classes.panels}>
      <BackfillPanel report={report} canStart={connections.length > 0} />
      <CoveragePanel report={report} connections={connections} />
      {report.progress.windows.length > 0 && <WindowsPanel windows={report.progress.windows} />}
    </div>
  )
}
