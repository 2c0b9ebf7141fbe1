import classes from './progress-bar.module.css'

interface ProgressBarProps {
  /** 0 to 100; null when nobody can know yet. */
  readonly percent: number | null
  readonly label: string
  readonly tone?: 'accent' | 'good' | 'warn' | 'bad' | 'neutral'
  readonly size?: 'small' | 'large'
}

/** How much of something is done. */
export function ProgressBar({ percent, label, tone = 'accent', size = 'small' }: ProgressBarProps) {
  return (
    <div
      className={classes.bar}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { 'aria-valuenow': Math.floor(percent) })}
      data-tone={tone}
      data-size={size}
    >
      <div className={classes.filled} style={{ width: `${percent ?? 0}%` }} />
    </div>
  )
}
