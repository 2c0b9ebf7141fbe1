import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { EdgeSettings } from '../edge/edge-settings.ts'

/** Whether a request brings the token for metrics. */
export function hasMetricsToken(
  request: FastifyRequest,
  { metricsToken }: Pick<EdgeSettings, 'metricsToken'>,
): boolean {
  const given = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (metricsToken === null || given === undefined) return false
  return timingSafeEqual(digest(given), digest(metricsToken.reveal()))
}

/** Of equal length whatever was given. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
