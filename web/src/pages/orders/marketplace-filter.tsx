import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { connectionsQuery } from '../../data/connections.ts'
import { marketplacesQuery } from '../../data/marketplaces.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useTenantId } from '../../session/use-tenant.ts'
import { ChoiceFilter } from './choice-filter.tsx'
import type { OrdersSearchState } from './use-orders-search.ts'

/** The marketplaces of the regions that the tenant sells in; all of them while that is not known. */
export function MarketplaceFilter({ search }: { readonly search: OrdersSearchState }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const tenantId = useTenantId() ?? ''
  const { data: marketplaces = [] } = useQuery(marketplacesQuery)
  const { data: connections = [] } = useQuery(connectionsQuery(tenantId))
  const regions = new Set(connections.map(({ region }) => region))
  const options = marketplaces
    .filter(({ region }) => regions.size === 0 || regions.has(region))
    .map(({ marketplaceId, countryCode }) => ({ value: marketplaceId, label: format.country(countryCode) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, format.locale))
  return (
    <ChoiceFilter name="marketplaceId" label={t('filter.marketplace')} options={options} search={search} />
  )
}
