import type { Api, ApiContext } from '../context.ts'
import { requireTenant } from '../tenant-choice.ts'
import { OfTenant, requireWebhook, toWebhookView, WebhookParams, WebhookView } from './webhook-view.ts'

export function registerGetWebhook(api: Api, { db }: ApiContext): void {
  api.get(
    '/webhooks/:webhookId',
    {
      schema: {
        operationId: 'getWebhook',
        tags: ['Webhooks'],
        summary: 'One webhook and how it is doing',
        params: WebhookParams,
        querystring: OfTenant,
        response: { 200: WebhookView },
      },
    },
    async (request) => {
      const { tenantId } = await requireTenant(db, request)
      return toWebhookView(await requireWebhook(db.of(tenantId), request.params.webhookId))
    },
  )
}
