import { Type } from 'typebox'
import { eraseTenant } from '../../store/tenants.ts'
import type { Api, ApiContext } from '../context.ts'
import { Instant, strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'

export function registerDeleteTenant(api: Api, { db, clock }: ApiContext): void {
  api.delete(
    '/tenants/:tenantId',
    {
      schema: {
        operationId: 'eraseTenant',
        tags: ['Tenants'],
        summary: 'Erase a tenant: connections, tokens, orders, history, keys',
        description: 'For good. The answer is a receipt: how many rows went from which table.',
        params: strict({ tenantId: TenantId }),
        querystring: strict({}),
        response: {
          200: Type.Object({
            tenantId: TenantId,
            erasedAt: Instant,
            erasedRows: Type.Record(Type.String(), Type.Integer()),
          }),
        },
      },
    },
    async (request) => {
      const { tenantId } = await requireTenant(db, request)
      const erasedRows = await db.of(tenantId).transaction((tx) => eraseTenant(tx))
      return { tenantId, erasedAt: clock.now().toISOString(), erasedRows: { ...erasedRows } }
    },
  )
}
