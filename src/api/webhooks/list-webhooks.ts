import { Type } from 'typebox'
import { listWebhooks } from '../../store/webhooks.ts'
import type { Api, ApiContext } from '../context.ts'
import { requireTenant } from '../tenant-choice.ts'
import { OfTenant, toWebhookView, WebhookView } from './webhook-view.ts'

export function registerListWebhooks(api: Api, { db }: ApiContext): void {
  api.get(
    '/webhooks',
    {
      schema: {
        operationId: 'listWebhooks',
        tags: ['Webhooks'],
        summary: 'The webhooks of a tenant',
        querystring: OfTenant,
        response: { 200: Type.Object({ webhooks: Type.Array(WebhookView) }) },
      },
    },
    async (request) => {
      const { tenantId } = await requireTenant(db, request)
      return { webhooks: (await listWebhooks(db.of(tenantId))).map(toWebhookView) }
    },
  )
}
