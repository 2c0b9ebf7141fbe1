import { useTranslation } from 'react-i18next'
import { updateWebhook, type Webhook } from '../../data/webhooks.ts'
import { EventChoice } from './event-choice.tsx'
import { useTenantMutation } from './use-tenant-mutation.ts'

/** Which changes are sent to a webhook: changed by ticking. The last one stays, or nothing would be sent. */
export function WebhookEvents({ webhook: { tenantId, webhookId, events } }: { readonly webhook: Webhook }) {
  const { t } = useTranslation('webhooks')
  const act = useTenantMutation(tenantId)
  return (
    <EventChoice
      events={events}
      onChange={(chosen) => {
        if (chosen.length > 0) act.run(() => updateWebhook(tenantId, webhookId, chosen), t('doneText.events'))
      }}
    />
  )
}
