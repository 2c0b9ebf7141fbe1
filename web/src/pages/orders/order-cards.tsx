import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { Order } from '../../data/orders.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { MarketplaceTag } from '../../orders/marketplace-tag.tsx'
import { StatusBadge } from '../../orders/status-badge.tsx'
import { TrackingLink } from '../../orders/tracking-link.tsx'
import { Instant } from '../../ui/instant.tsx'
import { ItemsCell } from './items-cell.tsx'
import { NotTold } from './not-told.tsx'
import classes from './order-cards.module.css'
import type { OrderListProps } from './orders-table.tsx'
import { useDrawnRows } from './use-drawn-rows.ts'

/** More than fit on most phones. */
const firstCards = 8

/** A page of orders on a phone. */
export const OrderCards = memo(function OrderCards({ orders }: Pick<OrderListProps, 'orders'>) {
  const drawn = useDrawnRows(orders, firstCards)
  return (
    <ul className={classes.cards}>
      {drawn.map((order) => (
        <li key={order.id}>
          <OrderCard order={order} />
        </li>
      ))}
    </ul>
  )
})

function OrderCard({ order }: { readonly order: Order }) {
  const format = useFormat()
  const tracked = order.packages.filter(({ trackingNumber }) => trackingNumber !== undefined)
  return (
    <article className={classes.card}>
      <div className={classes.line}>
        <Link
          to="/orders/$orderId"
          params={{ orderId: order.externalOrderId }}
          className={classes.number}
          data-row-link
        >
          {order.externalOrderId}
        </Link>
        <StatusBadge order={order} />
      </div>
      <ItemsCell order={order} />
      <div className={classes.line}>
        <span className={classes.soft}>
          <MarketplaceTag order={order} /> <Instant at={order.orderDate} />
        </span>
        {order.total === undefined ? (
          <NotTold order={order} inWords />
        ) : (
          <strong>{format.money(order.total)}</strong>
        )}
      </div>
      {tracked.length > 0 && (
        <div className={classes.tracking}>
          {tracked.map((pack) => (
            <TrackingLink key={pack.packageReferenceId} of={pack} />
          ))}
        </div>
      )}
    </article>
  )
}
