import { useTranslation } from 'react-i18next'
import { serverNow } from '../../api/server-clock.ts'
import type { Order } from '../../data/orders.ts'
import { isLate } from '../../orders/ship-by.ts'
import { Instant } from '../../ui/instant.tsx'
import classes from './cells.module.css'
import { NotTold } from './not-told.tsx'

/** The last moment to ship, and whether it has passed with nothing shipped. */
export function ShipByCell({ order }: { readonly order: Order }) {
  const { t } = useTranslation('orders')
  const latest = order.shipBy?.latest
  if (latest === undefined) return <NotTold order={order} />
  if (!isLate(order, new Date(serverNow()))) return <Instant at={latest} as="deadline" />
  return (
    <span className={classes.late}>
      <Instant at={latest} as="deadline" /> {t('row.late')}
    </span>
  )
}
