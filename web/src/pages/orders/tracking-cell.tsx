import { useTranslation } from 'react-i18next'
import type { Order } from '../../data/orders.ts'
import { TrackingLink } from '../../orders/tracking-link.tsx'
import classes from './cells.module.css'
import { NotTold } from './not-told.tsx'

/** As many as fit a row; the order itself shows them all. */
const shown = 3

/** Every package's carrier and number. */
export function TrackingCell({ order }: { readonly order: Order }) {
  const { t } = useTranslation(['orders', 'common'])
  const tracked = order.packages.filter(({ trackingNumber }) => trackingNumber !== undefined)
  if (tracked.length === 0 && order.detailLevel === 'outline') return <NotTold order={order} inWords />
  if (tracked.length === 0) {
    return (
      <span className={classes.soft}>
        <span aria-hidden>—</span>
        <span className="visually-hidden">{t('row.noTracking')}</span>
      </span>
    )
  }
  return (
    <span className={classes.packages}>
      {tracked.slice(0, shown).map((pack) => (
        <TrackingLink key={pack.packageReferenceId} of={pack} narrow />
      ))}
      {tracked.length > shown && (
        <span className={classes.more}>{t('common:action.more', { count: tracked.length - shown })}</span>
      )}
    </span>
  )
}
