import { type Static, Type } from 'typebox'
import type { AuditFilter } from '../../store/audit-log.ts'
import { datePattern, readDateFrom, readDateTo } from '../orders/order-dates.ts'
import { TenantId } from '../schemas.ts'

/** How the log can be narrowed down, in a list and in an export. */
export const auditFilters = {
  tenantId: Type.Optional(TenantId),
  actor: Type.Optional(
    Type.String({
      pattern: '^[\\x21-\\x7e]{1,260}$',
      description: 'The id of a key, `oidc:` and a subject, or `anonymous`.',
    }),
  ),
  action: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9/:_. -]{1,200}$',
      description: 'How the action begins: `DELETE`, or `POST /api/v1/orders`.',
    }),
  ),
  allowed: Type.Optional(Type.Boolean()),
  from: Type.Optional(
    Type.String({ pattern: datePattern, description: 'A day (from its start, UTC) or an instant.' }),
  ),
  to: Type.Optional(
    Type.String({ pattern: datePattern, description: 'A day (to its end, UTC) or an instant.' }),
  ),
}

const Filters = Type.Object(auditFilters)

export function readAuditFilter(query: Static<typeof Filters>): AuditFilter {
  return {
    actor: query.actor ?? null,
    action: query.action ?? null,
    allowed: query.allowed ?? null,
    from: query.from === undefined ? null : readDateFrom(query.from, 'from'),
    before: query.to === undefined ? null : readDateTo(query.to, 'to'),
  }
}
