import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SignInAttempt } from '../../oidc/identity-provider.ts'
import type { EdgeSettings } from '../edge/edge-settings.ts'
import { cookieName, cookieOptions } from './session-cookie.ts'

const validSeconds = 600

/**
 * The browser itself remembers its attempt to sign in, so that the code that comes back can be used in this browser
 * only, and a visitor who never comes back leaves nothing behind here.
 */
export function rememberAttempt(reply: FastifyReply, attempt: SignInAttempt, edge: EdgeSettings): void {
  const value = Buffer.from(JSON.stringify(attempt)).toString('base64url')
  reply.setCookie(cookieName(edge, 'attempt'), value, { ...cookieOptions(edge), maxAge: validSeconds })
}

/** The attempt that this browser remembers, or null. */
export function readAttempt(request: FastifyRequest, edge: EdgeSettings): SignInAttempt | null {
  const value = request.cookies[cookieName(edge, 'attempt')]
  if (value === undefined) return null
  try {
    const attempt: unknown = JSON.parse(Buffer.from(value, 'base64url').toString())
    return isAttempt(attempt) ? attempt : null
  } catch {
    return null
  }
}

export function forgetAttempt(reply: FastifyReply, edge: EdgeSettings): void {
  reply.clearCookie(cookieName(edge, 'attempt'), cookieOptions(edge))
}

function isAttempt(value: unknown): value is SignInAttempt {
  const { state, nonce, verifier } = (value ?? {}) as Record<string, unknown>
  return [state, nonce, verifier].every((part) => typeof part === 'string' && part.length >= 40)
}
