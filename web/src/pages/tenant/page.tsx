import { createLazyRoute } from '@tanstack/react-router'
import { useSession } from '../../session/use-session.ts'
import { NotYours } from '../../ui/not-yours.tsx'
import { Page } from '../../ui/page.tsx'
import { TenantView } from './tenant-view.tsx'

export const tenantPage = createLazyRoute('/signed-in/tenants/$tenantId')({ component: TenantPage })

function TenantPage() {
  const { tenantId } = tenantPage.useParams()
  const own = useSession().tenantId
  if (own === null || own === tenantId) return <TenantView key={tenantId} tenantId={tenantId} />
  return (
    <Page title={tenantId}>
      <NotYours />
    </Page>
  )
}
