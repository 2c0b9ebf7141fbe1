import { UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { FleetTenant } from '../../data/fleet.ts'
import { Tick } from '../../ui/tick.tsx'
import { FleetRow } from './fleet-row.tsx'
import { nextSort, type SortKey, sortKeys } from './fleet-search.ts'
import classes from './fleet-table.module.css'
import type { FleetSearchState } from './use-fleet-search.ts'
import type { Selection } from './use-selection.ts'
import { useVisibleRows } from './use-visible-rows.ts'

export interface FleetListProps {
  readonly tenants: readonly FleetTenant[]
  readonly now: number
  readonly search: FleetSearchState
  readonly selection: Selection
}

const rowHeight = 70
/** As they stand from left to right. */
const columns: readonly SortKey[] = ['tenant', ...sortKeys.filter((key) => key !== 'tenant')]

/** The tenants as a table of which only the rows in sight exist. */
export function FleetTable({ tenants, now, search, selection }: FleetListProps) {
  const { t } = useTranslation('fleet')
  const { list, rows, before, after } = useVisibleRows<HTMLTableElement, FleetTenant>(tenants, rowHeight)
  const { selected } = selection
  return (
    <table ref={list} className={classes.table} aria-rowcount={tenants.length + 1} aria-label={t('title')}>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col" data-column="tick">
            <Tick
              label={t('select.all')}
              isTicked={selected.size > 0 && tenants.every(({ tenantId }) => selected.has(tenantId))}
              isPartly={selected.size > 0}
              onChange={() => selection.toggleAll(tenants)}
            />
          </th>
          {columns.map((key) => (
            <SortableHead key={key} column={key} search={search} />
          ))}
          <th scope="col" data-column="actions">
            <span className="visually-hidden">{t('column.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {before > 0 && <tr className={classes.gap} aria-hidden style={{ height: before }} />}
        {rows.map(({ index, of: tenant }) => (
          <FleetRow
            key={tenant.tenantId}
            tenant={tenant}
            rowIndex={index + 2}
            now={now}
            isSelected={selected.has(tenant.tenantId)}
            onSelect={selection.toggle}
          />
        ))}
        {after > 0 && <tr className={classes.gap} aria-hidden style={{ height: after }} />}
      </tbody>
    </table>
  )
}

function SortableHead({ column, search }: { readonly column: SortKey; readonly search: FleetSearchState }) {
  const { t } = useTranslation('fleet')
  const { sorting } = search
  const isCurrent = sorting.key === column
  const Arrow = sorting.isReversed ? IconArrowUp : IconArrowDown
  return (
    <th
      scope="col"
      data-column={column}
      aria-sort={isCurrent ? (sorting.isReversed ? 'descending' : 'ascending') : undefined}
    >
      <UnstyledButton
        className={classes.head}
        onClick={() => void search.change({ sort: nextSort(sorting, column) })}
      >
        {t(`column.${column}`)}
        {isCurrent && <Arrow size={13} aria-hidden />}
      </UnstyledButton>
    </th>
  )
}
