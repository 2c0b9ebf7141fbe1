import { useTranslation } from 'react-i18next'
import type { BackfillReport } from '../../data/backfill.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useMayWrite } from '../../session/use-session.ts'
import { ProgressBar } from '../../sync/progress-bar.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { BackfillActions } from './backfill-actions.tsx'
import classes from './history-tab.module.css'
import { when } from './when.tsx'

const tones = {
  in_progress: 'accent',
  paused: 'neutral',
  success: 'good',
  failed: 'bad',
  cancelled: 'neutral',
} as const

interface BackfillPanelProps {
  readonly report: BackfillReport
  /** Whether there is an account whose history could be fetched. */
  readonly canStart: boolean
}

/** How far the history is, as far as anybody can know, and ways to move it. */
export function BackfillPanel({ report, canStart }: BackfillPanelProps) {
  const { t } = useTranslation(['tenant', 'sync'])
  const format = useFormat()
  const mayWrite = useMayWrite()
  const { progress, lastError, detail } = report
  return (
    <Panel title={t('history.title')}>
      {progress.state === null ? (
        <p className={classes.soft}>{t('history.none')}</p>
      ) : (
        <div className={classes.progress}>
          <div className={classes.line}>
            <span className={classes.percent}>
              {progress.percent === null ? t('history.counting') : format.percent(progress.percent / 100)}
            </span>
            <span className={classes.soft} role="status">
              {t(`sync:backfill.${progress.state}`)}
              {progress.state === 'in_progress' &&
                ` · ${
                  progress.estimatedSecondsLeft === null
                    ? t('history.noEstimate')
                    : t('sync:backfill.left', { time: format.duration(progress.estimatedSecondsLeft * 1000) })
                }`}
            </span>
          </div>
          <ProgressBar
            percent={progress.percent}
            label={t('history.title')}
            tone={tones[progress.state]}
            size="large"
          />
          {lastError !== null && <p className={classes.error}>{lastError}</p>}
        </div>
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
            [t('history.brought'), progress.state === null ? null : format.number(progress.ordersStored)],
            [t('history.stored'), format.number(report.ordersCount)],
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
