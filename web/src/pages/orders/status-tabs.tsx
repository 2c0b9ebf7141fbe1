import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format.ts'
import { useInSight } from '../../ui/use-in-sight.ts'
import { statuses } from './orders-search.ts'
import classes from './status-tabs.module.css'
import type { OrdersSearchState } from './use-orders-search.ts'

interface StatusTabsProps {
  readonly search: OrdersSearchState
  /** Undefined while they are not known. */
  readonly counts: { readonly counts: Readonly<Record<string, number>>; readonly total: number } | undefined
}

/** Seldom seen: their tabs are there only when there is something behind them. */
const seldom: readonly string[] = ['PENDING_AVAILABILITY', 'PARTIALLY_SHIPPED', 'UNFULFILLABLE', 'UNKNOWN']

/** The statuses with how many orders each has under the other filters. */
export function StatusTabs({ search, counts }: StatusTabsProps) {
  const { t } = useTranslation('orders')
  const current = search.filters.status
  const shown = statuses.filter(
    (status) => status === current || !seldom.includes(status) || (counts?.counts[status] ?? 0) > 0,
  )
  return (
    <nav className={classes.tabs} aria-label={t('status.label')}>
      <Tab
        status={undefined}
        label={t('status.all')}
        count={counts?.total}
        isCurrent={current === undefined}
      />
      {shown.map((status) => (
        <Tab
          key={status}
          status={status}
          label={t(`status.${status}`)}
          count={counts === undefined ? undefined : (counts.counts[status] ?? 0)}
          isCurrent={current === status}
        />
      ))}
    </nav>
  )
}

interface TabProps {
  readonly status: string | undefined
  readonly label: string
  readonly count: number | undefined
  readonly isCurrent: boolean
}

function Tab({ status, label, count, isCurrent }: TabProps) {
  const format = useFormat()
  // The first of them is in sight anyway.
  const tab = useInSight<HTMLAnchorElement>(isCurrent && status !== undefined)
  return (
    <Link
      ref={tab}
      to="/orders"
      search={({ after: _, ...before }) => ({ ...before, status })}
      className={classes.tab}
      data-current={isCurrent || undefined}
      aria-current={isCurrent ? 'true' : undefined}
    >
      {label}
      <span className={classes.count}>{count !== undefined && format.number(count)}</span>
    </Link>
  )
}
