import { Type } from 'typebox'
import { countTenants } from '../../store/sync-status.ts'
import { listTenants } from '../../store/tenants.ts'
import type { Api, ApiContext } from '../context.ts'
import { idOfCursor } from '../cursor.ts'
import { Cursor, Next, pageLimit, strict } from '../schemas.ts'
import { TenantView, toTenantView } from './tenant-view.ts'

export function registerListTenants(api: Api, { db, cursors }: ApiContext): void {
  api.get(
    '/tenants',
    {
      schema: {
        operationId: 'listTenants',
        tags: ['Tenants'],
        summary: 'All tenants, by id',
        querystring: strict({ limit: pageLimit(1000, 200), after: Type.Optional(Cursor) }),
        response: {
          200: Type.Object({ tenants: Type.Array(TenantView), total: Type.Integer(), next: Next }),
        },
      },
    },
    async (request) => {
      const { after, limit = 200 } = request.query
      const list = { list: 'tenants', tenantId: null }
      const position = after === undefined ? null : idOfCursor((await cursors.read(after, list))[0])
      const rows = await listTenants(db, position, limit + 1)
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return {
        tenants: page.map(toTenantView),
        total: await countTenants(db),
        next: last === undefined ? null : await cursors.write(list, [last.tenantId]),
      }
    },
  )
}
