import { Button, Modal, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useChange } from '../../data/use-change.ts'
import { rotateSecret, type Webhook } from '../../data/webhooks.ts'
import { useProblemText } from '../../i18n/use-problem-text.ts'
import { Notice } from '../../ui/notice.tsx'
import { SecretOnce } from '../../ui/secret-once.tsx'

/** Makes a new secret for a webhook and shows it. */
export function RotateSecret({ webhook: { tenantId, webhookId } }: { readonly webhook: Webhook }) {
  const { t } = useTranslation(['webhooks', 'common'])
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  const [isOpen, dialog] = useDisclosure(false)
  const attempt = useChange({
    mutationFn: () => rotateSecret(tenantId, webhookId),
    // The list is not waited for: the secret would stay hidden for as long as it cannot be read.
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['webhooks', tenantId] }),
  })
  const secret = attempt.data
  // The old secret is replaced whether or not anybody waits; the answer is the only place of the new one.
  const mayLeave = !attempt.isPending && secret === undefined

  function finish(): void {
    dialog.close()
    attempt.reset()
  }
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        {t('action.rotate')}
      </Button>
      <Modal
        opened={isOpen || !mayLeave}
        onClose={finish}
        closeOnClickOutside={mayLeave}
        closeOnEscape={mayLeave}
        title={t('rotate.title')}
        closeButtonProps={{ 'aria-label': t('common:action.close'), disabled: attempt.isPending }}
      >
        {secret !== undefined ? (
          <SecretOnce secret={secret} what={t('secret')} onDone={finish} />
        ) : (
          <>
            <Text size="sm" mb="md">
              {t('rotate.text')}
            </Text>
            {attempt.error !== null && <Notice tone="bad">{problemText(attempt.error)}</Notice>}
            <Button onClick={() => attempt.change()} loading={attempt.isPending}>
              {t('rotate.confirm')}
            </Button>
          </>
        )}
      </Modal>
    </>
  )
}
