import { ActionIcon, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** Copies a text, and says that it did. */
export function CopyButton({ text, what = text }: { readonly text: string; readonly what?: string }) {
  const { t } = useTranslation()
  const clipboard = useClipboard({ timeout: 1500 })
  const label = clipboard.copied ? t('action.copied') : t('action.copy', { what })
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        aria-label={label}
        onClick={(event) => {
          event.stopPropagation()
          clipboard.copy(text)
        }}
      >
        {clipboard.copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
      </ActionIcon>
    </Tooltip>
  )
}
