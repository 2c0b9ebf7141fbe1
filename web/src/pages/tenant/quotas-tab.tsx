import { Skeleton } from '@mantine/core'
import { IconPlugX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { connectionsQuery } from '../../data/connections.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailedState } from '../../ui/failed-state.tsx'
import { QuotasPanel } from './quotas-panel.tsx'
import classes from './quotas-tab.module.css'

/** Amazon's quotas for each account of the tenant. */
export function QuotasTab({ tenantId }: { readonly tenantId: string }) {
  const { t } = useTranslation(['tenant', 'sync'])
  const query = useQuery(connectionsQuery(tenantId))
  const { data: connections } = query
  if (connections === undefined)
    return query.error === null ? (
      <Skeleton height={300} radius={10} />
    ) : (
      <FailedState error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
    )
  if (connections.length === 0)
    return <EmptyState icon={IconPlugX} title={t('quotas.none')} text={t('sync:step.notConnected')} />
  return (
    <div className={classes.panels}>
      {connections.map((connection) => (
        <QuotasPanel key={connection.connectionId} connection={connection} />
      ))}
    </div>
  )
}
