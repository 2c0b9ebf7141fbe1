import { Type } from 'typebox'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { strict } from '../schemas.ts'
import { unavailable } from '../vouched.ts'
import { rememberAttempt } from './oidc-cookie.ts'

export function registerOidcSignIn(api: Api, { edge, identityProvider }: ApiContext): void {
  api.get(
    '/session/oidc',
    {
      exposeHeadRoute: false,
      schema: {
        operationId: 'signInByProvider',
        tags: ['Session'],
        summary: 'Send the browser to the identity provider to sign in',
        querystring: strict({}),
        response: { 302: Type.Null({ description: 'To the identity provider' }) },
      },
    },
    async (_request, reply) => {
      const begun = await identityProvider?.beginSignIn().catch((error: unknown) => {
        throw unavailable(error)
      })
      if (begun == null) {
        throw new Problem('not_found', 'No identity provider to sign in with is set up: see OIDC_CLIENT_ID.')
      }
      rememberAttempt(reply, begun.attempt, edge)
      return reply.redirect(begun.url.href, 302)
    },
  )
}
