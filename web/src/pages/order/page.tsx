import { createLazyRoute } from '@tanstack/react-router'
import { Page } from '../../ui/page.tsx'

export const orderPage = createLazyRoute('/signed-in/orders/$orderId')({ component: OrderPage })

function OrderPage() {
  return <Page title="Order">…</Page>
}
