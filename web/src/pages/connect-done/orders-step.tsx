import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { OrderPage } from '../../data/orders.ts'
import type { ConnectionStatus, TenantStatus } from '../../data/sync-status.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { StatusBadge } from '../../orders/status-badge.tsx'
import { useNextStep } from '../../sync/use-next-step.ts'
import { Instant } from '../../ui/instant.tsx'
import { Step, type StepState } from './step.tsx'
import classes from './steps.module.css'

/** As many of the newest as tell that it works. */
const shown = 5

interface OrdersStepProps {
  readonly status: TenantStatus | undefined
  readonly connection: ConnectionStatus | undefined
  readonly page: OrderPage | undefined
}

/** How many orders there are, and the newest ones. */
export function OrdersStep({ status, connection, page }: OrdersStepProps) {
  const { t } = useTranslation('connect')
  const format = useFormat()
  const nextStep = useNextStep()
  const assessed = connection ?? status
  const count = page?.total ?? 0
  const state = stateOf(assessed, count)
  return (
    <Step title={t('progress.orders')} state={state}>
      <p className={classes.count} role="status" data-count={page?.total}>
        {page === undefined ? '…' : t('progress.count', { count })}
      </p>
      {state !== 'done' && assessed !== undefined && (
        <p className={classes.text}>{nextStep(assessed, Date.now() + (status?.clockAheadMs ?? 0))}</p>
      )}
      {state === 'done' && page?.total === 0 && <p className={classes.text}>{t('progress.noOrders')}</p>}
      {page !== undefined && count > 0 && (
        <ul className={classes.orders} aria-label={t('progress.newest')}>
          {page.orders.slice(0, shown).map((order) => (
            <li key={order.id}>
              <Link
                to="/orders/$orderId"
                params={{ orderId: order.externalOrderId }}
                className={classes.number}
                data-row-link
              >
                {order.externalOrderId}
              </Link>
              <span className={classes.when}>
                <Instant at={order.orderDate} />
              </span>
              <span>
                <StatusBadge order={order} />
              </span>
              <span className={classes.total}>
                {order.total === undefined ? '' : format.money(order.total)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Step>
  )
}

function stateOf(assessed: ConnectionStatus | TenantStatus | undefined, count: number): StepState {
  if (assessed === undefined) return 'working'
  const { state } = assessed.health
  if (state === 'failing' || state === 'action_required') return 'failed'
  if (assessed.syncState?.lastSuccessAt != null) return 'done'
  return count > 0 || state === 'never_synced' ? 'working' : 'waiting'
}
