import { createLazyRoute } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../session/use-session.ts'
import { NotYours } from '../../ui/not-yours.tsx'
import { Page } from '../../ui/page.tsx'
import { FleetView } from './fleet-view.tsx'

export const fleetPage = createLazyRoute('/signed-in/fleet')({ component: FleetPage })

function FleetPage() {
  const { t } = useTranslation('fleet')
  if (useSession().role === 'operator') return <FleetView />
  return (
    <Page title={t('title')}>
      <NotYours />
    </Page>
  )
}
