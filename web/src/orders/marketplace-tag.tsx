import { useMarketplace } from '../data/marketplaces.ts'
import type { Order } from '../data/orders.ts'
import { useFormat } from '../i18n/use-format.ts'
import classes from './marketplace-tag.module.css'

/** The country of an order's marketplace; of one that is not known here, Amazon's own name for it. */
export function MarketplaceTag({ order }: { readonly order: Pick<Order, 'marketplaceId' | 'salesChannel'> }) {
  const format = useFormat()
  const marketplace = useMarketplace(order.marketplaceId)
  if (marketplace === undefined)
    return <span className={classes.other}>{order.salesChannel ?? order.marketplaceId}</span>
  const { countryCode, domain } = marketplace
  return (
    <abbr className={classes.tag} title={`${format.country(countryCode)} · ${domain}`}>
      {countryCode}
    </abbr>
  )
}
