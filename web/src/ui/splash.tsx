import { Loader } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FailedState } from './failed-state.tsx'
import classes from './splash.module.css'

interface SplashProps {
  readonly error: unknown
  readonly onRetry: () => void
}

/** The whole window while nothing else can be shown: before it is known who is there. */
export function Splash({ error, onRetry }: SplashProps) {
  const { t } = useTranslation()
  return (
    <main className={classes.splash}>
      {error === null ? (
        <Loader size="sm" aria-label={t('state.loading')} />
      ) : (
        <FailedState error={error} onRetry={onRetry} />
      )}
    </main>
  )
}
