import { Type } from 'typebox'
import { replayDeadDeliveries, replayDelivery } from '../../store/webhook-deliveries.ts'
import type { Api, ApiContext } from '../context.ts'
import { requireTenant } from '../tenant-choice.ts'
import { DeliveryParams, DeliveryView, requireDelivery, toDeliveryView } from './delivery-view.ts'
import { OfTenant, requireWebhook, TenantOnly, WebhookParams } from './webhook-view.ts'

export function registerReplayDeliveries(api: Api, { db }: ApiContext): void {
  api.post(
    '/webhooks/:webhookId/deliveries/:deliveryId/replay',
    {
      schema: {
        operationId: 'replayWebhookDelivery',
        tags: ['Webhooks'],
        summary: 'Send a delivery again, with the same id; one that is open stays as it is',
        params: DeliveryParams,
        querystring: OfTenant,
        body: TenantOnly,
        response: { 202: DeliveryView },
      },
    },
    async (request, reply) => {
      const { webhookId, deliveryId } = request.params
      const { tenantId } = await requireTenant(db, request)
      await requireDelivery(db.of(tenantId), webhookId, deliveryId)
      await db.of(tenantId).transaction((tx) => replayDelivery(tx, webhookId, deliveryId))
      return reply
        .code(202)
        .send(toDeliveryView(await requireDelivery(db.of(tenantId), webhookId, deliveryId)))
    },
  )

  api.post(
    '/webhooks/:webhookId/replay',
    {
      schema: {
        operationId: 'replayWebhookDeadLetters',
        tags: ['Webhooks'],
        summary: 'Send all dead deliveries of a webhook again',
        params: WebhookParams,
        querystring: OfTenant,
        body: TenantOnly,
        response: { 202: Type.Object({ webhookId: Type.String(), replayed: Type.Integer() }) },
      },
    },
    async (request, reply) => {
      const { webhookId } = request.params
      const { tenantId } = await requireTenant(db, request)
      await requireWebhook(db.of(tenantId), webhookId)
      const replayed = await db.of(tenantId).transaction((tx) => replayDeadDeliveries(tx, webhookId))
      return reply.code(202).send({ webhookId, replayed })
    },
  )
}
