import { Checkbox, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type WebhookEvent, webhookEvents } from '../../data/webhooks.ts'

interface EventChoiceProps {
  readonly events: readonly WebhookEvent[]
  readonly onChange: (events: WebhookEvent[]) => void
}

/** Which changes are sent. */
export function EventChoice({ events, onChange }: EventChoiceProps) {
  const { t } = useTranslation('webhooks')
  return (
    <Checkbox.Group
      mt="sm"
      label={t('create.events')}
      value={[...events]}
      onChange={(chosen) => onChange(webhookEvents.filter((event) => chosen.includes(event)))}
    >
      <Group gap="sm" mt={6}>
        {webhookEvents.map((event) => (
          <Checkbox key={event} size="xs" value={event} label={t(`event.${event}`)} />
        ))}
      </Group>
    </Checkbox.Group>
  )
}
