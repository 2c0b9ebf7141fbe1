import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Problem } from '../problem.ts'

export const AllowSharedSeller = Type.Optional(
  Type.Boolean({ description: 'Operator only: let two tenants connect the same selling partner.' }),
)

/** Throws a 403 when somebody else than an operator decides about it, either way. */
export function refuseUnlessOperator(request: FastifyRequest, allowSharedSeller: boolean | undefined): void {
  if (allowSharedSeller === undefined || request.caller?.role === 'operator') return
  throw new Problem('forbidden', 'Only an operator decides about allowSharedSeller.', {
    field: 'allowSharedSeller',
  })
}
