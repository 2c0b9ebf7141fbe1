import { useTranslation } from 'react-i18next'
import type { Order, OrderFilters } from '../../data/orders.ts'
import classes from './outline-notice.module.css'

interface OutlineNoticeProps {
  readonly filters: OrderFilters
  readonly orders: readonly Order[]
}

/** Of an order that is known in outline nobody knows yet whether it has tracking: a list of those without says so. */
export function OutlineNotice({ filters, orders }: OutlineNoticeProps) {
  const { t } = useTranslation('orders')
  if (filters.hasTracking !== false || orders.every(({ detailLevel }) => detailLevel === 'full')) return null
  return <p className={classes.notice}>{t('outlinesAmongThem')}</p>
}
