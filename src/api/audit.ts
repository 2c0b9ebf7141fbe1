import type { FastifyRequest } from 'fastify'
import { recordAudit } from '../store/audit-log.ts'
import type { Queryable } from '../store/database.ts'

/** What a call is written down as, besides what the request itself says. */
export interface AuditNote {
  readonly allowed: boolean
  /** The tenant concerned, if one is. */
  readonly tenantId: string | null
  /** What it is about; what its address names unless given. Never a secret, never anything about a buyer. */
  readonly subject?: string
  /** The code of the problem that a refused call is answered with. */
  readonly code?: string
  /** Anything that its reader should know besides. */
  readonly remark?: string
}

/**
 * Writes down what a caller does or was refused. Reading who bought is written down by the routes that show it, in the
 * same way. What `X-User-Email` says is kept as a note: it was not checked and grants nothing.
 */
export async function audit(
  db: Queryable,
  request: FastifyRequest,
  { remark, ...note }: AuditNote,
): Promise<void> {
  const subject = subjectOf(request)
  const email = request.headers['x-user-email']
  const notes = [
    ...(typeof email === 'string' ? [`X-User-Email: ${onlyEmail(email)}`] : []),
    ...(remark === undefined ? [] : [remark]),
  ]
  await recordAudit(db, {
    actor: request.caller?.actor ?? 'anonymous',
    action: `${request.method} ${request.routeOptions.url ?? 'unknown'}`,
    requestId: request.id,
    address: request.ip.slice(0, 64),
    ...(subject === '' ? {} : { subject }),
    ...(notes.length === 0 ? {} : { note: notes.join('; ') }),
    ...note,
  })
}

/** What the address of a call names: `connectionId=con_1`. */
function subjectOf(request: FastifyRequest): string {
  return Object.entries((request.params ?? {}) as Record<string, string>)
    .map(([name, value]) => `${name}=${onlyId(value)}`)
    .join(' ')
}

/** An id as it is; of anything else, which could be whatever somebody typed, only that it was there. */
export function onlyId(text: string): string {
  return /^[\w.-]{1,80}$/.test(text) ? text : '(no id)'
}

/** What somebody says who they are, if it could be: anything else is not worth keeping. */
function onlyEmail(text: string): string {
  return /^[\w.+-]{1,64}@[\w.-]{1,190}$/.test(text) ? text : '(no e-mail address)'
}
