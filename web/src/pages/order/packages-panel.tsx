import { IconTruckDelivery } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { OrderDetail, OrderPackage } from '../../data/orders.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { TrackingLink } from '../../orders/tracking-link.tsx'
import { Panel } from '../../ui/panel.tsx'
import classes from './packages-panel.module.css'
import { usePackageWord } from './use-package-word.ts'

/** The parcels of an order and where they are. */
export function PackagesPanel({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation('orders')
  return (
    <Panel title={t('detail.packages')}>
      {order.packages.length === 0 ? (
        <p className={classes.none}>{whyNone()}</p>
      ) : (
        <ul className={classes.packages}>
          {order.packages.map((pack) => (
            <PackageRow key={pack.packageReferenceId} of={pack} />
          ))}
        </ul>
      )}
    </Panel>
  )

  function whyNone(): string {
    if (order.orderStatus === 'CANCELLED') return t('detail.noPackagesCancelled')
    if (order.detailLevel === 'outline') return t('detail.notFetched')
    return order.fulfilledBy === 'AMAZON' ? t('detail.noPackagesAmazon') : t('detail.noPackagesYet')
  }
}

function PackageRow({ of: pack }: { readonly of: OrderPackage }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const packageWord = usePackageWord()
  const status = pack.detailedStatus ?? pack.status
  const facts = [
    pack.shippingService,
    // Not twice: when it was shipped says that it was.
    status === undefined || (status === 'SHIPPED' && pack.shippedAt !== undefined)
      ? null
      : packageWord(status),
    pack.shippedAt === undefined ? null : t('detail.shipped', { when: format.dateTime(pack.shippedAt) }),
  ]
  return (
    <li className={classes.package}>
      <IconTruckDelivery size={18} stroke={1.6} aria-hidden />
      <div>
        <div className={classes.tracking}>
          <TrackingLink of={pack} />
        </div>
        <div className={classes.soft}>
          {[t('detail.package', { reference: pack.packageReferenceId }), ...facts]
            .filter(Boolean)
            .join(' · ')}
        </div>
      </div>
    </li>
  )
}
