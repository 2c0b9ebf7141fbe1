import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../data/orders.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Panel } from '../../ui/panel.tsx'
import { toMoneyLines } from './money-lines.ts'
import classes from './money-panel.module.css'
import { useMoneyWord } from './use-money-word.ts'

/** What the order is worth, and what that is made of. */
export function MoneyPanel({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const moneyWord = useMoneyWord()
  const lines = toMoneyLines(order.breakdown)
  if (order.total === undefined && lines.length === 0) {
    return (
      <Panel title={t('detail.money')}>
        <p className={classes.none}>
          {t(order.detailLevel === 'outline' ? 'detail.notFetched' : 'detail.noMoney')}
        </p>
      </Panel>
    )
  }
  return (
    <Panel title={t('detail.money')}>
      <dl className={classes.lines}>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: Amazon may name a part twice
          <div key={index} data-depth={line.depth}>
            <dt>{moneyWord(line.type)}</dt>
            <dd>{format.money(line.money)}</dd>
          </div>
        ))}
        {order.total !== undefined && (
          <div className={classes.total}>
            <dt>{t('detail.total')}</dt>
            <dd>{format.money(order.total)}</dd>
          </div>
        )}
      </dl>
    </Panel>
  )
}
