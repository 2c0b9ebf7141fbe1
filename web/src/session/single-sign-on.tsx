import { Button, Divider } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { rememberReturn } from './return-to.ts'

/** Sign-in with the operator's identity provider. Nothing where none is set up: the server says so in the page. */
export function SingleSignOn({ returnTo }: { readonly returnTo: string }) {
  const { t } = useTranslation('session')
  if (document.documentElement.dataset.oidc !== 'offered') return null
  return (
    <>
      <Divider my="md" label={t('or')} />
      <Button
        component="a"
        href="/api/v1/session/oidc"
        onClick={() => rememberReturn(returnTo)}
        variant="default"
        fullWidth
      >
        {t('oidc')}
      </Button>
    </>
  )
}
