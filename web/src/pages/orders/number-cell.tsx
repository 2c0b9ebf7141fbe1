import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Order } from '../../data/orders.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import classes from './cells.module.css'

/** The order's number: the way into it, and to be copied. */
export function NumberCell({ order }: { readonly order: Order }) {
  const { t } = useTranslation('orders')
  return (
    <span className={classes.number}>
      <Link to="/orders/$orderId" params={{ orderId: order.externalOrderId }} data-row-link>
        {order.externalOrderId}
      </Link>
      <span className={classes.onHover}>
        <CopyButton text={order.externalOrderId} what={t('row.copy')} />
      </span>
    </span>
  )
}
