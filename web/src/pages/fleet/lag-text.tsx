import type { FleetTenant } from '../../data/fleet.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { lagMs } from '../../sync/lag.ts'
import classes from './lag-text.module.css'

/** From here on a lag is more than the time between two polls explains. */
const longMs = 60 * 60_000

/** How far behind a tenant is; exactly up to when, on hovering. */
export function LagText({ tenant, now }: { readonly tenant: FleetTenant; readonly now: number }) {
  const format = useFormat()
  const lag = lagMs(tenant, now)
  if (lag === null) return <span className={classes.none}>—</span>
  const watermark = tenant.syncState?.lastUpdatedAfter ?? ''
  return (
    <time
      dateTime={watermark}
      title={format.exact(watermark)}
      data-long={lag > longMs || undefined}
      className={classes.lag}
    >
      {format.duration(lag)}
    </time>
  )
}
