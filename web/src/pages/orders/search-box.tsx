import { CloseButton, Kbd, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { startTransition, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcuts } from '../../shell/shortcuts.tsx'
import { shortestSearch } from './orders-search.ts'
import type { OrdersSearchState } from './use-orders-search.ts'

/** After the last key; shorter would ask the API for words that are half typed. */
const pauseMs = 250

/** Searches while one types. The field is its own; the list follows as soon as it can. */
export function SearchBox({ search }: { readonly search: OrdersSearchState }) {
  const { t } = useTranslation(['orders', 'common'])
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(search.search.q ?? '')
  const timer = useRef(0)
  useShortcuts({ '/': () => input.current?.focus() })

  // Back, forward and "clear filters" change the address under the field.
  const inAddress = search.search.q ?? ''
  const typedLast = useRef(inAddress)
  useEffect(() => {
    if (inAddress !== typedLast.current) setText(inAddress)
    typedLast.current = inAddress
  }, [inAddress])

  function searchFor(next: string, afterMs: number): void {
    setText(next)
    clearTimeout(timer.current)
    timer.current = window.setTimeout(() => {
      const words = next.trim()
      const q = words.length >= shortestSearch ? words : undefined
      typedLast.current = q ?? ''
      if (q !== search.filters.q) startTransition(() => void search.change({ q }, { replace: true }))
    }, afterMs)
  }

  const isTooShort = text.trim() !== '' && text.trim().length < shortestSearch
  return (
    <TextInput
      ref={input}
      type="search"
      aria-label={t('search.label')}
      placeholder={t('search.placeholder')}
      value={text}
      onChange={(event) => searchFor(event.currentTarget.value, pauseMs)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') searchFor(text, 0)
        if (event.key === 'Escape') searchFor('', 0)
      }}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        text === '' ? (
          <Kbd size="xs" aria-hidden visibleFrom="sm">
            /
          </Kbd>
        ) : (
          <CloseButton size="sm" aria-label={t('common:action.clear')} onClick={() => searchFor('', 0)} />
        )
      }
      description={isTooShort ? t('search.tooShort', { count: shortestSearch }) : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      maxLength={100}
      autoComplete="off"
      spellCheck={false}
    />
  )
}
