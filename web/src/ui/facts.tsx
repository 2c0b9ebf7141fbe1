import type { ReactNode } from 'react'
import classes from './facts.module.css'

interface FactsProps {
  /** Label, what is shown, and what decides whether the line is there (unless given, what is shown). */
  readonly facts: readonly (readonly [string, ReactNode, unknown?])[]
}

/** Labels and values. What is not known has no line. */
export function Facts({ facts }: FactsProps) {
  // By its length: what decides may be given and be undefined.
  const known = facts.filter((fact) => isThere(fact.length === 3 ? fact[2] : fact[1]))
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

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}
