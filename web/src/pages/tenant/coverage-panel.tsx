import { ActionIcon, Group, Select } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../../api/server-clock.ts'
import type { BackfillReport } from '../../data/backfill.ts'
import type { Connection } from '../../data/connections.ts'
import { Panel } from '../../ui/panel.tsx'
import { CoverageCalendar } from './coverage-calendar.tsx'
import { coverageDays } from './coverage-days.ts'
import classes from './coverage-panel.module.css'
import { useTenantSearch } from './use-tenant-search.ts'

interface CoveragePanelProps {
  readonly report: BackfillReport
  readonly connections: readonly Connection[]
}

const dayMs = 86_400_000
const minuteMs = 60_000

/** Which days are stored, year by year. */
export function CoveragePanel({ report, connections }: CoveragePanelProps) {
  const { t } = useTranslation('tenant')
  const { search, change } = useTenantSearch()
  const [chosen, choose] = useState<string | null>(null)
  // By the minute, so that the days are not worked out again with each rendering.
  const now = Math.floor(serverNow() / minuteMs) * minuteMs
  const thisYear = new Date(now).getUTCFullYear()
  const year = search.year ?? thisYear
  const days = useMemo(
    () => coverageDays({ year, now, ...whatCounts(report, connections, chosen, now) }),
    [year, now, report, connections, chosen],
  )
  return (
    <Panel
      title={t('coverage.title')}
      aside={
        <Group gap="xs" wrap="nowrap">
          {connections.length > 1 && (
            <Select
              size="xs"
              aria-label={t('coverage.connection')}
              value={chosen}
              onChange={choose}
              placeholder={t('coverage.every')}
              clearable
              data={connections.map(({ connectionId, sellingPartnerId }) => ({
                value: connectionId,
                label: sellingPartnerId,
              }))}
            />
          )}
          <ActionIcon
            variant="default"
            size={28}
            aria-label={t('coverage.before', { year: year - 1 })}
            disabled={year <= thisYear - 3}
            onClick={() => void change({ year: year - 1 })}
          >
            <IconChevronLeft size={15} />
          </ActionIcon>
          <strong className={classes.year}>{year}</strong>
          <ActionIcon
            variant="default"
            size={28}
            aria-label={t('coverage.after', { year: year + 1 })}
            disabled={year >= thisYear}
            onClick={() => void change({ year: year + 1 === thisYear ? undefined : year + 1 })}
          >
            <IconChevronRight size={15} />
          </ActionIcon>
        </Group>
      }
    >
      <CoverageCalendar year={year} days={days} />
    </Panel>
  )
}

/** What the API says of coverage, in the shape that days are judged by. */
function whatCounts(
  report: BackfillReport,
  connections: readonly Connection[],
  chosen: string | null,
  now: number,
) {
  const ids = connections.map(({ connectionId }) => connectionId)
  const connectionIds = chosen === null ? ids : [chosen]
  const coverage = report.coverage.filter(({ connectionId }) => connectionIds.includes(connectionId))
  const wanted = report.connections
    .filter(({ connectionId }) => connectionIds.includes(connectionId))
    .flatMap(({ initialBackfillDays: days }) => (days === null ? [] : [now - days * dayMs]))
  const begins = [...wanted, ...coverage.map(({ from }) => Date.parse(from))]
  const isArriving = report.progress.state === 'in_progress' && report.waitingFor === null
  return { connectionIds, coverage, isArriving, wantedFrom: begins.length === 0 ? null : Math.min(...begins) }
}
