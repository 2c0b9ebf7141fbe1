import type { Api, ApiContext } from '../context.ts'
import { strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import { TenantView, toTenantView } from './tenant-view.ts'

export function registerGetTenant(api: Api, { db }: ApiContext): void {
  api.get(
    '/tenants/:tenantId',
    {
      schema: {
        operationId: 'getTenant',
        tags: ['Tenants'],
        summary: 'One tenant',
        params: strict({ tenantId: TenantId }),
        querystring: strict({}),
        response: { 200: TenantView },
      },
    },
    async (request) => toTenantView(await requireTenant(db, request)),
  )
}
