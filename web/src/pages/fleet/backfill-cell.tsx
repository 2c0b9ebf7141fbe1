import { useTranslation } from 'react-i18next'
import type { FleetTenant } from '../../data/fleet.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { ProgressBar } from '../../sync/progress-bar.tsx'
import classes from './backfill-cell.module.css'

const tones = {
  in_progress: 'accent',
  paused: 'neutral',
  success: 'good',
  failed: 'bad',
  cancelled: 'neutral',
} as const

/** How far the history of a tenant is. */
export function BackfillCell({ backfill }: { readonly backfill: FleetTenant['backfill'] }) {
  const { t } = useTranslation('sync')
  const format = useFormat()
  if (backfill === null) return <span className={classes.none}>—</span>
  const { status, percent, estimatedSecondsLeft } = backfill
  const word = t(`backfill.${status}`)
  if (status === 'success') return <span className={classes.done}>{word}</span>
  return (
    <div className={classes.cell}>
      <div className={classes.words}>
        <span>{percent === null ? word : format.percent(percent / 100)}</span>
        <span className={classes.soft}>
          {status === 'in_progress' && estimatedSecondsLeft !== null
            ? t('backfill.left', { time: format.duration(estimatedSecondsLeft * 1000) })
            : percent !== null && word}
        </span>
      </div>
      <ProgressBar percent={percent} label={word} tone={tones[status]} />
    </div>
  )
}
