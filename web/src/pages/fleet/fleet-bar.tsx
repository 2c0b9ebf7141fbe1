import { CloseButton, Kbd, Select, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { startTransition, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format.ts'
import { useShortcuts } from '../../shell/shortcuts.tsx'
import classes from './fleet-bar.module.css'
import { type SortKey, sortKeys } from './fleet-search.ts'
import type { FleetSearchState } from './use-fleet-search.ts'

interface FleetBarProps {
  readonly search: FleetSearchState
  readonly shown: number
  readonly total: number
}

/** Search by name or id, and the order where there are no column heads to click. */
export function FleetBar({ search, shown, total }: FleetBarProps) {
  const { t } = useTranslation(['fleet', 'common'])
  const format = useFormat()
  const input = useRef<HTMLInputElement>(null)
  const inAddress = search.search.q ?? ''
  const [text, setText] = useState(inAddress)
  useShortcuts({ '/': () => input.current?.focus() })
  useEffect(() => setText(inAddress), [inAddress])

  function searchFor(next: string): void {
    setText(next)
    startTransition(() => void search.change({ q: next.trim() || undefined }, { replace: true }))
  }
  return (
    <div className={classes.bar}>
      <TextInput
        ref={input}
        className={classes.search}
        type="search"
        aria-label={t('search.label')}
        placeholder={t('search.placeholder')}
        value={text}
        onChange={(event) => searchFor(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && searchFor('')}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={
          text === '' ? (
            <Kbd size="xs" aria-hidden visibleFrom="sm">
              /
            </Kbd>
          ) : (
            <CloseButton size="sm" aria-label={t('common:action.clear')} onClick={() => searchFor('')} />
          )
        }
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
      />
      <Select
        className={classes.sort}
        aria-label={t('sort.label')}
        value={search.sorting.key}
        onChange={(key) =>
          void search.change({ sort: key === 'health' || key === null ? undefined : (key as SortKey) })
        }
        data={sortKeys.map((key) => ({ value: key, label: t(`column.${key}`) }))}
        allowDeselect={false}
      />
      <span className={classes.shown} role="status">
        {shown === total
          ? t('shown.all', { count: total })
          : t('shown.some', { shown: format.number(shown), total: format.number(total) })}
      </span>
    </div>
  )
}
