import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type RunDetail, runOrdersQuery } from '../../data/runs.ts'
import { FailedState } from '../../ui/failed-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import table from './data-table.module.css'
import classes from './run-drawer.module.css'

/** What the parts of an order are called, by their names in the record of its changes. */
const fieldTexts = {
  orderStatus: 'event.orderStatus',
  orderStatusRaw: 'event.orderStatusRaw',
  fulfilledBy: 'event.fulfilledBy',
  serviceLevel: 'event.serviceLevel',
  programs: 'event.programs',
  orderDate: 'event.orderDate',
  totalAmount: 'event.total',
  totalCurrency: 'event.total',
  taxTotalAmount: 'event.taxTotal',
  taxTotalCurrency: 'event.taxTotal',
  shipByEarliest: 'event.shipByEarliest',
  shipByLatest: 'event.shipByLatest',
  deliverByEarliest: 'event.deliverByEarliest',
  deliverByLatest: 'event.deliverByLatest',
  salesChannel: 'event.salesChannel',
  marketplaceId: 'event.marketplaceId',
  sellerOrderId: 'event.sellerOrderId',
  replacedOrderId: 'event.replacedOrderId',
  items: 'detail.items',
  packages: 'detail.packages',
  detailLevel: 'detail.facts',
} as const

/** The orders that a run created or changed. */
export function RunOrders({ run: { tenantId, runId, status } }: { readonly run: RunDetail }) {
  const { t } = useTranslation(['tenant', 'orders'])
  const query = useInfiniteQuery(runOrdersQuery(tenantId, runId, status === null))
  const orders = query.data?.pages.flatMap((page) => page.orders) ?? []
  return (
    <Panel title={t('runOrders.title')} flush>
      {query.data !== undefined && orders.length === 0 && (
        <p className={classes.none}>{t('runOrders.none')}</p>
      )}
      {query.data === undefined && query.error !== null && (
        <FailedState error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      )}
      {orders.length > 0 && (
        <table className={table.table} aria-label={t('runOrders.title')}>
          <tbody>
            {orders.map(({ externalOrderId, kind, changes }) => (
              <tr key={`${externalOrderId} ${kind} ${JSON.stringify(changes)}`}>
                <td>
                  <Link
                    to="/orders/$orderId"
                    params={{ orderId: externalOrderId }}
                    search={{ tenantId }}
                    className={table.link}
                  >
                    {externalOrderId}
                  </Link>
                </td>
                <td>{t(`runOrders.${kind}`)}</td>
                <td className={table.wide}>
                  <span className={classes.fields}>{wordsOf(changes)}</span>
                </td>
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
            {t('more')}
          </Button>
        </div>
      )}
    </Panel>
  )

  function wordsOf(changes: object | undefined): string {
    const words = Object.keys(changes ?? {}).map((field) =>
      isKnown(field) ? t(`orders:${fieldTexts[field]}`) : field,
    )
    return [...new Set(words)].join(', ')
  }
}

function isKnown(field: string): field is keyof typeof fieldTexts {
  return Object.hasOwn(fieldTexts, field)
}
