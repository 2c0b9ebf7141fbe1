import { Select } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format.ts'
import { useShortcuts } from '../../shell/shortcuts.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import classes from './fleet-bar.module.css'
import { type SortKey, sortKeys } from './fleet-search.ts'
import type { FleetSearchState } from './use-fleet-search.ts'

interface FleetBarProps {
  readonly search: FleetSearchState
  readonly shown: number
  readonly total: number
}

/** The tenants are here already: as long as two keys of somebody who types fast are apart. */
const pauseMs = 120

/** Search by name or id, and the order where there are no column heads to click. */
export function FleetBar({ search, shown, total }: FleetBarProps) {
  const { t } = useTranslation('fleet')
  const format = useFormat()
  const input = useRef<HTMLInputElement>(null)
  useShortcuts({ '/': () => input.current?.focus() })
  return (
    <div className={classes.bar}>
      <SearchField
        ref={input}
        className={classes.search}
        label={t('search.label')}
        placeholder={t('search.placeholder')}
        value={search.search.q ?? ''}
        pauseMs={pauseMs}
        onSearch={(words) => void search.change({ q: words || undefined }, { replace: true })}
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
