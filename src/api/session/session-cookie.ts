import { createHmac } from 'node:crypto'
import cookie from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Secret } from '../../runtime/secret.ts'
import { makeToken } from '../../store/token.ts'
import type { Api } from '../context.ts'
import type { EdgeSettings } from '../edge/edge-settings.ts'

type Place = Pick<EdgeSettings, 'publicUrl'>

/** Lets requests and answers carry cookies. */
export async function registerCookies(api: Api): Promise<void> {
  await api.register(cookie)
}

/** The token of a new session: each sign-in makes one, so that one from before a sign-in is worth nothing after it. */
export function makeSessionToken(): Secret {
  return makeToken('oss')
}

/** The session token that a request brings, or null. */
export function readSessionToken(request: FastifyRequest, edge: Place): Secret | null {
  const value = request.cookies[cookieName(edge, 'session')]
  return value !== undefined && /^oss_[\w-]{43}$/.test(value) ? new Secret(value) : null
}

/** Gives the session to the browser: out of reach of scripts and of other sites' forms, until it is closed or signs out. */
export function sendSessionToken(reply: FastifyReply, token: Secret, edge: Place): void {
  reply.setCookie(cookieName(edge, 'session'), token.reveal(), cookieOptions(edge))
}

export function forgetSessionToken(reply: FastifyReply, edge: Place): void {
  reply.clearCookie(cookieName(edge, 'session'), cookieOptions(edge))
}

/**
 * What a page must send along as `X-CSRF-Token` to change something. Another site can make a browser send the cookie,
 * but can neither read the token nor compute it.
 */
export function csrfTokenOf(token: Secret): string {
  return createHmac('sha256', token.reveal()).update('csrf').digest('base64url')
}

/**
 * Over https, with the prefix that browsers accept from this very host only, and only over TLS.
 * Source: RFC 6265bis, section 4.1.3.2.
 */
export function cookieName(edge: Place, name: string): string {
  return `${isSecure(edge) ? '__Host-' : ''}ordersync_${name}`
}

export function cookieOptions(edge: Place) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(edge) } as const
}

function isSecure({ publicUrl }: Place): boolean {
  return publicUrl?.protocol === 'https:'
}
