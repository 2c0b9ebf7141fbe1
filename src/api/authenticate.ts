import type { FastifyRequest } from 'fastify'
import { Secret } from '../runtime/secret.ts'
import { findValidApiKey } from '../store/api-keys.ts'
import { findValidSession } from '../store/sessions.ts'
import { type Caller, callerOfIdentity, callerOfKey, callerOfSession } from './caller.ts'
import type { ApiContext } from './context.ts'
import { readSessionToken } from './session/session-cookie.ts'
import { vouched } from './vouched.ts'

/**
 * Who sends a request, proved by its `Authorization` header or its session cookie; null when neither proves anything.
 * A header that is there decides alone: a wrong key is not made good by a cookie.
 */
export async function authenticate(context: ApiContext, request: FastifyRequest): Promise<Caller | null> {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const bearer = readBearer(authorization)
    return bearer === null ? null : authenticateBearer(context, bearer)
  }
  const token = readSessionToken(request, context.edge)
  if (token === null) return null
  const session = await findValidSession(context.db, token, context.edge.session)
  return session === null ? null : callerOfSession(session, token)
}

function readBearer(authorization: string): Secret | null {
  const match = /^Bearer +(\S{1,8192})$/i.exec(authorization)
  return match?.[1] === undefined ? null : new Secret(match[1])
}

async function authenticateBearer(context: ApiContext, bearer: Secret): Promise<Caller | null> {
  const { db, identityProvider } = context
  if (identityProvider != null && isToken(bearer)) {
    return callerOfIdentity(await vouched(db, () => identityProvider.verifyBearer(bearer)))
  }
  const key = await findValidApiKey(db, bearer)
  return key === null ? null : callerOfKey(key)
}

/** Whether it looks like a JSON Web Token: a JSON object, `{"`, in base64, and two more parts. */
function isToken(bearer: Secret): boolean {
  return /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/.test(bearer.reveal())
}
