import { insertTestDelivery } from '../../store/webhook-deliveries.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { requireTenant } from '../tenant-choice.ts'
import { DeliveryView, requireDelivery, toDeliveryView } from './delivery-view.ts'
import { OfTenant, requireWebhook, TenantOnly, WebhookParams } from './webhook-view.ts'

export function registerTestWebhook(api: Api, { db, random }: ApiContext): void {
  api.post(
    '/webhooks/:webhookId/test',
    {
      schema: {
        operationId: 'testWebhook',
        tags: ['Webhooks'],
        summary: 'Send a signed delivery without changes; a worker sends it within a second or two',
        params: WebhookParams,
        querystring: OfTenant,
        body: TenantOnly,
        response: { 202: DeliveryView },
      },
    },
    async (request, reply) => {
      const { webhookId } = request.params
      const { tenantId } = await requireTenant(db, request)
      const { status } = await requireWebhook(db.of(tenantId), webhookId)
      if (status !== 'active') {
        throw new Problem('webhook_not_active', `The webhook is ${status}: resume it first.`)
      }
      const deliveryId = random.id('whd')
      await db.of(tenantId).transaction((tx) => insertTestDelivery(tx, webhookId, deliveryId))
      return reply
        .code(202)
        .send(toDeliveryView(await requireDelivery(db.of(tenantId), webhookId, deliveryId)))
    },
  )
}
