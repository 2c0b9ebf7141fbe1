import { useClipboard } from '@mantine/hooks'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './copy-button.module.css'

/** Copies a text, and says that it did. Plain, because a list has one in each row. */
export function CopyButton({ text, what = text }: { readonly text: string; readonly what?: string }) {
  const { t } = useTranslation()
  const clipboard = useClipboard({ timeout: 1500 })
  const label = clipboard.copied ? t('action.copied') : t('action.copy', { what })
  return (
    <button
      type="button"
      className={classes.copy}
      aria-label={label}
      title={label}
      onClick={() => clipboard.copy(text)}
    >
      {clipboard.copied ? <IconCheck size={14} aria-hidden /> : <span className={classes.icon} />}
    </button>
  )
}
