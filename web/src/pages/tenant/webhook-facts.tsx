import { useTranslation } from 'react-i18next'
import type { Webhook } from '../../data/webhooks.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { WebhookActions } from './webhook-actions.tsx'
import { WebhookBadge } from './webhook-badge.tsx'
import { WebhookEvents } from './webhook-events.tsx'
import { when } from './when.tsx'

/** How a webhook is doing, and what can be done to it. */
export function WebhookFacts({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation('webhooks')
  const format = useFormat()
  const { url, changesBehind, deliveriesOpen, deliveriesDead } = webhook
  return (
    <Panel title={webhook.description ?? t('one')} aside={<WebhookBadge webhook={webhook} />}>
      <Facts
        facts={[
          [t('column.url'), <Copyable key="u" text={url} />],
          [t('column.success'), when(webhook.lastSuccessAt)],
          [t('fact.failingSince'), when(webhook.failingSince)],
          [t('fact.behind'), format.number(changesBehind)],
          [t('fact.open'), format.number(deliveriesOpen)],
          [t('column.dead'), format.number(deliveriesDead)],
          [t('fact.previousSecret'), when(webhook.previousSecretUntil)],
          [t('fact.created'), when(webhook.createdAt)],
        ]}
      />
      <WebhookEvents webhook={webhook} />
      <WebhookActions webhook={webhook} />
    </Panel>
  )
}
