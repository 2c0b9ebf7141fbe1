import { Button } from '@mantine/core'
import { IconFilterOff, IconPackages, IconPlugConnectedX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { TenantStatus } from '../../data/sync-status.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useMayWrite } from '../../session/use-session.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { OrdersSearchState } from './use-orders-search.ts'

interface NoOrdersProps {
  readonly search: OrdersSearchState
  readonly status: TenantStatus | undefined
}

/** Why there is no order: none fits, none came yet, or none can come. */
export function NoOrders({ search, status }: NoOrdersProps) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const mayWrite = useMayWrite()
  if (Object.keys(search.filters).length > 0 || search.after !== undefined) {
    const total = status?.counts.orders
    const { dateFrom, dateTo } = search.filters
    const areDaysSwapped = dateFrom !== undefined && dateTo !== undefined && dateFrom > dateTo
    return (
      <EmptyState
        icon={IconFilterOff}
        title={t('empty.noMatch')}
        text={
          areDaysSwapped
            ? t('empty.daysSwapped')
            : total === undefined
              ? t('empty.noMatchHint')
              : t('empty.noMatchText', { total: format.number(total) })
        }
        role="status"
      >
        <Button variant="default" onClick={() => void search.clear()}>
          {t('filter.clearAll')}
        </Button>
      </EmptyState>
    )
  }
  if (status !== undefined && !status.hasRefreshToken) {
    return (
      <EmptyState
        icon={IconPlugConnectedX}
        title={t('empty.disconnected')}
        text={t('empty.disconnectedText')}
        role="status"
      >
        {mayWrite && (
          <Button
            renderRoot={(props) => <Link to="/connect" search={{ tenantId: status.tenantId }} {...props} />}
          >
            {t('empty.connect')}
          </Button>
        )}
      </EmptyState>
    )
  }
  const text = status?.syncState?.lastSuccessAt == null ? t('empty.noneText') : t('empty.noneInTime')
  return <EmptyState icon={IconPackages} title={t('empty.none')} text={text} role="status" />
}
