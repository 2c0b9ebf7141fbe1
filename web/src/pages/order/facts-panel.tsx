import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../data/orders.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { MarketplaceTag } from '../../orders/marketplace-tag.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Instant } from '../../ui/instant.tsx'
import { Panel } from '../../ui/panel.tsx'

/** When, where and how. What Amazon does not tell has no line. */
export function FactsPanel({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation('orders')
  const { fulfilledBy } = order
  const isKnown = fulfilledBy === 'MERCHANT' || fulfilledBy === 'AMAZON'
  return (
    <Panel title={t('detail.facts')}>
      <Facts
        facts={[
          [t('detail.fact.shipBy'), <Span key="s" of={order.shipBy} />, order.shipBy],
          [t('detail.fact.deliverBy'), <Span key="d" of={order.deliverBy} />, order.deliverBy],
          [t('detail.fact.fulfilledBy'), isKnown ? t(`fulfilledBy.${fulfilledBy}`) : fulfilledBy],
          [t('detail.fact.serviceLevel'), order.serviceLevel],
          [
            t('detail.fact.channel'),
            <Channel key="c" order={order} />,
            order.salesChannel ?? order.marketplaceId,
          ],
          [t('detail.fact.programs'), order.programs.join(', ')],
          [t('detail.fact.sellerOrderId'), order.sellerOrderId],
          [t('detail.fact.purchased'), <Instant key="p" at={order.orderDate} />],
          [t('detail.fact.updated'), <Instant key="u" at={order.lastUpdatedAt} />],
          [t('detail.fact.synced'), <Instant key="y" at={order.syncedAt} as="relative" />],
        ]}
      />
    </Panel>
  )
}

function Channel({ order }: { readonly order: OrderDetail }): ReactNode {
  return (
    <>
      {order.salesChannel} <MarketplaceTag order={order} />
    </>
  )
}

/** A window of time, with its hours: a deadline in the small hours is over for who only reads its day. */
function Span({ of: range }: { readonly of: OrderDetail['shipBy'] }): ReactNode {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const ends = [range?.earliest, range?.latest].flatMap((at) =>
    at === undefined ? [] : [format.dateTime(at)],
  )
  const [from = '', to = from] = ends
  return from === to ? from : t('detail.between', { from, to })
}
