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
  // By its key, so that nothing that was asked for of one order is there on the next: its buyer, above all.
  if (tenantId !== null)
    return <OrderView key={`${tenantId} ${orderId}`} tenantId={tenantId} orderId={orderId} />
  return (
    <Page title={t('detail.title', { number: orderId })}>
      <ChooseTenant />
    </Page>
  )
}
