import { Button, Group, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format.ts'
import { FilterPill } from './filter-pill.tsx'
import type { OrdersSearchState } from './use-orders-search.ts'

/** From which day to which day orders were placed, as clocks here tell it: the times in the list are those, too. */
export function DateFilter({ search }: { readonly search: OrdersSearchState }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const { dateFrom, dateTo } = search.filters
  const clear = (): void => void search.change({ dateFrom: undefined, dateTo: undefined })
  return (
    <FilterPill label={t('filter.date')} value={describe()} onClear={clear}>
      {(close) => <DateRange search={search} onDone={close} />}
    </FilterPill>
  )

  function describe(): string | null {
    const from = dateFrom === undefined ? undefined : format.day(dateFrom)
    const to = dateTo === undefined ? undefined : format.day(dateTo)
    if (from !== undefined && to !== undefined) return t('filter.range', { from, to })
    if (from !== undefined) return t('filter.since', { from })
    return to === undefined ? null : t('filter.until', { to })
  }
}

function DateRange({ search, onDone }: { readonly search: OrdersSearchState; readonly onDone: () => void }) {
  const { t } = useTranslation('orders')
  const [from, setFrom] = useState(search.filters.dateFrom ?? '')
  const [to, setTo] = useState(search.filters.dateTo ?? '')

  function apply(event: FormEvent): void {
    event.preventDefault()
    void search.change({ dateFrom: from || undefined, dateTo: to || undefined })
    onDone()
  }
  return (
    <form onSubmit={apply}>
      <Group align="end" gap="xs">
        <TextInput
          type="date"
          label={t('filter.from')}
          value={from}
          max={to || undefined}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('filter.to')}
          value={to}
          min={from || undefined}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button type="submit">{t('filter.apply')}</Button>
      </Group>
    </form>
  )
}
