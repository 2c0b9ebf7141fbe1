import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createApiKey, type KeyWish } from '../../data/api-keys.ts'
import { useChange } from '../../data/use-change.ts'
import { SecretOnce } from '../../ui/secret-once.tsx'
import { KeyForm } from './key-form.tsx'

const usual: KeyWish = { name: '', role: 'tenant_reader', canReadBuyers: false, expiresInDays: 365 }

/** Makes a key and shows it once. What was typed stays until it worked. */
export function CreateKey({ tenantId }: { readonly tenantId: string }) {
  const { t } = useTranslation(['keys', 'common'])
  const queryClient = useQueryClient()
  const [isOpen, dialog] = useDisclosure(false)
  const [wish, setWish] = useState(usual)
  const attempt = useChange({
    mutationFn: (wanted: KeyWish) => createApiKey(tenantId, wanted),
    // The list is not waited for: the secret would stay hidden for as long as it cannot be read.
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['api-keys', tenantId] }),
  })
  const key = attempt.data
  // Once asked for, it is made whether or not anybody waits; the answer is the only place where it stands.
  const mayLeave = !attempt.isPending && key === undefined

  function finish(): void {
    dialog.close()
    attempt.reset()
    setWish(usual)
  }
  return (
    <>
      <Button size="compact-sm" leftSection={<IconPlus size={15} />} onClick={dialog.open}>
        {t('create.button')}
      </Button>
      <Modal
        opened={isOpen || !mayLeave}
        onClose={key === undefined ? dialog.close : finish}
        closeOnClickOutside={mayLeave}
        closeOnEscape={mayLeave}
        title={t(key === undefined ? 'create.title' : 'create.done')}
        closeButtonProps={{ 'aria-label': t('common:action.close'), disabled: attempt.isPending }}
      >
        {key !== undefined ? (
          <SecretOnce secret={key} what={t('key')} onDone={finish} />
        ) : (
          <KeyForm
            wish={wish}
            onChange={setWish}
            onSubmit={() => attempt.change({ ...wish, name: wish.name.trim() })}
            isPending={attempt.isPending}
            error={attempt.error}
          />
        )}
      </Modal>
    </>
  )
}
