import { Type } from 'typebox'
import { readFeed } from '../../../store/order-changes.ts'
import type { Tenant } from '../../../store/tenants.ts'
import type { Api, ApiContext } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { cursorPattern, pageLimit, strict, TenantId } from '../../schemas.ts'
import { requireTenant } from '../../tenant-choice.ts'
import { changesExpired, encodeChangeCursor, readStart } from './change-cursor.ts'
import { ChangeView, describeChanges } from './change-view.ts'

export const After = Type.Optional(
  Type.String({
    pattern: cursorPattern,
    description:
      'What `next` said last; `now` begins at the end. Begins at the oldest kept change unless given.',
  }),
)

export function registerListChanges(api: Api, { db }: ApiContext): void {
  api.get(
    '/orders/changes',
    {
      schema: {
        operationId: 'listOrderChanges',
        tags: ['Changes'],
        summary: 'Every stored change of every order once, in order, after a cursor',
        querystring: strict({
          tenantId: Type.Optional(TenantId),
          after: After,
          limit: pageLimit(500, 100),
        }),
        response: {
          200: Type.Object({
            changes: Type.Array(ChangeView),
            next: Type.String({
              description: 'Give it as `after` to go on, now or later: it is never null.',
            }),
            hasMore: Type.Boolean({ description: 'Whether more changes are there already.' }),
          }),
        },
      },
    },
    async (request) => {
      const { after, limit = 100 } = request.query
      const tenant = await requireTenant(db, request)
      const start = await readStart(db, tenant, after)
      const { changes, last, hasMore } = await readChanges(db, tenant, start, limit)
      return { changes: [...changes], next: encodeChangeCursor(tenant, last), hasMore }
    },
  )
}

/** A piece of the feed for a reader. Throws a 410 when going on would leave a gap, a 404 when the tenant is gone. */
export async function readChanges(
  db: ApiContext['db'],
  { tenantId }: Tenant,
  start: number | null,
  limit: number,
): Promise<{ readonly changes: readonly ChangeView[]; readonly last: number; readonly hasMore: boolean }> {
  const page = await readFeed(db.of(tenantId), start, limit)
  if (page.kind === 'no_tenant') throw new Problem('tenant_not_found', `There is no tenant "${tenantId}".`)
  if (page.kind === 'expired') throw changesExpired()
  const last = page.changes.at(-1)?.position ?? page.end
  return { changes: await describeChanges(db.of(tenantId), page.changes), last, hasMore: last < page.end }
}
