import { Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FilterPill } from './filter-pill.tsx'
import type { FilterName } from './orders-search.ts'
import type { OrdersSearchState } from './use-orders-search.ts'

interface ChoiceFilterProps {
  readonly name: FilterName
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly search: OrdersSearchState
}

/** A filter with one of a few values. */
export function ChoiceFilter({ name, label, options, search }: ChoiceFilterProps) {
  const { t } = useTranslation('orders')
  const value = search.filters[name] === undefined ? '' : String(search.filters[name])
  const chosen = options.find((option) => option.value === value)
  const clear = (): void => void search.change({ [name]: undefined })
  return (
    <FilterPill label={label} value={value === '' ? null : (chosen?.label ?? value)} onClear={clear}>
      {(close) => (
        <Radio.Group
          aria-label={label}
          value={value}
          onChange={(next) => {
            void search.change({ [name]: next === '' ? undefined : next })
            close()
          }}
        >
          <Stack gap={10} p={4} mah={320} style={{ overflowY: 'auto' }}>
            <Radio size="xs" value="" label={t('filter.any')} />
            {options.map((option) => (
              <Radio key={option.value} size="xs" value={option.value} label={option.label} />
            ))}
          </Stack>
        </Radio.Group>
      )}
    </FilterPill>
  )
}
