import type { TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './empty-state.module.css'

interface EmptyStateProps {
  readonly icon: TablerIcon
  readonly title: string
  readonly text: string
  readonly role?: 'alert' | 'status'
  /** The way on: a button, a link. */
  readonly children?: ReactNode
}

/** In the place of what is not there: what it would be, why it is not, and what to do. */
export function EmptyState({ icon: Icon, title, text, role, children }: EmptyStateProps) {
  return (
    <div className={classes.state} role={role}>
      <span className={classes.icon}>
        <Icon size={22} stroke={1.6} aria-hidden />
      </span>
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.text}>{text}</p>
      <div className={classes.actions}>{children}</div>
    </div>
  )
}
