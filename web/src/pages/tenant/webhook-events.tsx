import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { updateWebhook, type Webhook, type WebhookEvent, webhooksQuery } from '../../data/webhooks.ts'
import { useProblemText } from '../../i18n/use-problem-text.ts'
import { EventChoice } from './event-choice.tsx'

/** Which changes are sent to a webhook: changed by ticking. The last one stays, or nothing would be sent. */
export function WebhookEvents({ webhook: { tenantId, webhookId, events } }: { readonly webhook: Webhook }) {
  const { t } = useTranslation('webhooks')
  const problemText = useProblemText()
  const queryClient = useQueryClient()
  const { queryKey } = webhooksQuery(tenantId)
  const mutation = useMutation({
    // One after the other: a second tick is of the first one's choice, and must not arrive before it.
    scope: { id: webhookId },
    mutationFn: (chosen: WebhookEvent[]) => updateWebhook(tenantId, webhookId, chosen),
    onSuccess: (_, chosen) => {
      queryClient.setQueryData(queryKey, (webhooks) =>
        webhooks?.map((other) => (other.webhookId === webhookId ? { ...other, events: chosen } : other)),
      )
      notifications.show({ color: 'green', message: t('doneText.events') })
    },
    onError: (error) => notifications.show({ color: 'red', message: problemText(error) }),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: ['webhooks', tenantId] }),
  })
  return (
    <EventChoice
      events={mutation.isPending ? mutation.variables : events}
      onChange={(chosen) => {
        if (chosen.length > 0) mutation.mutate(chosen)
      }}
    />
  )
}
