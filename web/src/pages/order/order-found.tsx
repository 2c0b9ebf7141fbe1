import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../data/orders.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { StatusBadge } from '../../orders/status-badge.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { BackLink } from './back-link.tsx'
import { BuyerPanel } from './buyer-panel.tsx'
import { FactsPanel } from './facts-panel.tsx'
import { ItemsPanel } from './items-panel.tsx'
import { MoneyPanel } from './money-panel.tsx'
import classes from './order-found.module.css'
import { PackagesPanel } from './packages-panel.tsx'
import { RawPanel } from './raw-panel.tsx'
import { SellerCentralLink } from './seller-central-link.tsx'
import { TimelinePanel } from './timeline-panel.tsx'

/** Everything that is known of an order. */
export function OrderFound({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const placed = t('detail.placed', { when: format.dateTime(order.orderDate) })
  return (
    <Page
      title={t('detail.title', { number: order.externalOrderId })}
      beside={
        <>
          <CopyButton text={order.externalOrderId} what={t('row.copy')} />
          <StatusBadge order={order} />
        </>
      }
      subtitle={[placed, order.salesChannel].filter(Boolean).join(' · ')}
      back={<BackLink />}
      actions={<SellerCentralLink order={order} />}
    >
      {order.detailLevel === 'outline' && <Notice tone="info">{t('detail.outline')}</Notice>}
      <div className={classes.columns}>
        <div className={classes.main}>
          <ItemsPanel order={order} />
          <PackagesPanel order={order} />
          <MoneyPanel order={order} />
          <TimelinePanel order={order} />
        </div>
        <div className={classes.side}>
          <FactsPanel order={order} />
          <BuyerPanel order={order} />
        </div>
      </div>
      <RawPanel raw={order.raw} />
    </Page>
  )
}
