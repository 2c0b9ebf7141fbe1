import { Type } from 'typebox'
import { deliveryStates, listDeliveries } from '../../store/webhook-deliveries.ts'
import type { Api, ApiContext } from '../context.ts'
import { idOfCursor } from '../cursor.ts'
import { Cursor, Next, pageLimit, strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import { DeliveryParams, DeliveryView, requireDelivery, toDeliveryView } from './delivery-view.ts'
import { OfTenant, requireWebhook, WebhookParams } from './webhook-view.ts'

export function registerListDeliveries(api: Api, { db, cursors }: ApiContext): void {
  api.get(
    '/webhooks/:webhookId/deliveries',
    {
      schema: {
        operationId: 'listWebhookDeliveries',
        tags: ['Webhooks'],
        summary: 'What was sent to a webhook, and what is still to be sent, newest first',
        params: WebhookParams,
        querystring: strict({
          tenantId: Type.Optional(TenantId),
          state: Type.Optional(Type.Enum([...deliveryStates])),
          limit: pageLimit(200, 50),
          after: Type.Optional(Cursor),
        }),
        response: { 200: Type.Object({ deliveries: Type.Array(DeliveryView), next: Next }) },
      },
    },
    async (request) => {
      const { webhookId } = request.params
      const { state = null, limit = 50, after } = request.query
      const { tenantId } = await requireTenant(db, request)
      await requireWebhook(db.of(tenantId), webhookId)
      const list = { list: `webhooks/${webhookId}/deliveries`, tenantId, filters: { state } }
      const before = after === undefined ? null : idOfCursor((await cursors.read(after, list))[0])
      const rows = await listDeliveries(db.of(tenantId), webhookId, { state, before, limit: limit + 1 })
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return {
        deliveries: page.map(toDeliveryView),
        next: last === undefined ? null : await cursors.write(list, [last.deliveryId]),
      }
    },
  )

  api.get(
    '/webhooks/:webhookId/deliveries/:deliveryId',
    {
      schema: {
        operationId: 'getWebhookDelivery',
        tags: ['Webhooks'],
        summary: 'One delivery',
        params: DeliveryParams,
        querystring: OfTenant,
        response: { 200: DeliveryView },
      },
    },
    async (request) => {
      const { webhookId, deliveryId } = request.params
      const { tenantId } = await requireTenant(db, request)
      return toDeliveryView(await requireDelivery(db.of(tenantId), webhookId, deliveryId))
    },
  )
}
