import { Skeleton } from '@mantine/core'
import { IconChartLine } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { browserNow } from '../../api/server-clock.ts'
import { deltaRunsOfTheDayQuery } from '../../data/runs.ts'
import { type ConnectionStatus, tenantStatusQuery } from '../../data/sync-status.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { lagMs } from '../../sync/lag.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailedState } from '../../ui/failed-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import { type Standing, summarizeLag, toLagLines } from './lag-lines.ts'
import classes from './lag-tab.module.css'

const LagChart = lazy(() => import('./lag-chart.tsx').then((module) => ({ default: module.LagChart })))

const spanMs = 86_400_000

/** How far behind the orders of each account were, and are, within the last day. */
export function LagTab({ tenantId }: { readonly tenantId: string }) {
  const { t } = useTranslation('tenant')
  const format = useFormat()
  const query = useQuery(deltaRunsOfTheDayQuery(tenantId))
  const { data: status } = useQuery(tenantStatusQuery(tenantId))
  const connections = status?.connections ?? []
  const now = browserNow() + (status?.clockAheadMs ?? 0)
  const span = { from: now - spanMs, to: now }
  const lines = query.data === undefined ? [] : toLagLines(query.data, connections.map(toStanding), span)
  const summary = summarizeLag(lines)

  function toStanding(connection: ConnectionStatus): Standing {
    const lag = lagMs(connection, now)
    return { connectionId: connection.connectionId, watermark: lag === null ? null : now - lag }
  }

  function nameOf(connectionId: string): string {
    const of = connections.find((connection) => connection.connectionId === connectionId)
    return connections.length > 1 && of !== undefined ? of.sellingPartnerId : t('lag.series')
  }
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
              median: format.duration(summary.median),
              longest: format.duration(summary.longest),
            })}
          </p>
          <div className={classes.chart} aria-hidden>
            <Suspense fallback={<Skeleton height={260} />}>
              <LagChart lines={lines} span={span} longestMs={summary.longest} nameOf={nameOf} />
            </Suspense>
          </div>
        </>
      )}
    </Panel>
  )
}
