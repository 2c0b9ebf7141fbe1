import { useTranslation } from 'react-i18next'
import type { Order } from '../../data/orders.ts'
import classes from './cells.module.css'

interface NotToldProps {
  readonly order: Pick<Order, 'detailLevel'>
  /** Says it in words, once in a row; elsewhere it is a sign. */
  readonly inWords?: boolean
}

/** In the place of what an order does not tell: a dash, unless only its outline is known and Amazon was not asked for it yet. */
export function NotTold({ order, inWords = false }: NotToldProps) {
  const { t } = useTranslation('orders')
  if (order.detailLevel === 'full') return '—'
  return (
    <span className={classes.soft} title={t('row.outlineText')}>
      {!inWords && <span aria-hidden>…</span>}
      <span className={inWords ? undefined : 'visually-hidden'}>{t('row.outline')}</span>
    </span>
  )
}
