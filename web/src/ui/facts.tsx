import type { ReactNode } from 'react'
import classes from './facts.module.css'

interface FactsProps {
  /** Label, what is shown, and what decides whether the line is there (unless given, what is shown). */
  readonly facts: readonly (readonly [string, ReactNode, unknown?])[]
}

/** Labels and values. What is not known has no line. */
export function Facts({ facts }: FactsProps) {
  const known = facts.filter(
    ([, shown, decides = shown]) => decides !== undefined && decides !== null && decides !== '',
  )
  return (
    <dl className={classes.facts}>
      {known.map(([label, shown]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{shown}</dd>
        </div>
      ))}
    </dl>
  )
}
