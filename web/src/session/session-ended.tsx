import { Title } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './session-ended.module.css'
import { SignInForm } from './sign-in-form.tsx'

/** Covers a page whose session has ended, and whatever is open in front of it: no key leads behind it. */
export function SessionEnded() {
  const { t } = useTranslation('session')
  const cover = useRef<HTMLDialogElement>(null)
  useEffect(() => cover.current?.showModal(), [])
  return (
    <dialog
      ref={cover}
      tabIndex={-1}
      // A dialog of Mantine's closes by Escape wherever it is pressed, but on what says so: what was typed there stays.
      data-mantine-stop-propagation
      onFocusCapture={({ target }) => target.setAttribute('data-mantine-stop-propagation', 'true')}
      className={classes.cover}
      aria-labelledby="session-ended"
      // Escape closes a dialog of the browser's own, the second time without asking.
      onCancel={(event) => event.preventDefault()}
      onClose={() => cover.current?.showModal()}
    >
      <div className={classes.card}>
        <Title order={2} id="session-ended">
          {t('ended.title')}
        </Title>
        <p>{t('ended.text')}</p>
        <SignInForm />
      </div>
    </dialog>
  )
}
