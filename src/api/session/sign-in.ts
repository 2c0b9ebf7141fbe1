import { Type } from 'typebox'
import { Secret } from '../../runtime/secret.ts'
import { findValidApiKey } from '../../store/api-keys.ts'
import { endSession, openSessionByLink, openSessionOfKey, type Session } from '../../store/sessions.ts'
import { audit } from '../audit.ts'
import { guarded } from '../authenticate.ts'
import { callerOfSession } from '../caller.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { strict } from '../schemas.ts'
import { refuseOtherSites } from './cross-site.ts'
import { makeSessionToken, readSessionToken, sendSessionToken } from './session-cookie.ts'
import { SessionView, toSessionView } from './session-view.ts'

const Body = strict({
  key: Type.Optional(Type.String({ pattern: '^[\\x21-\\x7e]{1,512}$', description: 'An API key.' })),
  signInToken: Type.Optional(
    Type.String({
      pattern: '^osl_[\\w-]{43}$',
      description: 'From a sign-in link, as the start prints it: it opens one session, once.',
    }),
  ),
})

export function registerSignIn(api: Api, context: ApiContext): void {
  api.post(
    '/session',
    {
      schema: {
        operationId: 'signIn',
        tags: ['Session'],
        summary: 'Sign in with an API key or a one-time sign-in token; answers a session cookie',
        querystring: strict({}),
        body: Body,
        response: { 200: SessionView },
      },
    },
    async (request, reply) => {
      const { db, edge } = context
      refuseOtherSites(request, edge)
      const { key, signInToken } = request.body
      if ((key === undefined) === (signInToken === undefined)) {
        throw new Problem('invalid_request', 'Send either key or signInToken.', { field: 'key' })
      }
      const token = makeSessionToken()
      const credential = new Secret(key ?? signInToken ?? '')
      const session = await guarded(context, request, credential, () =>
        key === undefined
          ? openSessionByLink(db, credential, token, edge.session)
          : openWithKey(context, credential, token),
      )
      if (session === null) throw refusal(key !== undefined)
      const before = readSessionToken(request, edge)
      if (before !== null) await endSession(db, before)
      request.caller = callerOfSession(session, token)
      await audit(db, request, { allowed: true, tenantId: session.tenantId })
      sendSessionToken(reply, token, edge)
      return toSessionView(session, token, context)
    },
  )
}

async function openWithKey({ db, edge }: ApiContext, secret: Secret, token: Secret): Promise<Session | null> {
  const key = await findValidApiKey(db, secret)
  if (key === null) return null
  return openSessionOfKey(db.of(key.tenantId), key.keyId, token, edge.session)
}

function refusal(byKey: boolean): Problem {
  return byKey
    ? new Problem('unauthenticated', 'This key is not valid, has expired or was revoked.', { field: 'key' })
    : new Problem(
        'unauthenticated',
        'This sign-in link was used, has expired, or is not of this server. "ordersync sign-in" makes another.',
        { field: 'signInToken' },
      )
}
