import { Button, Modal, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api/problem.ts'
import { useChange } from '../../data/use-change.ts'
import { createWebhook, type WebhookEvent, type WebhookWish } from '../../data/webhooks.ts'
import { useProblemText } from '../../i18n/use-problem-text.ts'
import { SecretOnce } from '../../ui/secret-once.tsx'
import { EventChoice } from './event-choice.tsx'

const usualEvents: WebhookEvent[] = ['order.created', 'order.updated']

/** Adds a webhook and shows its secret. What was typed stays until it worked. */
export function CreateWebhook({ tenantId }: { readonly tenantId: string }) {
  const { t } = useTranslation(['webhooks', 'common'])
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  const [isOpen, dialog] = useDisclosure(false)
  const [url, setUrl] = useState('')
  const [description, setDescription] = useState('')
  const [events, setEvents] = useState(usualEvents)
  const attempt = useChange({
    mutationFn: (wish: WebhookWish) => createWebhook(tenantId, wish),
    // The list is not waited for: the secret would stay hidden for as long as it cannot be read.
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['webhooks', tenantId] }),
  })
  const secret = attempt.data
  // Once asked for, it is made whether or not anybody waits; the answer is the only place of its secret.
  const mayLeave = !attempt.isPending && secret === undefined

  function submit(event: FormEvent): void {
    event.preventDefault()
    const named = description.trim() === '' ? {} : { description: description.trim() }
    attempt.change({ url: url.trim(), events, ...named })
  }

  function finish(): void {
    dialog.close()
    attempt.reset()
    setUrl('')
    setDescription('')
    setEvents(usualEvents)
  }
  return (
    <>
      <Button size="compact-sm" leftSection={<IconPlus size={15} />} onClick={dialog.open}>
        {t('create.button')}
      </Button>
      <Modal
        opened={isOpen || !mayLeave}
        onClose={secret === undefined ? dialog.close : finish}
        closeOnClickOutside={mayLeave}
        closeOnEscape={mayLeave}
        title={t(secret === undefined ? 'create.title' : 'create.done')}
        closeButtonProps={{ 'aria-label': t('common:action.close'), disabled: attempt.isPending }}
      >
        {secret !== undefined ? (
          <SecretOnce secret={secret} what={t('secret')} onDone={finish} />
        ) : (
          <form onSubmit={submit}>
            <TextInput
              label={t('create.url')}
              description={t('create.urlText')}
              placeholder="https://example.com/hooks/orders"
              value={url}
              readOnly={attempt.isPending}
              onChange={(event) => {
                setUrl(event.currentTarget.value)
                attempt.reset()
              }}
              error={errorText()}
              data-autofocus
              autoComplete="off"
              spellCheck={false}
            />
            <TextInput
              mt="sm"
              label={t('create.description')}
              value={description}
              readOnly={attempt.isPending}
              onChange={(event) => setDescription(event.currentTarget.value)}
              maxLength={200}
              autoComplete="off"
            />
            <EventChoice events={events} onChange={setEvents} />
            <Button
              type="submit"
              mt="md"
              loading={attempt.isPending}
              disabled={url.trim() === '' || events.length === 0}
            >
              {t('create.submit')}
            </Button>
          </form>
        )}
      </Modal>
    </>
  )

  /** The API's own sentence names what is wrong with an address. */
  function errorText(): string | null {
    const { error } = attempt
    if (error === null) return null
    const isRefused = error instanceof ApiProblem && error.code === 'webhook_url_refused'
    return isRefused ? `${problemText(error)} (${error.message})` : problemText(error)
  }
}
