import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '../i18n/use-problem-text.ts'
import { Notice } from './notice.tsx'
import { StillTrying } from './still-trying.tsx'

interface MissingChoicesProps {
  readonly query: {
    readonly data: unknown
    readonly error: unknown
    readonly isFetching: boolean
    readonly failureCount: number
    readonly refetch: () => unknown
  }
}

/** At a field whose choices did not come: that they are asked for again, or why they cannot be shown and the way on. */
export function MissingChoices({ query }: MissingChoicesProps) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  if (query.data !== undefined) return null
  if (query.error === null) return <StillTrying query={query} />
  return (
    <Notice
      tone="bad"
      title={`${t('state.failed')}.`}
      action={
        <Button variant="subtle" size="compact-xs" onClick={() => void query.refetch()}>
          {t('state.retry')}
        </Button>
      }
    >
      {problemText(query.error)}
    </Notice>
  )
}
