import { useTranslation } from 'react-i18next'
import type { Order, OrderStatus } from '../data/orders.ts'
import { Badge, type Tone } from '../ui/badge.tsx'

const tones: Readonly<Record<OrderStatus, Tone>> = {
  PENDING_AVAILABILITY: 'neutral',
  PENDING: 'neutral',
  UNSHIPPED: 'warn',
  PARTIALLY_SHIPPED: 'info',
  SHIPPED: 'good',
  CANCELLED: 'bad',
  UNFULFILLABLE: 'bad',
  UNKNOWN: 'neutral',
}

/** An order's status; one that this version does not know, in Amazon's own word. */
export function StatusBadge({ order }: { readonly order: Pick<Order, 'orderStatus' | 'orderStatusRaw'> }) {
  const { t } = useTranslation('orders')
  const { orderStatus, orderStatusRaw } = order
  const word =
    orderStatus === 'UNKNOWN' && orderStatusRaw !== undefined ? orderStatusRaw : t(`status.${orderStatus}`)
  return <Badge tone={tones[orderStatus]}>{word}</Badge>
}
