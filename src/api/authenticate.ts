import type { FastifyRequest } from 'fastify'
import { Secret } from '../runtime/secret.ts'
import { findValidApiKey } from '../store/api-keys.ts'
import { findValidSession } from '../store/sessions.ts'
import { type Caller, callerOfIdentity, callerOfKey, callerOfSession } from './caller.ts'
import type { ApiContext } from './context.ts'
import { Problem } from './problem.ts'
import { readSessionToken } from './session/session-cookie.ts'
import { vouched } from './vouched.ts'

/**
 * Who sends a request, proved by its `Authorization` header or its session cookie; null when neither proves anything.
 * A header that is there decides alone: a wrong key is not made good by a cookie.
 */
export async function authenticate(context: ApiContext, request: FastifyRequest): Promise<Caller | null> {
  const { guard, edge, db } = context
  const { authorization } = request.headers
  const bearer = authorization === undefined ? null : readBearer(authorization)
  if (bearer !== null) return guarded(context, request, bearer, () => authenticateBearer(context, bearer))
  const token = authorization === undefined ? readSessionToken(request, edge) : null
  guard.admit(request.ip, token)
  const session = token === null ? null : await findValidSession(db, token, edge.session)
  if (token === null || session === null) {
    guard.missed(request.ip)
    return null
  }
  guard.succeeded(token)
  return callerOfSession(session, token)
}

/** Looks up a key, token or link that a caller brought, unless its address has guessed too often, and counts how it went. */
export async function guarded<Found>(
  { guard }: ApiContext,
  request: FastifyRequest,
  credential: Secret,
  lookUp: () => Promise<Found | null>,
): Promise<Found | null> {
  guard.admit(request.ip, credential)
  try {
    const found = await lookUp()
    if (found === null) guard.guessed(request.ip, credential)
    else guard.succeeded(credential)
    return found
  } catch (error) {
    if (error instanceof Problem && error.statusCode === 401) guard.guessed(request.ip, credential)
    throw error
  }
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
