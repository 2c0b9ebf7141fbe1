import { createRoute } from '@tanstack/react-router'
import { rootRoute } from '../../app/routes.ts'
import { SignInPage } from './page.tsx'

interface SignInSearch {
  /** The address to come back to: one of ours, never elsewhere. */
  readonly from?: string
  /** Why a sign-in elsewhere did not work: a code of the API. */
  readonly problem?: string
}

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: ({ from, problem }: Record<string, unknown>): SignInSearch => ({
    ...(typeof from === 'string' && /^\/(?![/\\])/.test(from) ? { from } : {}),
    ...(typeof problem === 'string' && /^\w{1,60}$/.test(problem) ? { problem } : {}),
  }),
  component: SignInPage,
})
