import { Button, Modal, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPackageImport } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '../../i18n/use-problem-text.ts'
import { ActionLabel } from '../../ui/action-label.tsx'
import { useIsWatched } from '../../ui/use-is-watched.ts'
import { useImport } from './use-import.tsx'

const shape = /^[A-Z0-9]{3}-\d{7}-\d{7}$/

/** Fetches one order from Amazon by its number and opens it. What was typed stays until it worked. */
export function ImportOrder({ tenantId }: { readonly tenantId: string }) {
  const { t } = useTranslation(['orders', 'common'])
  const [isOpen, dialog] = useDisclosure(false)
  const [orderRef, setOrderRef] = useState('')
  const [isRefused, setIsRefused] = useState(false)
  const problemText = useProblemText()
  const isWatched = useIsWatched(isOpen)
  const attempt = useImport({ tenantId, isWatched, onDone: finish })
  const number = orderRef.trim()

  function finish(): void {
    dialog.close()
    setOrderRef('')
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (shape.test(number)) attempt.change(number)
    else setIsRefused(true)
  }
  return (
    <>
      <Button variant="default" onClick={dialog.open} aria-label={t('import.button')}>
        <ActionLabel icon={IconPackageImport} text={t('import.button')} />
      </Button>
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        title={t('import.title')}
        closeButtonProps={{ 'aria-label': t('common:action.close') }}
      >
        <form onSubmit={submit}>
          <TextInput
            label={t('import.label')}
            description={t('import.text')}
            placeholder={t('import.placeholder')}
            value={orderRef}
            readOnly={attempt.isPending}
            onChange={(event) => {
              setOrderRef(event.currentTarget.value)
              setIsRefused(false)
              attempt.reset()
            }}
            error={errorText()}
            data-autofocus
            autoComplete="off"
            spellCheck={false}
          />
          <Button type="submit" mt="md" loading={attempt.isPending} disabled={number === ''}>
            {t('import.submit')}
          </Button>
        </form>
      </Modal>
    </>
  )

  function errorText(): string | null {
    if (attempt.error !== null) return problemText(attempt.error)
    const isToBeJudged = isRefused || number.length >= 19
    return isToBeJudged && !shape.test(number) ? t('import.shape') : null
  }
}
