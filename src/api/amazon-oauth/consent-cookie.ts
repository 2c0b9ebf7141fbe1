import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Secret } from '../../runtime/secret.ts'

/** With or without the prefix that it has over https. */
const sessionCookie = /^(__Host-)?ordersync_session$/
const consentCookie = 'ordersync_consent'

/** Lax: Amazon's redirect is a navigation from elsewhere, and must carry it. */
const shared = { path: '/api/v1/amazon/oauth', httpOnly: true, sameSite: 'lax' } as const

/**
 * Binds a consent to the browser that asks for it, if a browser does: it gets a cookie that the callback must bring
 * back, so that nobody can be made to finish somebody else's consent. A caller without a session has no browser to bind.
 */
export function bindToBrowser(request: FastifyRequest, reply: FastifyReply, secure: boolean): Secret | null {
  if (!Object.keys(request.cookies).some((name) => sessionCookie.test(name))) return null
  const value = randomBytes(32).toString('base64url')
  reply.setCookie(consentCookie, value, { ...shared, secure, maxAge: 15 * 60 })
  return new Secret(value)
}

/** What the browser brings back. */
export function readBinding(request: FastifyRequest): Secret | null {
  const value = request.cookies[consentCookie]
  return value === undefined ? null : new Secret(value)
}

export function clearBinding(reply: FastifyReply, secure: boolean): void {
  reply.clearCookie(consentCookie, { ...shared, secure })
}
