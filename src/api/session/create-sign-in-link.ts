import { Type } from 'typebox'
import { makeSignInLink } from '../../store/sign-in-links.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { Instant, strict } from '../schemas.ts'

export function registerCreateSignInLink(api: Api, { db }: ApiContext): void {
  api.post(
    '/session/links',
    {
      schema: {
        operationId: 'createSignInLink',
        tags: ['Session'],
        summary: 'Make a link that signs a browser in as the calling key, once, within ten minutes',
        querystring: strict({}),
        response: {
          201: Type.Object({
            signInToken: Type.String({ description: 'For POST /session; shown only here.' }),
            path: Type.String({ description: 'The page that signs in with it, on this server.' }),
            expiresAt: Instant,
          }),
        },
      },
    },
    async (request, reply) => {
      const { caller } = request
      // A session that made links would never end.
      if (caller?.keyId == null || caller.signedIn !== null) {
        throw new Problem('forbidden', 'Only a key makes sign-in links: send it as a bearer token.')
      }
      const { token, expiresAt } = await makeSignInLink(db.of(caller.tenantId), caller.keyId)
      return reply.code(201).send({
        signInToken: token.reveal(),
        path: signInPath(token.reveal()),
        expiresAt: expiresAt.toISOString(),
      })
    },
  )
}

/** The page that signs in with a token. Behind the `#`, so that the token is in no server's or proxy's log. */
export function signInPath(token: string): string {
  return `/sign-in#token=${token}`
}
