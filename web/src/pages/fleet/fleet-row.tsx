import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { FleetTenant } from '../../data/fleet.ts'
import { freshnessOf } from '../../sync/freshness.ts'
import { FreshnessBadge } from '../../sync/freshness-badge.tsx'
import { useNextStep } from '../../sync/use-next-step.ts'
import { Instant } from '../../ui/instant.tsx'
import { Tick } from '../../ui/tick.tsx'
import { BackfillCell } from './backfill-cell.tsx'
import classes from './fleet-row.module.css'
import { LagText } from './lag-text.tsx'
import { QuotaCell } from './quota-cell.tsx'
import { RowActions } from './row-actions.tsx'
import { TenantLink } from './tenant-link.tsx'

interface FleetRowProps {
  readonly tenant: FleetTenant
  readonly rowIndex: number
  readonly now: number
  readonly isSelected: boolean
  readonly onSelect: (tenantId: string) => void
}

/** One tenant. Scrolling past it draws it once. */
export const FleetRow = memo(function FleetRow({
  tenant,
  rowIndex,
  now,
  isSelected,
  onSelect,
}: FleetRowProps) {
  const { t } = useTranslation(['fleet', 'sync', 'common'])
  const nextStep = useNextStep()
  const { tenantId, displayName, syncState, nextDueAt } = tenant
  const step = nextStep(tenant, now)
  return (
    <tr className={classes.row} aria-rowindex={rowIndex} data-selected={isSelected || undefined}>
      <td data-column="tick">
        <Tick
          label={t('select.one', { name: displayName })}
          isTicked={isSelected}
          onChange={() => onSelect(tenantId)}
        />
      </td>
      <td data-column="tenant" title={displayName === tenantId ? tenantId : `${displayName} · ${tenantId}`}>
        <TenantLink tenantId={tenantId} className={classes.name}>
          {displayName}
        </TenantLink>
        {displayName !== tenantId && <div className={classes.second}>{tenantId}</div>}
      </td>
      <td data-column="health">
        <div className={classes.health}>
          <FreshnessBadge freshness={freshnessOf(tenant)} />
          {syncState?.running && <span className={classes.running}>{t('sync:running')}</span>}
        </div>
        <div className={classes.step} title={step}>
          {step}
        </div>
      </td>
      <td data-column="success">
        {syncState?.lastSuccessAt == null ? (
          t('common:never')
        ) : (
          <Instant at={syncState.lastSuccessAt} as="relative" now={now} />
        )}
      </td>
      <td data-column="lag">
        <LagText tenant={tenant} now={now} />
      </td>
      <td data-column="due">
        {nextDueAt === null ? '—' : <Instant at={nextDueAt} as="relative" now={now} />}
      </td>
      <td data-column="backfill">
        <BackfillCell backfill={tenant.backfill} />
      </td>
      <td data-column="quota">
        <QuotaCell quota={tenant.hasRefreshToken ? tenant.quota : null} />
      </td>
      <td data-column="actions">
        <RowActions tenant={tenant} />
      </td>
    </tr>
  )
})
