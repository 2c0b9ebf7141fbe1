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
  const { data: connections = [] } = useQuery(connectionsQuery(tenantId))
  if (query.data === undefined && query.error !== null)
    return (
      <FailedState error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
    )
  if (query.data === undefined) return <Skeleton height={300} radius={10} />
  return (
    <div className={classes.panels}>
      <BackfillPanel report={query.data} canStart={connections.length > 0} />
      <CoveragePanel report={query.data} connections={connections} />
      {query.data.progress.windows.length > 0 && <WindowsPanel windows={query.data.progress.windows} />}
    </div>
  )
}
