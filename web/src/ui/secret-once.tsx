import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CopyButton } from './copy-button.tsx'
import { Notice } from './notice.tsx'
import classes from './secret-once.module.css'

interface SecretOnceProps {
  readonly secret: string
  /** What it is, as in "Copy …". */
  readonly what: string
  readonly onDone: () => void
}

/** A secret that the API shows this once, to be copied before it is gone. */
export function SecretOnce({ secret, what, onDone }: SecretOnceProps) {
  const { t } = useTranslation()
  return (
    <>
      <Notice tone="warn">{t('secret.once')}</Notice>
      <div className={classes.secret}>
        <code>{secret}</code>
        <CopyButton text={secret} what={what} />
      </div>
      <Button mt="md" onClick={onDone}>
        {t('secret.kept')}
      </Button>
    </>
  )
}
