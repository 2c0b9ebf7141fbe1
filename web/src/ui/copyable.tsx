import { CopyButton } from './copy-button.tsx'
import classes from './copyable.module.css'

/** A text that somebody may want elsewhere, with a way to take it there. */
export function Copyable({ text }: { readonly text: string }) {
  return (
    <span className={classes.copyable}>
      <span className={classes.text}>{text}</span>
      <CopyButton text={text} />
    </span>
  )
}
