import { useTranslation } from 'react-i18next'
import type { BackfillReport } from '../../data/backfill.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { BackfillTrouble } from '../../sync/backfill-trouble.tsx'
import { ProgressBar } from '../../sync/progress-bar.tsx'
import { Step, type StepState } from './step.tsx'
import classes from './steps.module.css'

/** How far the history is that fills in behind the first orders. */
export function HistoryStep({ report }: { readonly report: BackfillReport | undefined }) {
  const { t } = useTranslation(['connect', 'sync'])
  const format = useFormat()
  const progress = report?.progress
  if (progress === undefined || progress.state === null) {
    return (
      <Step title={t('progress.history')} state="waiting">
        <p className={classes.text}>{t('progress.noHistory')}</p>
      </Step>
    )
  }
  const { percent, estimatedSecondsLeft } = progress
  const state = report?.initialBackfillStatus === 'failed' ? 'failed' : progress.state
  return (
    <Step title={t('progress.history')} state={stepOf(state)}>
      <div className={classes.bar}>
        <ProgressBar
          percent={percent}
          label={t('progress.history')}
          tone={state === 'success' ? 'good' : state === 'failed' ? 'bad' : 'accent'}
          size="large"
        />
      </div>
      <p className={classes.text} role="status">
        {[
          percent === null ? t('progress.counting') : format.percent(percent / 100),
          t(`sync:backfill.${state}`),
          t('progress.brought', { count: progress.ordersStored }),
          state === 'in_progress' && estimatedSecondsLeft !== null
            ? t('sync:backfill.left', { time: format.duration(estimatedSecondsLeft * 1000) })
            : null,
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
      {report !== undefined && <BackfillTrouble report={report} className={classes.error} />}
      {state === 'in_progress' && <p className={classes.text}>{t('progress.leave')}</p>}
    </Step>
  )
}

function stepOf(state: NonNullable<BackfillReport['progress']['state']>): StepState {
  if (state === 'success') return 'done'
  if (state === 'failed') return 'failed'
  return state === 'in_progress' ? 'working' : 'waiting'
}
