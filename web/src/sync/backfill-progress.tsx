import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/use-format.ts'
import classes from './backfill-progress.module.css'
import { ProgressBar } from './progress-bar.tsx'

const tones = {
  in_progress: 'accent',
  paused: 'neutral',
  success: 'good',
  failed: 'bad',
  cancelled: 'neutral',
} as const

interface BackfillProgressProps {
  readonly status: keyof typeof tones
  /** 0 to 100; null while nobody can know. */
  readonly percent: number | null
  readonly estimatedSecondsLeft: number | null
}

/** How far a history is, how it stands, and how long the rest takes, as far as anybody can know. */
export function BackfillProgress({ status, percent, estimatedSecondsLeft }: BackfillProgressProps) {
  const { t } = useTranslation(['tenant', 'sync'])
  const format = useFormat()
  const left =
    estimatedSecondsLeft === null
      ? t('history.noEstimate')
      : t('sync:backfill.left', { time: format.duration(estimatedSecondsLeft * 1000) })
  return (
    <div className={classes.progress}>
      <div className={classes.line}>
        <span className={classes.percent}>
          {percent === null ? t('history.counting') : format.percent(percent / 100)}
        </span>
        <span className={classes.words} role="status">
          {t(`sync:backfill.${status}`)}
          {status === 'in_progress' && ` · ${left}`}
        </span>
      </div>
      <ProgressBar percent={percent} label={t('history.title')} tone={tones[status]} size="large" />
    </div>
  )
}
