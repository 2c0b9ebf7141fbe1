import { Loader } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './steps.module.css'

export type StepState = 'done' | 'working' | 'waiting' | 'failed'

interface StepProps {
  readonly title: string
  readonly state: StepState
  readonly children: ReactNode
}

/** One of the things that happen after an account is connected, and whether it has. */
export function Step({ title, state, children }: StepProps) {
  const { t } = useTranslation('connect')
  return (
    <li className={classes.step} data-state={state}>
      <span className={classes.mark} aria-hidden>
        {state === 'done' && <IconCheck size={15} stroke={2.4} />}
        {state === 'working' && <Loader size={14} />}
        {state === 'failed' && <IconAlertTriangle size={15} stroke={2} />}
      </span>
      <section className={classes.body} aria-label={title}>
        <h2 className={classes.title}>
          {title} <span className="visually-hidden">({t(`step.${state}`)})</span>
        </h2>
        {children}
      </section>
    </li>
  )
}
