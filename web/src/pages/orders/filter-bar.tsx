import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ChoiceFilter } from './choice-filter.tsx'
import { DateFilter } from './date-filter.tsx'
import classes from './filter-bar.module.css'
import { MarketplaceFilter } from './marketplace-filter.tsx'
import { SearchBox } from './search-box.tsx'
import type { ListViewState } from './use-list-view.ts'
import type { OrdersSearchState } from './use-orders-search.ts'
import { ViewMenu } from './view-menu.tsx'

interface FilterBarProps {
  readonly search: OrdersSearchState
  readonly view: ListViewState
  readonly isPhone: boolean
}

/** Everything that narrows the list down, and how it looks. */
export function FilterBar({ search, view, isPhone }: FilterBarProps) {
  const { t } = useTranslation('orders')
  const isFiltered = Object.keys(search.filters).length > 0
  return (
    <div className={classes.bar}>
      <div className={classes.search}>
        <SearchBox search={search} />
      </div>
      <div className={classes.filters}>
        <DateFilter search={search} />
        <ChoiceFilter
          name="fulfilledBy"
          label={t('filter.fulfilledBy')}
          options={[
            { value: 'MERCHANT', label: t('fulfilledBy.MERCHANT') },
            { value: 'AMAZON', label: t('fulfilledBy.AMAZON') },
          ]}
          search={search}
        />
        <MarketplaceFilter search={search} />
        <ChoiceFilter
          name="hasTracking"
          label={t('filter.tracking')}
          options={[
            { value: 'true', label: t('filter.with') },
            { value: 'false', label: t('filter.without') },
          ]}
          search={search}
        />
        {isFiltered && (
          <Button variant="subtle" size="compact-sm" onClick={() => void search.clear()}>
            {t('filter.clearAll')}
          </Button>
        )}
      </div>
      {!isPhone && <ViewMenu view={view} />}
    </div>
  )
}
