import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { FleetTenant } from '../../data/fleet.ts'
import { freshnessOf } from '../../sync/freshness.ts'
import { FreshnessBadge } from '../../sync/freshness-badge.tsx'
import { useNextStep } from '../../sync/use-next-step.ts'
import { BackfillCell } from './backfill-cell.tsx'
import classes from './fleet-cards.module.css'
import type { FleetListProps } from './fleet-table.tsx'
import { LagText } from './lag-text.tsx'
import { RowActions } from './row-actions.tsx'
import { useVisibleRows } from './use-visible-rows.ts'

const cardHeight = 136

/** The tenants on a narrow screen. */
export function FleetCards({ tenants, now }: FleetListProps) {
  const { list, rows, before, after } = useVisibleRows<HTMLUListElement, FleetTenant>(tenants, cardHeight)
  return (
    <ul ref={list} className={classes.cards} style={{ paddingTop: before, paddingBottom: after }}>
      {rows.map(({ index, of: tenant }) => (
        <FleetCard key={tenant.tenantId} tenant={tenant} now={now} place={index + 1} of={tenants.length} />
      ))}
    </ul>
  )
}

interface FleetCardProps {
  readonly tenant: FleetTenant
  readonly now: number
  readonly place: number
  readonly of: number
}

function FleetCard({ tenant, now, place, of }: FleetCardProps) {
  const { t } = useTranslation('fleet')
  const nextStep = useNextStep()
  return (
    <li className={classes.card} style={{ height: cardHeight }} aria-posinset={place} aria-setsize={of}>
      <div className={classes.line}>
        <Link
          to="/tenants/$tenantId"
          params={{ tenantId: tenant.tenantId }}
          search={{ tenantId: tenant.tenantId }}
          className={classes.name}
        >
          {tenant.displayName}
        </Link>
        <RowActions tenant={tenant} />
      </div>
      <div className={classes.line}>
        <FreshnessBadge freshness={freshnessOf(tenant)} />
        <span className={classes.soft}>
          {t('column.lag')} <LagText tenant={tenant} now={now} />
        </span>
      </div>
      <div className={classes.step}>{nextStep(tenant, now)}</div>
      {tenant.backfill !== null && tenant.backfill.status !== 'success' && (
        <div className={classes.backfill}>
          <BackfillCell backfill={tenant.backfill} />
        </div>
      )}
    </li>
  )
}
