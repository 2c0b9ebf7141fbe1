import { saveTenant } from '../../store/tenants.ts'
import type { Api, ApiContext } from '../context.ts'
import { DisplayText, strict, TenantId } from '../schemas.ts'
import { TenantView, toTenantView } from './tenant-view.ts'

export function registerPutTenant(api: Api, { db }: ApiContext): void {
  api.put(
    '/tenants/:tenantId',
    {
      schema: {
        operationId: 'putTenant',
        tags: ['Tenants'],
        summary: 'Create a tenant (201) or rename it (200)',
        params: strict({ tenantId: TenantId }),
        querystring: strict({}),
        body: strict({ displayName: DisplayText }),
        response: { 200: TenantView, 201: TenantView },
      },
    },
    async (request, reply) => {
      const tenant = await saveTenant(db.of(request.params.tenantId), request.body.displayName)
      return reply.code(tenant.created ? 201 : 200).send(toTenantView(tenant))
    },
  )
}
