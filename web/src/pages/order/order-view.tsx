import { Button } from '@mantine/core'
import { IconPackageOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { isMissing, orderQuery } from '../../data/orders.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailedState } from '../../ui/failed-state.tsx'
import { Page } from '../../ui/page.tsx'
import { StillTrying } from '../../ui/still-trying.tsx'
import { BackLink } from './back-link.tsx'
import { OrderFound } from './order-found.tsx'
import { OrderSkeleton } from './order-skeleton.tsx'

interface OrderViewProps {
  readonly tenantId: string
  readonly orderId: string
}

/** One order, or why it is not there. */
export function OrderView({ tenantId, orderId }: OrderViewProps) {
  const { t } = useTranslation('orders')
  const query = useQuery(orderQuery(tenantId, orderId))
  if (query.data !== undefined) return <OrderFound order={query.data} />
  return (
    <Page title={t('detail.title', { number: orderId })} back={<BackLink />}>
      <StillTrying query={query} />
      {query.isPending && <OrderSkeleton />}
      {isMissing(query.error) && (
        <EmptyState icon={IconPackageOff} title={t('detail.notFound')} text={t('detail.notFoundText')}>
          <Button component={Link} to="/orders" variant="default">
            {t('detail.back')}
          </Button>
        </EmptyState>
      )}
      {query.error !== null && !isMissing(query.error) && (
        <FailedState error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      )}
    </Page>
  )
}
