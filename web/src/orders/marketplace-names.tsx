import { useQuery } from '@tanstack/react-query'
import { marketplacesQuery } from '../data/marketplaces.ts'
import { useFormat } from '../i18n/use-format.ts'
import classes from './marketplace-names.module.css'

/** Marketplaces by the name of their country; one that is not known here by its id. */
export function MarketplaceNames({ ids }: { readonly ids: readonly string[] }) {
  const format = useFormat()
  const { data: known = [] } = useQuery(marketplacesQuery)
  return (
    <span className={classes.markets}>
      {ids.map((id) => {
        const market = known.find(({ marketplaceId }) => marketplaceId === id)
        return (
          <span key={id} title={market?.domain ?? id}>
            {market === undefined ? id : format.country(market.countryCode)}
          </span>
        )
      })}
    </span>
  )
}
