import type { TablerIcon } from '@tabler/icons-react'
import classes from './action-label.module.css'

/** An action by icon and word; on a phone by its icon, so name the button for those who do not see it. */
export function ActionLabel({ icon: Icon, text }: { readonly icon: TablerIcon; readonly text: string }) {
  return (
    <span className={classes.label}>
      <Icon size={16} stroke={1.7} aria-hidden />
      <span className={classes.text}>{text}</span>
    </span>
  )
}
