import { Type } from 'typebox'
import { listErasures } from '../../store/erase-tenant.ts'
import type { Api, ApiContext } from '../context.ts'
import { pageLimit, strict } from '../schemas.ts'
import { ErasureView, toErasureView } from './erasure-view.ts'

export function registerListErasures(api: Api, { db }: ApiContext): void {
  api.get(
    '/erasures',
    {
      schema: {
        operationId: 'listErasures',
        tags: ['Tenants'],
        summary: 'Receipts of tenants that were erased, newest first',
        querystring: strict({ limit: pageLimit(1000, 100) }),
        response: { 200: Type.Object({ erasures: Type.Array(ErasureView) }) },
      },
    },
    async ({ query: { limit = 100 } }) => ({
      erasures: (await listErasures(db, limit)).map(toErasureView),
    }),
  )
}
