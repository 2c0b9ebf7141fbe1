import { createLazyRoute } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useTenantId } from '../../session/use-tenant.ts'
import { ChooseTenant } from '../../shell/choose-tenant.tsx'
import { Page } from '../../ui/page.tsx'
import { OrdersView } from './orders-view.tsx'

export const ordersPage = createLazyRoute('/signed-in/orders')({ component: OrdersPage })

function OrdersPage() {
  const { t } = useTranslation('orders')
  const tenantId = useTenantId()
  if (tenantId !== null) return <OrdersView key={tenantId} tenantId={tenantId} />
  return (
    <Page title={t('title')}>
      <ChooseTenant />
    </Page>
  )
}
