import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ordersQuery, statusCountsQuery } from '../../data/orders.ts'
import { tenantStatusQuery } from '../../data/sync-status.ts'
import { FailedState } from '../../ui/failed-state.tsx'
import { IgnoredNotice } from '../../ui/ignored-notice.tsx'
import { Page } from '../../ui/page.tsx'
import { StillTrying } from '../../ui/still-trying.tsx'
import { FilterBar } from './filter-bar.tsx'
import { Freshness } from './freshness.tsx'
import { NoOrders } from './no-orders.tsx'
import { OrderCards } from './order-cards.tsx'
import { OrdersActions } from './orders-actions.tsx'
import { filterNames } from './orders-search.ts'
import { OrdersSkeleton } from './orders-skeleton.tsx'
import { OrdersTable } from './orders-table.tsx'
import classes from './orders-view.module.css'
import { OutlineNotice } from './outline-notice.tsx'
import { Pagination } from './pagination.tsx'
import { StaleNotice } from './stale-notice.tsx'
import { StatusTabs } from './status-tabs.tsx'
import { useListView } from './use-list-view.ts'
import { useOrdersSearch } from './use-orders-search.ts'
import { useRowKeys } from './use-row-keys.ts'

/** All but the search: it may still be typed. */
const namedFilters = filterNames.filter((name) => name !== 'q')

/** The orders of one tenant. */
export function OrdersView({ tenantId }: { readonly tenantId: string }) {
  const { t } = useTranslation('orders')
  const search = useOrdersSearch()
  const view = useListView()
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const list = useQuery(ordersQuery(tenantId, search.filters, search.after))
  const { data: counts } = useQuery(statusCountsQuery(tenantId, search.filters))
  const { data: status } = useQuery(tenantStatusQuery(tenantId))
  useRowKeys(list.data !== undefined)

  return (
    <Page
      title={t('title')}
      subtitle={<Freshness total={status?.counts.orders} status={status} />}
      actions={<OrdersActions tenantId={tenantId} filters={search.filters} />}
    >
      {status !== undefined && <StaleNotice status={status} />}
      <IgnoredNotice names={namedFilters} read={search.filters} />
      <section className={classes.card} aria-label={t('title')} aria-busy={list.isFetching}>
        <StatusTabs search={search} counts={counts} />
        <FilterBar search={search} view={view} isPhone={isPhone} />
        <StillTrying query={list} />
        {list.data !== undefined && list.data.orders.length > 0 && (
          <div className={list.isPlaceholderData ? classes.outdated : undefined}>
            <OutlineNotice filters={search.filters} orders={list.data.orders} />
            {isPhone ? (
              <OrderCards orders={list.data.orders} />
            ) : (
              <OrdersTable orders={list.data.orders} density={view.density} hidden={view.hidden} />
            )}
            <Pagination search={search} page={list.data} isOutdated={list.isPlaceholderData} />
          </div>
        )}
        {list.data?.orders.length === 0 && <NoOrders search={search} status={status} />}
        {list.data === undefined && list.error !== null && (
          <FailedState error={list.error} onRetry={() => void list.refetch()} isRetrying={list.isFetching}>
            {search.after !== undefined && (
              <Button variant="default" onClick={() => void search.goTo(null, [])}>
                {t('page.first')}
              </Button>
            )}
          </FailedState>
        )}
        {list.isPending && <OrdersSkeleton />}
      </section>
    </Page>
  )
}
