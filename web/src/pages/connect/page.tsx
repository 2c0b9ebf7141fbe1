import { createLazyRoute } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMayWrite } from '../../session/use-session.ts'
import { NotYours } from '../../ui/not-yours.tsx'
import { Page } from '../../ui/page.tsx'
import { ConnectView } from './connect-view.tsx'

export const connectPage = createLazyRoute('/signed-in/connect')({ component: ConnectPage })

function ConnectPage() {
  const { t } = useTranslation('connect')
  if (useMayWrite()) return <ConnectView />
  return (
    <Page title={t('title')}>
      <NotYours />
    </Page>
  )
}
