import { useTranslation } from 'react-i18next'
import type { OrderDetail, OrderItem } from '../../data/orders.ts'
import type { Money } from '../../i18n/format.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Panel } from '../../ui/panel.tsx'
import classes from './items-panel.module.css'

/** What was ordered. */
export function ItemsPanel({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation('orders')
  return (
    <Panel title={t('detail.items')} flush>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('detail.item.product')}</th>
            <th scope="col" className={classes.number}>
              {t('detail.item.quantity')}
            </th>
            <th scope="col" className={classes.number}>
              {t('detail.item.unitPrice')}
            </th>
            <th scope="col" className={classes.number} title={t('detail.item.totalText')}>
              {t('detail.item.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {order.items.map((item) => (
            <ItemRow key={item.orderItemId} item={item} />
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function ItemRow({ item }: { readonly item: OrderItem }) {
  const { t } = useTranslation('orders')
  const { quantity, quantityFulfilled, title, sku, asin } = item
  return (
    <tr>
      <td>
        <div className={classes.title}>{title ?? t('detail.item.untitled')}</div>
        <div className={classes.codes}>
          {sku !== undefined && <Code label="SKU" value={sku} />}
          {asin !== undefined && <Code label="ASIN" value={asin} />}
        </div>
      </td>
      <td className={classes.number}>
        <strong>{quantity ?? '—'}</strong>
        {quantityFulfilled !== undefined && quantityFulfilled > 0 && (
          <div className={classes.soft}>{t('detail.item.fulfilled', { count: quantityFulfilled })}</div>
        )}
      </td>
      <td className={classes.number}>
        <Amount of={item.unitPrice} />
      </td>
      <td className={classes.number}>
        <Amount of={item.total} />
      </td>
    </tr>
  )
}

function Code({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <span className={classes.code}>
      {label} <b>{value}</b>
      <CopyButton text={value} what={`${label} ${value}`} />
    </span>
  )
}

function Amount({ of: money }: { readonly of: Money | undefined }) {
  const format = useFormat()
  return money === undefined ? '—' : format.money(money)
}
