import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './notice.module.css'

interface NoticeProps {
  readonly tone: 'info' | 'warn' | 'bad'
  readonly title?: string
  readonly children: ReactNode
  readonly action?: ReactNode
}

/** Something to know before reading on, across the width of its place. */
export function Notice({ tone, title, children, action }: NoticeProps) {
  const Icon = tone === 'info' ? IconInfoCircle : IconAlertTriangle
  return (
    <div className={classes.notice} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon size={17} stroke={1.8} aria-hidden className={classes.icon} />
      <div className={classes.text}>
        {title !== undefined && <strong>{title} </strong>}
        {children}
      </div>
      {action}
    </div>
  )
}
