import { Button, Select, Skeleton } from '@mantine/core'
import { IconHistoryOff } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type RunLane, type RunStatus, runLanes, runStatuses, runsQuery } from '../../data/runs.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailedState } from '../../ui/failed-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import table from './data-table.module.css'
import { RunDrawer } from './run-drawer.tsx'
import { RunsTable } from './runs-table.tsx'
import { useTenantSearch } from './use-tenant-search.ts'

/** What was done for the tenant, newest first. */
export function RunsTab({ tenantId }: { readonly tenantId: string }) {
  const { t } = useTranslation('tenant')
  const { search, change } = useTenantSearch()
  const { lane, status } = search
  const filters = {
    ...(lane === undefined ? {} : { lane }),
    ...(status === undefined ? {} : { status }),
  }
  const query = useInfiniteQuery(runsQuery(tenantId, filters))
  const runs = query.data?.pages.flatMap((page) => page.runs) ?? []
  return (
    <Panel title={t('runs.title')} flush>
      <div className={table.bar}>
        <Select
          size="xs"
          aria-label={t('runs.lane')}
          placeholder={t('runs.everyLane')}
          value={lane ?? null}
          onChange={(value) => void change({ lane: (value as RunLane | null) ?? undefined })}
          data={runLanes.map((value) => ({ value, label: t(`lane.${value}`) }))}
          clearable
        />
        <Select
          size="xs"
          aria-label={t('runs.outcome')}
          placeholder={t('runs.everyOutcome')}
          value={status ?? null}
          onChange={(value) => void change({ status: (value as RunStatus | null) ?? undefined })}
          data={runStatuses.map((value) => ({ value, label: t(`outcome.${value}`) }))}
          clearable
        />
      </div>
      {runs.length > 0 && <RunsTable runs={runs} />}
      {query.data !== undefined && runs.length === 0 && (
        <EmptyState icon={IconHistoryOff} title={t('runs.none')} text={t('runs.noneText')} />
      )}
      {query.data === undefined && query.error !== null && (
        <FailedState error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      )}
      {query.isPending && <Skeleton height={240} />}
      {query.hasNextPage && (
        <div className={table.foot}>
          <Button
            variant="default"
            size="compact-sm"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('older')}
          </Button>
        </div>
      )}
      <RunDrawer tenantId={tenantId} runId={search.run} onClose={() => void change({ run: undefined })} />
    </Panel>
  )
}
