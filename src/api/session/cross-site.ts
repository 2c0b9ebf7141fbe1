import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Secret } from '../../runtime/secret.ts'
import type { EdgeSettings } from '../edge/edge-settings.ts'
import { Problem } from '../problem.ts'
import { csrfTokenOf } from './session-cookie.ts'

/** Whether a request only looks. Everything else changes something. */
export function isReading(request: FastifyRequest): boolean {
  return request.method === 'GET' || request.method === 'HEAD'
}

/**
 * Refuses a request that the page of another site made a browser send, as far as the browser tells: `Sec-Fetch-Site`
 * and `Origin` cannot be set by pages. Programs send neither and pass.
 * Source: W3C Fetch Metadata; OWASP Cross-Site Request Forgery Prevention, "Verifying origin".
 */
export function refuseOtherSites(request: FastifyRequest, edge: Pick<EdgeSettings, 'publicUrl'>): void {
  const site = request.headers['sec-fetch-site']
  const { origin } = request.headers
  if (
    (site === undefined || site === 'same-origin' || site === 'none') &&
    (origin === undefined || isOwnOrigin(origin, request, edge))
  )
    return
  throw new Problem(
    'cross_site_request',
    'This request comes from the page of another site. Open Ordersync itself and try again.',
  )
}

/** Refuses a change that a session asks for without its CSRF token. */
export function requireCsrfToken(request: FastifyRequest, token: Secret): void {
  const given = request.headers['x-csrf-token']
  const expected = csrfTokenOf(token)
  if (typeof given === 'string' && given.length === expected.length) {
    if (timingSafeEqual(Buffer.from(given), Buffer.from(expected))) return
  }
  throw new Problem(
    'csrf_token_required',
    'A change by a session needs the header X-CSRF-Token with the csrfToken of GET /api/v1/session.',
  )
}

function isOwnOrigin(
  origin: string,
  request: FastifyRequest,
  { publicUrl }: Pick<EdgeSettings, 'publicUrl'>,
): boolean {
  const url = URL.parse(origin)
  if (url === null) return false
  return url.origin === publicUrl?.origin || url.host === request.headers.host?.toLowerCase()
}
