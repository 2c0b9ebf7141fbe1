import { createRoute, redirect } from '@tanstack/react-router'
import { signedInRoute } from '../../app/routes.ts'

/** `/` leads to the page that people open most. */
export const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/orders', replace: true })
  },
})
