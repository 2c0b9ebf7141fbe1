import { createLazyRoute } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useTenantId } from '../../session/use-tenant.ts'
import { ChooseTenant } from '../../shell/choose-tenant.tsx'
import { Page } from '../../ui/page.tsx'
import { OrderView } from './order-view.tsx'

export const orderPage = createLazyRoute('/signed-in/orders/$orderId')({ component: OrderPage })

function OrderPage() {
  const { t } = useTranslation('orders')
  const { orderId } = orderPage.useParams()
  const tenantId = useTenantId()
  if (tenantId !== null) return <OrderView tenantId={tenantId} orderId={orderId} />
  return (
    <Page title={t('detail.title', { number: orderId })}>
      <ChooseTenant />
    </Page>
  )
}
