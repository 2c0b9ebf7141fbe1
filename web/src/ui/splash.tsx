import { Loader } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FailedState } from './failed-state.tsx'
import classes from './splash.module.css'
import { StillTrying } from './still-trying.tsx'

/** One failure may be a blink; from the second on, it is told. */
const failuresToTell = 2

interface SplashProps {
  /** What is waited for; none where the page is about to be left. */
  readonly query?: {
    readonly error: unknown
    readonly failureReason: unknown
    readonly failureCount: number
    readonly isFetching: boolean
    readonly refetch: () => unknown
  }
}

/** The whole window while nothing else can be shown: before it is known who is there. */
export function Splash({ query }: SplashProps) {
  const { t } = useTranslation()
  const isTold = query !== undefined && (query.error !== null || query.failureCount >= failuresToTell)
  return (
    <main className={classes.splash}>
      {isTold ? (
        <div>
          <FailedState
            error={query.error ?? query.failureReason}
            onRetry={() => void query.refetch()}
            isRetrying={query.isFetching}
          />
          <StillTrying query={query} />
        </div>
      ) : (
        <Loader size="sm" aria-label={t('state.loading')} />
      )}
    </main>
  )
}
