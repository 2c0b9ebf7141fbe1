import { Button, Divider } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { rememberReturn } from './return-to.ts'

interface SingleSignOnProps {
  /** Where it comes back to. Without it, it happens in a tab of its own and this page stays as it is. */
  readonly returnTo: string | undefined
}

/** Sign-in with the operator's identity provider. Nothing where none is set up: the server says so in the page. */
export function SingleSignOn({ returnTo }: SingleSignOnProps) {
  const { t } = useTranslation('session')
  if (document.documentElement.dataset.oidc !== 'offered') return null
  return (
    <>
      <Divider my="md" label={t('or')} />
      <Button
        component="a"
        href="/api/v1/session/oidc"
        {...(returnTo === undefined
          ? { target: '_blank', rel: 'noopener' }
          : { onClick: () => rememberReturn(returnTo) })}
        variant="default"
        fullWidth
      >
        {t('oidc')}
      </Button>
      {returnTo === undefined && <p>{t('oidcElsewhere')}</p>}
    </>
  )
}
