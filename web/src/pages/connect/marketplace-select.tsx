import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Marketplace, marketplacesQuery } from '../../data/marketplaces.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { MissingChoices } from '../../ui/missing-choices.tsx'

export const regions = ['EU', 'NA', 'FE'] as const

interface MarketplaceSelectProps {
  readonly value: string | null
  readonly onChange: (marketplaceId: string) => void
}

/** One of Amazon's marketplaces, by its country. */
export function MarketplaceSelect({ value, onChange }: MarketplaceSelectProps) {
  const { t } = useTranslation(['connect', 'tenant'])
  const query = useQuery(marketplacesQuery)
  const { data: marketplaces = [] } = query
  const optionsOf = useMarketplaceOptions()
  return (
    <>
      <MissingChoices query={query} />
      <Select
        label={t('marketplace.label')}
        description={t('marketplace.text')}
        placeholder={t('marketplace.placeholder')}
        nothingFoundMessage={query.data !== undefined && t('marketplace.none')}
        data={regions.map((region) => ({
          group: t(`tenant:region.${region}`),
          items: optionsOf(marketplaces.filter((marketplace) => marketplace.region === region)),
        }))}
        value={value}
        onChange={(chosen) => chosen !== null && onChange(chosen)}
        searchable
        allowDeselect={false}
      />
    </>
  )
}

/** Marketplaces as choices, by the names of their countries. */
export function useMarketplaceOptions() {
  const format = useFormat()
  return (marketplaces: readonly Marketplace[]) =>
    marketplaces
      .map(({ marketplaceId, countryCode, domain }) => ({
        value: marketplaceId,
        label: `${format.country(countryCode)} · ${domain}`,
      }))
      .toSorted((a, b) => a.label.localeCompare(b.label, format.locale))
}
