import classes from './tick.module.css'

interface TickProps {
  readonly label: string
  readonly isTicked: boolean
  /** Some of what it stands for is ticked, but not all. */
  readonly isPartly?: boolean
  readonly onChange: () => void
}

/** A checkbox of the browser's own, for rows: one of Mantine's costs as much as the rest of a row. */
export function Tick({ label, isTicked, isPartly = false, onChange }: TickProps) {
  return (
    <input
      type="checkbox"
      className={classes.tick}
      aria-label={label}
      checked={isTicked}
      ref={(box) => {
        if (box !== null) box.indeterminate = isPartly && !isTicked
      }}
      onChange={onChange}
    />
  )
}
