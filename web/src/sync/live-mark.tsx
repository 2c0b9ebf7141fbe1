import { useTranslation } from 'react-i18next'
import type { Liveness } from '../data/status-stream.ts'
import classes from './live-mark.module.css'

/** Whether what is shown follows by itself, or is asked for now and then. */
export function LiveMark({ liveness }: { readonly liveness: Liveness }) {
  const { t } = useTranslation('sync')
  return (
    <span className={classes.mark} data-liveness={liveness} role="status">
      {t(`live.${liveness}`)}
    </span>
  )
}
