import { useTranslation } from 'react-i18next'
import type { Order } from '../../data/orders.ts'
import classes from './cells.module.css'

/** The first item with its quantity, and how many others there are. */
export function ItemsCell({ order }: { readonly order: Order }) {
  const { t } = useTranslation(['orders', 'common'])
  const [first, ...others] = order.items
  if (first === undefined) return <span className={classes.soft}>{t('row.noItems')}</span>
  const { quantity, title, sku } = first
  return (
    <span className={classes.items}>
      <span className={classes.itemLine}>
        {quantity !== undefined && (
          <span className={classes.quantity} data-many={quantity > 1 || undefined}>
            {quantity}&thinsp;×
          </span>
        )}
        <span className={classes.title} title={title}>
          {title ?? sku ?? first.asin}
        </span>
        {others.length > 0 && (
          <span className={classes.more}>{t('common:action.more', { count: others.length })}</span>
        )}
      </span>
      <span className={classes.second}>{sku}</span>
    </span>
  )
}
