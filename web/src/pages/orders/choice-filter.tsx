import { Button, Radio, Stack } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FilterPill } from './filter-pill.tsx'
import type { FilterName } from './orders-search.ts'
import type { OrdersSearchState } from './use-orders-search.ts'

interface Option {
  readonly value: string
  readonly label: string
}

interface ChoiceFilterProps {
  readonly name: FilterName
  readonly label: string
  readonly options: readonly Option[]
  readonly search: OrdersSearchState
}

/** A filter with one of a few values. */
export function ChoiceFilter({ name, label, options, search }: ChoiceFilterProps) {
  const value = search.filters[name] === undefined ? '' : String(search.filters[name])
  const chosen = options.find((option) => option.value === value)
  const clear = (): void => void search.change({ [name]: undefined })
  return (
    <FilterPill label={label} value={value === '' ? null : (chosen?.label ?? value)} onClear={clear}>
      {(close) => (
        <Choice
          label={label}
          options={options}
          value={value}
          onChoose={(next) => {
            if (next !== value) void search.change({ [name]: next === '' ? undefined : next })
            close()
          }}
        />
      )}
    </FilterPill>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly options: readonly Option[]
  readonly value: string
  readonly onChoose: (value: string) => void
}

/** A click chooses. Arrow keys, which choose as they pass, only move on: what they stand at is chosen with Enter. */
function Choice({ label, options, value, onChoose }: ChoiceProps) {
  const { t } = useTranslation('orders')
  const [marked, mark] = useState(value)
  const isByKeys = useRef(false)

  function submit(event: FormEvent): void {
    event.preventDefault()
    onChoose(marked)
  }
  return (
    <form
      onSubmit={submit}
      onKeyDown={() => {
        isByKeys.current = true
      }}
      onPointerDown={() => {
        isByKeys.current = false
      }}
    >
      <Radio.Group
        aria-label={label}
        value={marked}
        onChange={(next) => (isByKeys.current ? mark(next) : onChoose(next))}
      >
        <Stack gap={10} p={4} mah={320} style={{ overflowY: 'auto' }}>
          {[{ value: '', label: t('filter.any') }, ...options].map((option) => (
            <Radio
              key={option.value}
              size="xs"
              value={option.value}
              label={option.label}
              data-autofocus={option.value === value || undefined}
            />
          ))}
        </Stack>
      </Radio.Group>
      {marked !== value && (
        <Button type="submit" size="compact-sm" mt={8} fullWidth>
          {t('filter.apply')}
        </Button>
      )}
    </form>
  )
}
