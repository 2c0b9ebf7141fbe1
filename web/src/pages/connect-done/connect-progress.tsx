import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { backfillQuery } from '../../data/backfill.ts'
import { ordersQuery } from '../../data/orders.ts'
import { tenantStatusQuery } from '../../data/sync-status.ts'
import { useLiveTenant } from '../../data/use-live-status.ts'
import { LiveMark } from '../../sync/live-mark.tsx'
import { FailedState } from '../../ui/failed-state.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { StillTrying } from '../../ui/still-trying.tsx'
import { AccountStep } from './account-step.tsx'
import type { DoneSearch } from './done-search.ts'
import { HistoryStep } from './history-step.tsx'
import { OrdersStep } from './orders-step.tsx'
import classes from './steps.module.css'

/** Somebody waits for each of them. */
const lookEveryMs = 1500

interface ConnectProgressProps {
  readonly tenantId: string
  readonly search: DoneSearch
}

/** A tenant that has just been connected: the account, its first orders, and its history filling behind them. */
export function ConnectProgress({ tenantId, search }: ConnectProgressProps) {
  const { t } = useTranslation(['connect', 'tenant'])
  const liveness = useLiveTenant(tenantId)
  const every = { refetchInterval: lookEveryMs }
  const status = useQuery({ ...tenantStatusQuery(tenantId), ...every })
  const orders = useQuery({ ...ordersQuery(tenantId, {}, undefined), ...every })
  const backfill = useQuery({ ...backfillQuery(tenantId), ...every })
  const connection = status.data?.connections.find(({ connectionId }) => connectionId === search.connectionId)
  return (
    <Page
      title={t('done.title')}
      beside={<LiveMark liveness={liveness} />}
      subtitle={status.data?.displayName ?? tenantId}
      actions={
        <>
          <Button
            variant="default"
            renderRoot={(props) => <Link to="/tenants/$tenantId" params={{ tenantId }} {...props} />}
          >
            {t('progress.toTenant')}
          </Button>
          <Button renderRoot={(props) => <Link to="/orders" search={{ tenantId }} {...props} />}>
            {t('progress.toOrders')}
          </Button>
        </>
      }
    >
      <StillTrying query={status} />
      {search.note !== undefined && <Notice tone="warn">{t('progress.unchecked')}</Notice>}
      {status.data === undefined && status.error !== null ? (
        <FailedState
          error={status.error}
          onRetry={() => void status.refetch()}
          isRetrying={status.isFetching}
        />
      ) : (
        <ol className={classes.steps}>
          <AccountStep status={status.data} connection={connection} />
          <OrdersStep status={status.data} connection={connection} page={orders.data} />
          <HistoryStep report={backfill.data} />
        </ol>
      )}
    </Page>
  )
}
