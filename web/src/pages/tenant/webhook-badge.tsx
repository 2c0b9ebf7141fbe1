import { useTranslation } from 'react-i18next'
import type { Webhook } from '../../data/webhooks.ts'
import { Badge } from '../../ui/badge.tsx'

/** Whether a webhook gets what changes. */
export function WebhookBadge({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation('webhooks')
  const { status, failingSince } = webhook
  if (status === 'disabled') return <Badge tone="bad">{t('status.disabled')}</Badge>
  if (status === 'paused') return <Badge tone="neutral">{t('status.paused')}</Badge>
  if (failingSince !== null) return <Badge tone="warn">{t('status.failing')}</Badge>
  return <Badge tone="good">{t('status.active')}</Badge>
}
