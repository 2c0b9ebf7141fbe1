import { useMediaQuery } from '@mantine/hooks'
import { IconBuildingStore } from '@tabler/icons-react'
import { useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { FleetTenant } from '../../data/fleet.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { countFreshness, filterTenants, sortTenants } from './arrange-tenants.ts'
import { BulkBar } from './bulk-bar.tsx'
import { FleetBar } from './fleet-bar.tsx'
import { FleetCards } from './fleet-cards.tsx'
import classes from './fleet-found.module.css'
import { FleetTable } from './fleet-table.tsx'
import { FreshnessTiles } from './freshness-tiles.tsx'
import { LagPanel } from './lag-panel.tsx'
import { NoTenantFits } from './no-tenant-fits.tsx'
import { useFleetSearch } from './use-fleet-search.ts'
import { useSelection } from './use-selection.ts'

/** How often the chart moves with time alone: it counts all tenants anew. */
const chartTickMs = 60_000

interface FleetFoundProps {
  readonly tenants: readonly FleetTenant[]
  /** The server's time, in ms. */
  readonly now: number
}

/** The fleet once it is there. Tiles, chart and rows are made of the same tenants. */
export function FleetFound({ tenants, now }: FleetFoundProps) {
  const { t } = useTranslation('common')
  const search = useFleetSearch()
  const selection = useSelection(tenants)
  const isNarrow = useMediaQuery('(max-width: 56em)', false, { getInitialValueInEffect: false })
  const { q, health } = useDeferredValue(search.search)
  const { key, isReversed } = search.sorting
  const counts = useMemo(() => countFreshness(tenants), [tenants])
  // Lags grow alike: time alone does not change their order.
  // biome-ignore lint/correctness/useExhaustiveDependencies: not again with each tick
  const sorted = useMemo(() => sortTenants(tenants, { key, isReversed }, now), [tenants, key, isReversed])
  const shown = useMemo(() => filterTenants(sorted, { q, health }), [sorted, q, health])
  if (tenants.length === 0)
    return <EmptyState icon={IconBuildingStore} title={t('tenant.first')} text={t('tenant.firstText')} />

  const List = isNarrow ? FleetCards : FleetTable
  return (
    <>
      <div className={classes.top}>
        <FreshnessTiles counts={counts} total={tenants.length} search={search} />
        <LagPanel tenants={tenants} now={now - (now % chartTickMs)} />
      </div>
      <div className={classes.card}>
        <FleetBar search={search} shown={shown.length} total={tenants.length} />
        {shown.length === 0 && <NoTenantFits search={search} total={tenants.length} />}
        {shown.length > 0 && <List tenants={shown} now={now} search={search} selection={selection} />}
      </div>
      <BulkBar selection={selection} tenants={tenants} />
    </>
  )
}
