import { Button, PasswordInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useChange } from '../data/use-change.ts'
import { useProblemText } from '../i18n/use-problem-text.ts'
import { sessionQuery, signIn } from './session.ts'
import { SingleSignOn } from './single-sign-on.tsx'

interface SignInFormProps {
  /** Where a sign-in that leaves this page comes back to; without it nothing leaves it. */
  readonly returnTo?: string
  readonly onSignedIn?: () => void
}

/** The ways in: an API key, or the operator's own identity provider where one is set up. */
export function SignInForm({ returnTo, onSignedIn }: SignInFormProps) {
  const { t } = useTranslation(['session', 'common'])
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  const field = useRef<HTMLInputElement>(null)
  // Not by `autoFocus`, which takes the focus while the page is still being put together.
  useEffect(() => field.current?.focus(), [])
  const [key, setKey] = useState('')
  const attempt = useChange({
    mutationFn: () => signIn({ key: key.trim() }),
    onSuccess: (session) => {
      queryClient.setQueryData(sessionQuery.queryKey, session)
      onSignedIn?.()
    },
  })

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (key.trim() !== '') attempt.change()
  }
  return (
    <>
      <form onSubmit={submit}>
        <PasswordInput
          label={t('key.label')}
          description={t('key.hint')}
          placeholder="os_…"
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
          error={attempt.error === null ? null : problemText(attempt.error)}
          autoComplete="current-password"
          spellCheck={false}
          visibilityToggleButtonProps={{ 'aria-label': t('common:action.showTyped') }}
          ref={field}
          data-autofocus
          required
          withAsterisk={false}
        />
        <Button type="submit" fullWidth mt="md" loading={attempt.isPending}>
          {t('key.submit')}
        </Button>
      </form>
      <SingleSignOn returnTo={returnTo} />
    </>
  )
}
