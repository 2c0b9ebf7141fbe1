import { Skeleton } from '@mantine/core'
import { IconChartLine } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { deltaRunsOfTheDayQuery } from '../../data/runs.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailedState } from '../../ui/failed-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import { summarizeLag, toLagPoints } from './lag-points.ts'
import classes from './lag-tab.module.css'

const LagChart = lazy(() => import('./lag-chart.tsx').then((module) => ({ default: module.LagChart })))

/** How far behind the orders were, run by run, within the last day. */
export function LagTab({ tenantId }: { readonly tenantId: string }) {
  const { t } = useTranslation('tenant')
  const format = useFormat()
  const query = useQuery(deltaRunsOfTheDayQuery(tenantId))
  const points = toLagPoints(query.data ?? [], Date.now())
  const summary = summarizeLag(points)
  return (
    <Panel title={t('lag.title')}>
      {query.data === undefined && query.error !== null && (
        <FailedState error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      )}
      {query.isPending && <Skeleton height={260} />}
      {query.data !== undefined && summary === null && (
        <EmptyState icon={IconChartLine} title={t('lag.none')} text={t('lag.noneText')} />
      )}
      {summary !== null && (
        <>
          <p className={classes.summary}>
            {t('lag.summary', {
              count: points.length,
              median: format.duration(summary.median),
              longest: format.duration(summary.longest),
            })}
          </p>
          <div className={classes.chart} aria-hidden>
            <Suspense fallback={<Skeleton height={260} />}>
              <LagChart points={points} name={t('lag.series')} />
            </Suspense>
          </div>
        </>
      )}
    </Panel>
  )
}
