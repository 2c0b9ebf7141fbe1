import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcuts } from '../../shell/shortcuts.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { shortestSearch } from './orders-search.ts'
import type { OrdersSearchState } from './use-orders-search.ts'

/** Shorter would ask the API for words that are half typed. */
const pauseMs = 250

/** Finds orders by number, SKU, ASIN or tracking number. */
export function SearchBox({ search }: { readonly search: OrdersSearchState }) {
  const { t } = useTranslation('orders')
  const input = useRef<HTMLInputElement>(null)
  useShortcuts({ '/': () => input.current?.focus() })
  return (
    <SearchField
      ref={input}
      label={t('search.label')}
      placeholder={t('search.placeholder')}
      value={search.search.q ?? ''}
      pauseMs={pauseMs}
      onSearch={(words) => void search.change({ q: words || undefined }, { replace: true })}
      shortest={{ length: shortestSearch, hint: t('search.tooShort', { count: shortestSearch }) }}
    />
  )
}
