import { Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Session } from './session.ts'
import classes from './session-ended.module.css'
import { SignInForm } from './sign-in-form.tsx'

interface SessionEndedProps {
  readonly returnTo: string
  readonly onSignedIn: (session: Session) => void
}

/** Covers a page whose session has ended. */
export function SessionEnded({ returnTo, onSignedIn }: SessionEndedProps) {
  const { t } = useTranslation('session')
  return (
    <div className={classes.cover} role="dialog" aria-modal aria-labelledby="session-ended">
      <div className={classes.card}>
        <Title order={2} id="session-ended">
          {t('ended.title')}
        </Title>
        <p>{t('ended.text')}</p>
        <SignInForm returnTo={returnTo} onSignedIn={onSignedIn} />
      </div>
    </div>
  )
}
