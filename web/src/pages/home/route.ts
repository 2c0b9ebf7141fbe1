import { createRoute, redirect } from '@tanstack/react-router'
import { signedInRoute } from '../../app/routes.ts'
import { takeReturn } from '../../session/return-to.ts'

/** `/` leads back to where somebody was who signed in elsewhere, else to the page that people open most. */
export const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad: () => {
    const address = takeReturn()
    throw address === null
      ? redirect({ to: '/orders', replace: true })
      : redirect({ href: address, replace: true })
  },
})
