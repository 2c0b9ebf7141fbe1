import { Type } from 'typebox'
import { type AuditPosition, listAudit } from '../../store/audit-log.ts'
import type { Api, ApiContext } from '../context.ts'
import { type CursorPosition, instantOfCursor, positionOfCursor } from '../cursor.ts'
import { Cursor, Next, pageLimit, strict } from '../schemas.ts'
import { auditFilters, readAuditFilter } from './audit-query.ts'
import { AuditView, toAuditView } from './audit-view.ts'

export function registerListAudit(api: Api, { db, cursors }: ApiContext): void {
  api.get(
    '/audit-log',
    {
      schema: {
        operationId: 'listAuditLog',
        tags: ['Audit log'],
        summary: 'Who did, or was refused, what to which tenant, newest first; kept for twelve months',
        description:
          'Changes are written down before they take effect, refusals when they are answered, and each time that somebody was shown who bought. An operator sees everything, an admin of a tenant what concerns that tenant.',
        querystring: strict({
          ...auditFilters,
          limit: pageLimit(500, 100),
          after: Type.Optional(Cursor),
        }),
        response: { 200: Type.Object({ entries: Type.Array(AuditView), next: Next }) },
      },
    },
    async (request) => {
      const { tenantId } = request
      const { after, limit = 100 } = request.query
      const filters = readAuditFilter(request.query)
      const list = { list: 'audit-log', tenantId, filters }
      const position = after === undefined ? null : readPosition(await cursors.read(after, list))
      const rows = await listAudit(db.of(tenantId), filters, position, limit + 1)
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return {
        entries: page.map(toAuditView),
        next:
          last === undefined ? null : await cursors.write(list, [last.position.at, last.position.auditId]),
      }
    },
  )
}

function readPosition([at, auditId]: CursorPosition): AuditPosition {
  return { at: instantOfCursor(at), auditId: positionOfCursor(auditId).toString() }
}
