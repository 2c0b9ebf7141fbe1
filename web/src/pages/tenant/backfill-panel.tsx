import { useTranslation } from 'react-i18next'
import type { BackfillReport } from '../../data/backfill.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useMayWrite } from '../../session/use-session.ts'
import { BackfillProgress } from '../../sync/backfill-progress.tsx'
import { BackfillTrouble } from '../../sync/backfill-trouble.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { BackfillActions } from './backfill-actions.tsx'
import classes from './history-tab.module.css'
import { when } from './when.tsx'

interface BackfillPanelProps {
  readonly report: BackfillReport
  /** Whether there is an account whose history could be fetched. */
  readonly canStart: boolean
}

/** How far the history is, as far as anybody can know, and ways to move it. */
export function BackfillPanel({ report, canStart }: BackfillPanelProps) {
  const { t } = useTranslation('tenant')
  const format = useFormat()
  const mayWrite = useMayWrite()
  const { progress, detail } = report
  return (
    <Panel title={t('history.title')}>
      {progress.state === null ? (
        <p className={classes.soft}>{t('history.none')}</p>
      ) : (
        <>
          <BackfillProgress
            status={report.initialBackfillStatus === 'failed' ? 'failed' : progress.state}
            percent={progress.percent}
            estimatedSecondsLeft={progress.estimatedSecondsLeft}
          />
          <BackfillTrouble report={report} className={classes.error} />
        </>
      )}
      <div className={classes.facts}>
        <Facts
          facts={[
            [
              t('history.wanted'),
              report.initialBackfillDays === null
                ? null
                : t('history.days', { count: report.initialBackfillDays }),
            ],
            [
              t('history.windows'),
              progress.windowsTotal === 0
                ? null
                : t('history.windowsOf', {
                    done: format.number(progress.windowsDone),
                    total: format.number(progress.windowsTotal),
                  }),
            ],
            [t('history.stored'), format.number(report.ordersCount)],
            [t('history.brought'), progress.state === null ? null : format.number(progress.ordersStored)],
            [t('history.outline'), format.number(detail.outline), detail.outline || null],
            [t('history.oldest'), when(report.oldestOrderDate, 'date')],
            [t('history.finished'), when(report.initialBackfillDoneAt)],
          ]}
        />
      </div>
      {mayWrite && <BackfillActions report={report} canStart={canStart} />}
    </Panel>
  )
}
