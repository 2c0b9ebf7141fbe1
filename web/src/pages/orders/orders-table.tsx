import { useNavigate } from '@tanstack/react-router'
import { useTable } from '@tanstack/react-table'
import { type MouseEvent, memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order } from '../../data/orders.ts'
import type { ColumnId } from './column-ids.ts'
import { orderColumns, orderTableFeatures } from './order-columns.tsx'
import classes from './orders-table.module.css'
import { useDrawnRows } from './use-drawn-rows.ts'
import type { ListViewState } from './use-list-view.ts'

export interface OrderListProps extends Pick<ListViewState, 'density' | 'hidden'> {
  readonly orders: readonly Order[]
}

/** More than fit on most screens. */
const firstRows = 15

/**
 * A page of orders as a table. A click anywhere in a row opens the order, as its number does for keys and new tabs. It is drawn again
 * when it changes, not each time that it is asked for again while somebody types.
 */
export const OrdersTable = memo(function OrdersTable({ orders, density, hidden }: OrderListProps) {
  const { t } = useTranslation('orders')
  const navigate = useNavigate()
  const columnVisibility = useMemo(() => Object.fromEntries(hidden.map((id) => [id, false])), [hidden])
  const table = useTable({
    features: orderTableFeatures,
    columns: orderColumns,
    data: orders,
    getRowId: (order) => order.id,
    state: { columnVisibility },
  })

  const rows = useDrawnRows(table.getRowModel().rows, firstRows)

  function open(event: MouseEvent, order: Order): void {
    const isOnSomething = (event.target as Element).closest('a, button') !== null
    const isSelecting = window.getSelection()?.toString() !== ''
    if (isOnSomething || isSelecting) return
    void navigate({ to: '/orders/$orderId', params: { orderId: order.externalOrderId } })
  }
  return (
    <div className={classes.scroll}>
      <table className={classes.table} data-density={density}>
        <thead>
          <tr>
            {table.getFlatHeaders().map(({ id }) => (
              <th key={id} scope="col" data-column={id}>
                {t(`column.${id as ColumnId}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} onClick={(event) => open(event, row.original)}>
              {row.getVisibleCells().map((cell) => (
                <td key={cell.id} data-column={cell.column.id}>
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
})
