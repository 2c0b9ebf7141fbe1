import { columnVisibilityFeature, createColumnHelper, tableFeatures } from '@tanstack/react-table'
import { useTranslation } from 'react-i18next'
import type { Order } from '../../data/orders.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { MarketplaceTag } from '../../orders/marketplace-tag.tsx'
import { StatusBadge } from '../../orders/status-badge.tsx'
import { Instant } from '../../ui/instant.tsx'
import type { ColumnId } from './column-ids.ts'
import { ItemsCell } from './items-cell.tsx'
import { NotTold } from './not-told.tsx'
import { NumberCell } from './number-cell.tsx'
import { ShipByCell } from './ship-by-cell.tsx'
import { TrackingCell } from './tracking-cell.tsx'

export const orderTableFeatures = tableFeatures({ columnVisibilityFeature })

const helper = createColumnHelper<typeof orderTableFeatures, Order>()

const column = (id: ColumnId, Cell: (props: { readonly order: Order }) => React.ReactNode) =>
  helper.display({ id, cell: ({ row }) => <Cell order={row.original} /> })

/** What each column shows of an order. Their headings are `column.<id>` in the messages. */
export const orderColumns = helper.columns([
  column('number', NumberCell),
  column('date', ({ order }) => <Instant at={order.orderDate} />),
  column('status', StatusBadge),
  column('items', ItemsCell),
  column('total', TotalCell),
  column('marketplace', MarketplaceTag),
  column('fulfilledBy', FulfilledByCell),
  column('shipBy', ShipByCell),
  column('tracking', TrackingCell),
  column('synced', ({ order }) => <Instant at={order.syncedAt} as="relative" />),
])

function TotalCell({ order }: { readonly order: Order }) {
  const format = useFormat()
  return order.total === undefined ? <NotTold order={order} /> : format.money(order.total)
}

function FulfilledByCell({ order }: { readonly order: Order }) {
  const { fulfilledBy } = order
  const { t } = useTranslation('orders')
  return fulfilledBy === 'MERCHANT' || fulfilledBy === 'AMAZON'
    ? t(`fulfilledBy.short.${fulfilledBy}`)
    : (fulfilledBy ?? <NotTold order={order} />)
}
