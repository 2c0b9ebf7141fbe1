import { Button } from '@mantine/core'
import { IconBuildingStore } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { isMissing } from '../../data/orders.ts'
import { tenantStatusQuery } from '../../data/sync-status.ts'
import { useLiveTenant } from '../../data/use-live-status.ts'
import { freshnessOf } from '../../sync/freshness.ts'
import { FreshnessBadge } from '../../sync/freshness-badge.tsx'
import { LiveMark } from '../../sync/live-mark.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailedState } from '../../ui/failed-state.tsx'
import { Page } from '../../ui/page.tsx'
import { StillTrying } from '../../ui/still-trying.tsx'
import { TenantActions } from './tenant-actions.tsx'
import { TenantTabs } from './tenant-tabs.tsx'

const pollMs = 5000

/** One tenant: how it is served, and everything that was done for it. */
export function TenantView({ tenantId }: { readonly tenantId: string }) {
  const { t } = useTranslation('tenant')
  const liveness = useLiveTenant(tenantId)
  const query = useQuery({
    ...tenantStatusQuery(tenantId),
    refetchInterval: liveness === 'live' ? 30_000 : pollMs,
  })
  const status = query.data
  return (
    <Page
      title={status?.displayName ?? tenantId}
      beside={
        status !== undefined && (
          <>
            <FreshnessBadge freshness={freshnessOf(status)} />
            <LiveMark liveness={liveness} />
          </>
        )
      }
      subtitle={status === undefined ? ' ' : t('subtitle', { tenantId, count: status.counts.orders })}
      actions={status !== undefined && <TenantActions status={status} />}
    >
      <StillTrying query={query} />
      {status !== undefined && <TenantTabs tenantId={tenantId} />}
      {status === undefined && isMissing(query.error) && (
        <EmptyState icon={IconBuildingStore} title={t('missing.title')} text={t('missing.text')}>
          <Button component={Link} to="/fleet" variant="default">
            {t('missing.toFleet')}
          </Button>
        </EmptyState>
      )}
      {status === undefined && query.error !== null && !isMissing(query.error) && (
        <FailedState error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      )}
    </Page>
  )
}
