import type { ReactNode } from 'react'
import classes from './page.module.css'
import { useDocumentTitle } from './use-document-title.ts'
import { useFocusOnArrival } from './use-focus-on-arrival.ts'

interface PageProps {
  readonly title: string
  /** Beside the title: a badge, a copy button. */
  readonly beside?: ReactNode
  /** Under the title, softly. */
  readonly subtitle?: ReactNode
  /** Above the title: the way back. */
  readonly back?: ReactNode
  /** What one can do here; the most likely last. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A page in the frame: its title, what one can do, and its content. */
export function Page({ title, beside, subtitle, back, actions, children }: PageProps) {
  useDocumentTitle(title)
  const heading = useFocusOnArrival()
  return (
    <div className={classes.page}>
      {back}
      <header className={classes.header}>
        <div className={classes.heading}>
          <div className={classes.titleLine}>
            <h1 ref={heading} tabIndex={-1} className={classes.title}>
              {title}
            </h1>
            {beside}
          </div>
          {subtitle !== undefined && <div className={classes.subtitle}>{subtitle}</div>}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}
