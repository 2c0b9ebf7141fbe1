import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useTenantId } from '../../session/use-tenant.ts'
import { Page } from '../../ui/page.tsx'
import { ConnectFailed } from './connect-failed.tsx'
import { ConnectProgress } from './connect-progress.tsx'
import { ConnectedUnknown } from './connected-unknown.tsx'

const route = getRouteApi('/signed-in/connect/done')

/** How connecting ended, and then the first orders as they come. */
export function DoneForMember() {
  const { t } = useTranslation('connect')
  const search = route.useSearch()
  const tenantId = useTenantId()
  if (search.problem !== undefined) {
    return (
      <Page title={t('title')}>
        <ConnectFailed code={search.problem} marketplaceId={search.marketplaceId} />
      </Page>
    )
  }
  if (tenantId === null) {
    return (
      <Page title={t('done.title')}>
        <ConnectedUnknown />
      </Page>
    )
  }
  return <ConnectProgress key={tenantId} tenantId={tenantId} search={search} />
}
