import { Button, Skeleton } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { quarantineQuery } from '../../data/quarantine.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailedState } from '../../ui/failed-state.tsx'
import { Instant } from '../../ui/instant.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Quoted } from '../../ui/quoted.tsx'
import table from './data-table.module.css'

/** What Amazon sent and could not be read as an order. */
export function QuarantineTab({ tenantId }: { readonly tenantId: string }) {
  const { t } = useTranslation('tenant')
  const format = useFormat()
  const query = useInfiniteQuery(quarantineQuery(tenantId))
  const entries = query.data?.pages.flatMap((page) => page.quarantine) ?? []
  return (
    <Panel title={t('quarantine.title')} flush>
      {query.isPending && <Skeleton height={200} />}
      {query.data === undefined && query.error !== null && (
        <FailedState error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      )}
      {query.data !== undefined && entries.length === 0 && (
        <EmptyState icon={IconCircleCheck} title={t('quarantine.none')} text={t('quarantine.noneText')} />
      )}
      {entries.length > 0 && (
        <table className={table.table} aria-label={t('quarantine.title')}>
          <thead>
            <tr>
              <th scope="col">{t('quarantine.order')}</th>
              <th scope="col">{t('quarantine.reason')}</th>
              <th scope="col">{t('quarantine.first')}</th>
              <th scope="col">{t('quarantine.last')}</th>
              <th scope="col" className={table.number}>
                {t('quarantine.times')}
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.quarantineId}>
                <td>{entry.externalOrderId === null ? '—' : <Copyable text={entry.externalOrderId} />}</td>
                <td className={table.wide} title={entry.reason}>
                  <Quoted text={entry.reason} />
                </td>
                <td>
                  <Instant at={entry.firstSeenAt} />
                </td>
                <td>
                  <Instant at={entry.lastSeenAt} />
                </td>
                <td className={table.number}>{format.number(entry.timesSeen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
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
    </Panel>
  )
}
