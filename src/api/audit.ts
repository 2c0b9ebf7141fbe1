import type { FastifyRequest } from 'fastify'
import { recordAudit } from '../store/audit-log.ts'
import type { Queryable } from '../store/database.ts'

/**
 * Writes down what a caller does or was refused. What `X-User-Email` says is kept as a note: it was not checked and
 * grants nothing.
 */
export async function audit(
  db: Queryable,
  request: FastifyRequest,
  entry: { readonly allowed: boolean; readonly tenantId: string | null; readonly subject?: string },
): Promise<void> {
  const email = request.headers['x-user-email']
  await recordAudit(db, {
    actor: request.caller?.keyId ?? 'anonymous',
    action: `${request.method} ${request.routeOptions.url ?? 'unknown'}`,
    requestId: request.id,
    address: request.ip,
    ...(typeof email === 'string' ? { note: `X-User-Email: ${email.slice(0, 254)}` } : {}),
    ...entry,
  })
}
