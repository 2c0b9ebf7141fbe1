import { timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { SignInAttempt } from '../../oidc/identity-provider.ts'
import { Secret } from '../../runtime/secret.ts'
import { endSession, openSessionOfSubject } from '../../store/sessions.ts'
import { audit } from '../audit.ts'
import { callerOfSession } from '../caller.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { vouched } from '../vouched.ts'
import { forgetAttempt, readAttempt } from './oidc-cookie.ts'
import { makeSessionToken, readSessionToken, sendSessionToken } from './session-cookie.ts'

const Query = Type.Object({
  state: Type.Optional(Type.String({ maxLength: 500 })),
  code: Type.Optional(Type.String({ maxLength: 4000 })),
  error: Type.Optional(Type.String({ maxLength: 500 })),
})

/**
 * Where the identity provider sends the browser back to. A person sees what comes of it, so it goes on to a page in
 * any case: to the first one, or to the one to sign in at with the code of the problem.
 */
export function registerOidcCallback(api: Api, context: ApiContext): void {
  api.get(
    '/session/oidc/callback',
    {
      exposeHeadRoute: false,
      schema: {
        operationId: 'finishSignInByProvider',
        tags: ['Session'],
        summary: 'Where the identity provider sends the browser back to, with a code for a session',
        querystring: Query,
        response: { 303: Type.Null({ description: 'To the dashboard, or to /sign-in?problem=<code>' }) },
      },
    },
    async (request, reply) => {
      forgetAttempt(reply, context.edge)
      try {
        const attempt = requireAttempt(request, context)
        await signIn(context, request, reply, attempt)
        return reply.redirect('/', 303)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        if (error.statusCode >= 500) {
          context.log.warn({ event: 'sign_in_failed', requestId: request.id, error }, error.message)
        }
        await context.auditRefusal(request, error)
        return reply.redirect(`/sign-in?problem=${error.code}`, 303)
      }
    },
  )
}

/** The attempt that the answer belongs to. Throws a 401 for an answer to nobody's, or another browser's, question. */
function requireAttempt(request: FastifyRequest, { edge }: ApiContext): SignInAttempt {
  const attempt = readAttempt(request, edge)
  const { state = '' } = request.query as { state?: string }
  if (attempt === null || !isEqual(state, attempt.state)) {
    throw new Problem(
      'unauthenticated',
      'This browser did not ask to sign in, or took too long. Begin again.',
    )
  }
  return attempt
}

async function signIn(
  { db, edge, identityProvider }: ApiContext,
  request: FastifyRequest,
  reply: FastifyReply,
  attempt: SignInAttempt,
): Promise<void> {
  const { code } = request.query as { code?: string }
  if (code === undefined || identityProvider == null) {
    throw new Problem('unauthenticated', 'The identity provider did not let this person in.')
  }
  const identity = await vouched(db, () => identityProvider.finishSignIn(new Secret(code), attempt))
  const before = readSessionToken(request, edge)
  if (before !== null) await endSession(db, before)
  const token = makeSessionToken()
  const session = await openSessionOfSubject(db.of(identity.tenantId), identity, token, edge.session)
  request.caller = callerOfSession(session, token)
  await audit(db, request, { allowed: true, tenantId: session.tenantId })
  sendSessionToken(reply, token, edge)
}

function isEqual(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)]
  return left.length === right.length && timingSafeEqual(left, right)
}
