import { eraseTenant } from '../../store/erase-tenant.ts'
import type { Api, ApiContext } from '../context.ts'
import { strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import { ErasureView, toErasureView } from './erasure-view.ts'

export function registerDeleteTenant(api: Api, { db, random }: ApiContext): void {
  api.delete(
    '/tenants/:tenantId',
    {
      schema: {
        operationId: 'eraseTenant',
        tags: ['Tenants'],
        summary: 'Erase a tenant: connections, tokens, orders, history, keys',
        description: 'For good. The answer is a receipt that is kept: how many rows went from which table.',
        params: strict({ tenantId: TenantId }),
        querystring: strict({}),
        response: { 200: ErasureView },
      },
    },
    async (request) => {
      const { tenantId } = await requireTenant(db, request)
      const asked = {
        erasureId: random.id('era'),
        by: request.caller?.actor ?? 'unknown',
        requestId: request.id,
      }
      return toErasureView(await db.of(tenantId).transaction((tx) => eraseTenant(tx, asked)))
    },
  )
}
