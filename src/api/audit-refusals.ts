import type { FastifyRequest } from 'fastify'
import { audit } from './audit.ts'
import type { ApiDependencies } from './context.ts'
import type { AuditBudget } from './edge/audit-budget.ts'
import { Problem } from './problem.ts'

/**
 * Writes a refusal to the audit log, whoever refused: the door or a handler. Anything else that went wrong is none.
 * Calls of nobody in particular, and calls that came too often, are written as far as the budget goes.
 */
export function createRefusalAudit(
  { db, countRefusal }: ApiDependencies,
  budget: AuditBudget,
): (request: FastifyRequest, error: unknown) => Promise<void> {
  return async (request, error) => {
    if (!isRefusal(error)) return
    countRefusal?.({ route: routeOf(request), code: error.code })
    const isCheap = request.caller === null || error.statusCode === 429
    const { write, leftOut } = isCheap ? budget.spend() : { write: true, leftOut: 0 }
    if (!write) return
    await audit(db, request, {
      allowed: false,
      tenantId: request.caller?.tenantId ?? request.tenantId,
      code: error.code,
      ...(error.auditedAs === undefined ? {} : { subject: error.auditedAs }),
      ...(leftOut === 0 ? {} : { remark: `${leftOut} more refused calls were not written down` }),
    })
  }
}

/** As it is written in the table of routes, so that there are as many as routes; what is none has one name. */
function routeOf({ method, routeOptions }: FastifyRequest): string {
  return routeOptions.url === undefined ? 'none' : `${method} ${routeOptions.url}`
}

/** To ask whether one is signed in is no attempt at anything. */
function isRefusal(error: unknown): error is Problem {
  return (
    error instanceof Problem && [401, 403, 429].includes(error.statusCode) && error.code !== 'not_signed_in'
  )
}
