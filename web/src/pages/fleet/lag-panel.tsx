import { lazy, memo, Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { FleetTenant } from '../../data/fleet.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Panel } from '../../ui/panel.tsx'
import { countByLag } from './lag-buckets.ts'
import classes from './lag-panel.module.css'

const LagBars = lazy(() => import('./lag-bars.tsx').then((module) => ({ default: module.LagBars })))

interface LagPanelProps {
  readonly tenants: readonly FleetTenant[]
  readonly now: number
}

/** How far behind tenants are: as bars, and in words for those who do not see them. */
export const LagPanel = memo(function LagPanel({ tenants, now }: LagPanelProps) {
  const { t } = useTranslation('fleet')
  const format = useFormat()
  const { buckets, without } = useMemo(() => countByLag(tenants, now), [tenants, now])
  const bars = buckets.map(({ below, count }, index) => ({
    label:
      below === null
        ? t('lag.more', { from: format.shortDuration(buckets[index - 1]?.below ?? 0) })
        : t('lag.below', { below: format.shortDuration(below) }),
    count,
    isLate: index > 3,
  }))
  return (
    <Panel
      title={t('lag.title')}
      aside={without > 0 && <span className={classes.aside}>{t('lag.without', { count: without })}</span>}
    >
      <div className={classes.chart} aria-hidden>
        <Suspense fallback={null}>
          <LagBars bars={bars} name={t('lag.tenants')} />
        </Suspense>
      </div>
      <ul className="visually-hidden">
        {bars.map(({ label, count }) => (
          <li key={label}>{t('lag.bar', { label, count })}</li>
        ))}
      </ul>
    </Panel>
  )
})
