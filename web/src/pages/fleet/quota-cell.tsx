import { useTranslation } from 'react-i18next'
import type { FleetTenant } from '../../data/fleet.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { ProgressBar } from '../../sync/progress-bar.tsx'
import classes from './backfill-cell.module.css'

/** How many searches Amazon allows at once now. */
export function QuotaCell({ quota }: { readonly quota: FleetTenant['quota'] }) {
  const { t } = useTranslation('fleet')
  const format = useFormat()
  if (quota === null) return <span className={classes.none}>—</span>
  const { burst } = quota
  const tokens = Math.max(0, Math.floor(quota.tokens))
  const left = t('quota', { count: tokens, burst })
  return (
    <div className={classes.cell} title={left}>
      <div className={classes.words}>{`${format.number(tokens)} / ${format.number(burst)}`}</div>
      <ProgressBar
        percent={(100 * tokens) / burst}
        label={left}
        tone={tokens < burst / 5 ? 'warn' : 'neutral'}
      />
    </div>
  )
}
