import { Type } from 'typebox'
import { countTenants, type StatusPosition } from '../../store/sync-status.ts'
import type { Api, ApiContext } from '../context.ts'
import { type CursorPosition, idOfCursor, instantOfCursor } from '../cursor.ts'
import { Problem } from '../problem.ts'
import { Cursor, Instant, Next, pageLimit, strict, TenantId } from '../schemas.ts'
import { readStatus } from './read-status.ts'
import { TenantStatus, TenantStatusDetail, toTenantStatus, toTenantStatusDetail } from './status-view.ts'

const StatusList = Type.Object({
  at: { ...Instant, description: 'When this was so, by the clock that every instant here is measured with.' },
  totalTenants: Type.Integer(),
  tenants: Type.Array(TenantStatus, {
    description: 'Least recently successful first, never synced before all.',
  }),
  next: Next,
})

export function registerGetStatus(api: Api, context: ApiContext): void {
  const { db, clock, cursors } = context
  api.get(
    '/orders/sync/status',
    {
      schema: {
        operationId: 'getSyncStatus',
        tags: ['Sync'],
        summary: 'Where the sync stands: of all tenants, or of the one that is named',
        querystring: strict({
          tenantId: Type.Optional(TenantId),
          limit: pageLimit(1000, 1000),
          after: Type.Optional(Cursor),
        }),
        response: { 200: Type.Union([StatusList, TenantStatusDetail]) },
      },
    },
    async (request) => {
      const { tenantId, namesTenant } = request
      const limit = request.query.limit ?? 1000
      const { after } = request.query
      const list = { list: 'status', tenantId }
      const offset = after === undefined ? null : readPosition(await cursors.read(after, list))
      const { rows, backfillsOf } = await readStatus(context, tenantId, { offset, limit: limit + 1 })
      const now = clock.now()
      if (namesTenant && tenantId !== null) {
        const [tenant] = rows
        if (tenant === undefined) throw new Problem('tenant_not_found', `There is no tenant "${tenantId}".`)
        return toTenantStatusDetail(tenant, backfillsOf(tenantId), now)
      }
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return {
        at: now.toISOString(),
        totalTenants: tenantId === null ? await countTenants(db) : page.length,
        tenants: page.map((tenant) => toTenantStatus(tenant, backfillsOf(tenant.tenantId), now)),
        next: last === undefined ? null : await cursors.write(list, toTexts(last.position)),
      }
    },
  )
}

function toTexts({ oldestSuccessAt, tenantId }: StatusPosition): CursorPosition {
  return [oldestSuccessAt?.toISOString() ?? null, tenantId]
}

function readPosition([at, tenantId]: CursorPosition): StatusPosition {
  return {
    oldestSuccessAt: at === null ? null : new Date(instantOfCursor(at)),
    tenantId: idOfCursor(tenantId),
  }
}
