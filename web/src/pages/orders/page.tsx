import { createLazyRoute } from '@tanstack/react-router'
import { Page } from '../../ui/page.tsx'

export const ordersPage = createLazyRoute('/signed-in/orders')({ component: OrdersPage })

function OrdersPage() {
  return <Page title="Orders">…</Page>
}
