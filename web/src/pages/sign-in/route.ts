import { createRoute } from '@tanstack/react-router'
import { rootRoute } from '../../app/routes.ts'

interface SignInSearch {
  /** The address to come back to: one of ours, never elsewhere. */
  readonly from?: string
}

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: ({ from }: Record<string, unknown>): SignInSearch =>
    typeof from === 'string' && /^\/(?![/\\])/.test(from) ? { from } : {},
}).lazy(() => import('./page.tsx').then((module) => module.signInPage))
