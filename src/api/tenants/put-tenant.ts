import { Type } from 'typebox'
import { createTenant, saveTenant } from '../../store/tenants.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { DisplayText, ProblemSchema, strict, TenantId } from '../schemas.ts'
import { TenantView, toTenantView } from './tenant-view.ts'

export function registerPutTenant(api: Api, { db }: ApiContext): void {
  api.put(
    '/tenants/:tenantId',
    {
      schema: {
        operationId: 'putTenant',
        tags: ['Tenants'],
        summary: 'Create a tenant (201) or rename it (200)',
        description: 'With `If-None-Match: *` it only creates: a tenant that there is stays as it is (412).',
        params: strict({ tenantId: TenantId }),
        querystring: strict({}),
        // RFC 9110, 13.1.2. Tenants have no entity tags: nothing but the asterisk has a meaning.
        headers: Type.Object({ 'if-none-match': Type.Optional(Type.Literal('*')) }),
        body: strict({ displayName: DisplayText }),
        response: { 200: TenantView, 201: TenantView, 412: ProblemSchema },
      },
    },
    async (request, reply) => {
      const { tenantId } = request.params
      const { displayName } = request.body
      if (request.headers['if-none-match'] === '*') {
        const created = await createTenant(db.of(tenantId), displayName)
        if (created === null) throw new Problem('tenant_exists', 'Choose another id, or use this tenant.')
        return reply.code(201).send(toTenantView(created))
      }
      const tenant = await saveTenant(db.of(tenantId), displayName)
      return reply.code(tenant.created ? 201 : 200).send(toTenantView(tenant))
    },
  )
}
