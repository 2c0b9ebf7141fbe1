import { Button, Skeleton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconListSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type AuditFilters, auditExportUrl, auditQuery, checkAuditExport } from '../../data/audit.ts'
import { useDownload } from '../../data/use-download.ts'
import { useProblemText } from '../../i18n/use-problem-text.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailedState } from '../../ui/failed-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import { AuditFilterBar } from './audit-filter-bar.tsx'
import { AuditTable } from './audit-table.tsx'
import table from './data-table.module.css'
import type { TenantSearch } from './tenant-search.ts'
import { useTenantSearch } from './use-tenant-search.ts'

/** Who did what to this tenant, and who was refused. */
export function AuditTab({ tenantId }: { readonly tenantId: string }) {
  const { t } = useTranslation(['audit', 'tenant'])
  const { search } = useTenantSearch()
  const filters = filtersOf(search)
  const query = useInfiniteQuery(auditQuery(tenantId, filters))
  const problemText = useProblemText()
  const download = useDownload(
    () => checkAuditExport(tenantId, filters),
    (error) => notifications.show({ color: 'red', title: t('exportFailed'), message: problemText(error) }),
  )
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? []
  const exportButton = (
    <Button
      component="a"
      href={auditExportUrl(tenantId, filters)}
      onClick={download}
      download
      size="compact-sm"
      variant="default"
    >
      {t('export')}
    </Button>
  )
  return (
    <Panel title={t('title')} aside={exportButton} flush>
      <AuditFilterBar />
      {entries.length > 0 && <AuditTable entries={entries} />}
      {query.data !== undefined && entries.length === 0 && (
        <EmptyState
          icon={IconListSearch}
          title={t(Object.keys(filters).length === 0 ? 'empty' : 'none')}
          text={t('noneText')}
        />
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
            {t('tenant:older')}
          </Button>
        </div>
      )}
    </Panel>
  )
}

function filtersOf({ actor, method, allowed, from, to }: TenantSearch): AuditFilters {
  return {
    ...(actor === undefined ? {} : { actor }),
    ...(method === undefined ? {} : { action: method }),
    ...(allowed === undefined ? {} : { allowed: allowed === 'yes' }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
}
