import { createRouter, type RouterHistory } from '@tanstack/react-router'
import { connectRoute } from '../pages/connect/route.ts'
import { connectDoneRoute } from '../pages/connect-done/route.ts'
import { fleetRoute } from '../pages/fleet/route.ts'
import { homeRoute } from '../pages/home/route.ts'
import { orderRoute } from '../pages/order/route.ts'
import { ordersRoute } from '../pages/orders/route.ts'
import { signInRoute } from '../pages/sign-in/route.ts'
import { tenantRoute } from '../pages/tenant/route.ts'
import { PageFault } from '../ui/page-fault.tsx'
import { rootRoute, signedInRoute } from './routes.ts'

/** Every page. A new one is a folder in `pages/` and a line here; see web/README.md. */
const routeTree = rootRoute.addChildren([
  signInRoute,
  signedInRoute.addChildren([
    homeRoute,
    fleetRoute,
    tenantRoute,
    ordersRoute,
    orderRoute,
    connectRoute,
    connectDoneRoute,
  ]),
])

/** Goes through the addresses of the browser, unless given another history. */
export function createAppRouter(history?: RouterHistory) {
  return createRouter({
    ...(history === undefined ? {} : { history }),
    routeTree,
    defaultPreload: 'intent',
    // In the place of the page: the frame around it stays, and with it the way to the others.
    defaultErrorComponent: PageFault,
    scrollRestoration: true,
    // Addresses as people read and edit them: `?q=405-12&status=SHIPPED`, every value a text.
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const values = Object.entries(search).flatMap(([name, value]) =>
        value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
      )
      const text = new URLSearchParams(values).toString()
      return text === '' ? '' : `?${text}`
    },
  })
}

export type AppRouter = ReturnType<typeof createAppRouter>

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter
  }
}
