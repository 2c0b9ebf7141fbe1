import type { FastifyRequest } from 'fastify'
import type { Queryable } from '../store/database.ts'
import { audit } from './audit.ts'
import { Problem } from './problem.ts'

/** To ask whether one is signed in is no attempt at anything. */
function isRefusal(error: unknown): error is Problem {
  return error instanceof Problem && [401, 403].includes(error.statusCode) && error.code !== 'not_signed_in'
}

/** Writes a refusal to the audit log, whoever refused: the door or a handler. Anything else that went wrong is none. */
export async function auditRefusal(db: Queryable, request: FastifyRequest, error: unknown): Promise<void> {
  if (!isRefusal(error)) return
  await audit(db, request, {
    allowed: false,
    tenantId: request.caller?.tenantId ?? request.tenantId,
    code: error.code,
    ...(error.auditedAs === undefined ? {} : { subject: error.auditedAs }),
  })
}
