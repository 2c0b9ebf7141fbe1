import { Loader } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useConnectivity } from '../api/connectivity.ts'
import classes from './connection-banner.module.css'

/** Says that the server does not answer, for as long as it does not. */
export function ConnectionBanner() {
  const { t } = useTranslation()
  const isLost = useConnectivity() === 'lost'
  return (
    <div
      role="status"
      className={isLost ? classes.banner : undefined}
      data-connection-lost={isLost || undefined}
    >
      {isLost && (
        <>
          <Loader size={14} color="currentColor" aria-hidden />
          <span>
            {t('connection.lost')} {t('connection.retrying')}
          </span>
        </>
      )}
    </div>
  )
}
