import { Button } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api/problem.ts'
import { useProblemText } from '../i18n/use-problem-text.ts'
import { EmptyState } from './empty-state.tsx'

interface FailedStateProps {
  readonly error: unknown
  readonly onRetry: () => void
  readonly isRetrying?: boolean
  /** Another way on than trying again. */
  readonly children?: ReactNode
}

/** What could not be shown, why, and the way on. */
export function FailedState({ error, onRetry, isRetrying = false, children }: FailedStateProps) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const requestId = error instanceof ApiProblem ? error.requestId : undefined
  return (
    <EmptyState icon={IconCloudOff} title={t('state.failed')} text={problemText(error)} role="alert">
      <Button variant="default" onClick={onRetry} loading={isRetrying}>
        {t('state.retry')}
      </Button>
      {children}
      {requestId !== undefined && <small>{t('state.requestId', { id: requestId })}</small>}
    </EmptyState>
  )
}
