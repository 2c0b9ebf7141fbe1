import { useTranslation } from 'react-i18next'
import type { RunStatus } from '../../data/runs.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'

const tones: Readonly<Record<RunStatus, Tone>> = {
  success: 'good',
  skipped: 'neutral',
  failed: 'bad',
  interrupted: 'warn',
}

/** How a run ended; null while it runs. */
export function OutcomeBadge({ status }: { readonly status: RunStatus | null }) {
  const { t } = useTranslation('tenant')
  if (status === null) return <Badge tone="info">{t('outcome.running')}</Badge>
  return <Badge tone={tones[status]}>{t(`outcome.${status}`)}</Badge>
}
