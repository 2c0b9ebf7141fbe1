import { type ReactNode, useId } from 'react'
import classes from './panel.module.css'

interface PanelProps {
  readonly title: string
  readonly aside?: ReactNode
  /** Content goes to the edges: tables, lists. */
  readonly flush?: boolean
  readonly children: ReactNode
}

/** A titled part of a page. */
export function Panel({ title, aside, flush = false, children }: PanelProps) {
  const id = useId()
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <header className={classes.header}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {aside}
      </header>
      <div className={flush ? classes.flush : classes.content}>{children}</div>
    </section>
  )
}
