import { Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './session-ended.module.css'
import { SignInForm } from './sign-in-form.tsx'

/** Covers a page whose session has ended. */
export function SessionEnded() {
  const { t } = useTranslation('session')
  return (
    <div className={classes.cover} role="dialog" aria-modal aria-labelledby="session-ended">
      <div className={classes.card}>
        <Title order={2} id="session-ended">
          {t('ended.title')}
        </Title>
        <p>{t('ended.text')}</p>
        <SignInForm />
      </div>
    </div>
  )
}
