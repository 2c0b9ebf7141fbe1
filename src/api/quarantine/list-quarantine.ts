import { Type } from 'typebox'
import { listQuarantine } from '../../store/quarantine.ts'
import type { Api, ApiContext } from '../context.ts'
import { idOfCursor } from '../cursor.ts'
import { Cursor, Instant, Next, nullable, pageLimit, strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'

const Entry = Type.Object({
  quarantineId: Type.String(),
  connectionId: Type.String(),
  externalOrderId: nullable(Type.String()),
  reason: Type.String(),
  firstSeenAt: Instant,
  lastSeenAt: Instant,
  timesSeen: Type.Integer(),
})

export function registerListQuarantine(api: Api, { db, cursors }: ApiContext): void {
  api.get(
    '/quarantine',
    {
      schema: {
        operationId: 'listQuarantine',
        tags: ['Orders'],
        summary: 'What Amazon sent and could not be read as an order, newest first',
        querystring: strict({
          tenantId: Type.Optional(TenantId),
          limit: pageLimit(200, 50),
          after: Type.Optional(Cursor),
        }),
        response: { 200: Type.Object({ quarantine: Type.Array(Entry), next: Next }) },
      },
    },
    async (request) => {
      const { after, limit = 50 } = request.query
      const { tenantId } = await requireTenant(db, request)
      const list = { list: 'quarantine', tenantId }
      const position = after === undefined ? null : idOfCursor((await cursors.read(after, list))[0])
      const rows = await listQuarantine(db.of(tenantId), position, limit + 1)
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return {
        quarantine: page.map(({ tenantId: _, firstSeenAt, lastSeenAt, ...entry }) => ({
          ...entry,
          firstSeenAt: firstSeenAt.toISOString(),
          lastSeenAt: lastSeenAt.toISOString(),
        })),
        next: last === undefined ? null : await cursors.write(list, [last.quarantineId]),
      }
    },
  )
}
