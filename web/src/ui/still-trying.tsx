import { Loader } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useConnectivity } from '../api/connectivity.ts'
import classes from './still-trying.module.css'

interface StillTryingProps {
  readonly query: { readonly isFetching: boolean; readonly failureCount: number }
}

/** Says that a question failed and is asked again, while what was known before stays on the screen. */
export function StillTrying({ query }: StillTryingProps) {
  const { t } = useTranslation()
  // A lost connection has a banner of its own.
  const isLost = useConnectivity() === 'lost'
  if (!query.isFetching || query.failureCount === 0 || isLost) return null
  return (
    <p className={classes.note} role="status">
      <Loader size={13} aria-hidden />
      {t('state.stillTrying')}
    </p>
  )
}
