import { Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMarketplace } from '../../data/marketplaces.ts'
import type { Order } from '../../data/orders.ts'

/** The order in Amazon's own pages, where the seller acts on it. Only for a marketplace whose host is known. */
export function SellerCentralLink({ order }: { readonly order: Order }) {
  const { t } = useTranslation(['orders', 'common'])
  const marketplace = useMarketplace(order.marketplaceId)
  if (marketplace === undefined) return null
  return (
    <Button
      component="a"
      href={`https://${marketplace.sellerCentralHost}/orders-v3/order/${order.externalOrderId}`}
      target="_blank"
      rel="noreferrer"
      variant="default"
      rightSection={<IconExternalLink size={15} stroke={1.7} />}
      aria-label={`${t('detail.sellerCentral')} (${t('common:action.opensNewTab')})`}
    >
      {t('detail.sellerCentral')}
    </Button>
  )
}
