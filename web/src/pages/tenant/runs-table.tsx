import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Run, type RunLane, runLanes } from '../../data/runs.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useReasonText } from '../../i18n/use-problem-text.ts'
import { Instant } from '../../ui/instant.tsx'
import table from './data-table.module.css'
import { OutcomeBadge } from './outcome-badge.tsx'
import { useTenantSearch } from './use-tenant-search.ts'

/** Runs as rows; when one began leads to what it did. */
export function RunsTable({ runs }: { readonly runs: readonly Run[] }) {
  const { t } = useTranslation('tenant')
  const format = useFormat()
  const reasonText = useReasonText()
  const { search } = useTenantSearch()
  return (
    <table className={table.table} aria-label={t('runs.title')}>
      <thead>
        <tr>
          <th scope="col">{t('runs.started')}</th>
          <th scope="col">{t('runs.outcome')}</th>
          <th scope="col">{t('runs.lane')}</th>
          <th scope="col" className={table.roomy}>
            {t('runs.trigger')}
          </th>
          <th scope="col" className={table.number}>
            {t('runs.duration')}
          </th>
          <th scope="col" className={table.number}>
            {t('runs.read')}
          </th>
          <th scope="col" className={table.number}>
            {t('runs.changed')}
          </th>
          <th scope="col">{t('runs.message')}</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.runId}>
            <td>
              <Link
                to="/tenants/$tenantId"
                params={{ tenantId: run.tenantId }}
                search={{ ...search, run: run.runId }}
                resetScroll={false}
                className={table.link}
                data-row-link
              >
                <Instant at={run.startedAt} as="moment" />
              </Link>
            </td>
            <td>
              <OutcomeBadge status={run.status} />
            </td>
            <td>{laneText(run.lane)}</td>
            <td className={`${table.soft} ${table.roomy}`}>{t(`trigger.${run.trigger}`)}</td>
            <td className={table.number}>
              {run.finishedAt === null
                ? '—'
                : format.duration(Date.parse(run.finishedAt) - Date.parse(run.startedAt))}
            </td>
            <td className={table.number}>{format.number(run.ordersProcessed)}</td>
            <td className={table.number}>{format.number(run.ordersChanged)}</td>
            <td className={table.wide} title={reasonOf(run)}>
              {reasonOf(run)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )

  function reasonOf({ status, reasonCode, message }: Run): string | undefined {
    if (status === 'success' || reasonCode === null) return undefined
    return reasonText(reasonCode, message ?? '')
  }

  function laneText(lane: string): string {
    return runLanes.includes(lane as RunLane) ? t(`lane.${lane as RunLane}`) : lane
  }
}
