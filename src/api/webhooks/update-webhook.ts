import { Type } from 'typebox'
import { updateWebhook } from '../../store/webhooks.ts'
import type { Api, ApiContext } from '../context.ts'
import { strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import { checkWebhookUrl } from './check-url.ts'
import {
  OfTenant,
  requireWebhook,
  toWebhookView,
  WebhookParams,
  WebhookView,
  webhookWish,
} from './webhook-view.ts'

export function registerUpdateWebhook(api: Api, { db, settings }: ApiContext): void {
  api.patch(
    '/webhooks/:webhookId',
    {
      schema: {
        operationId: 'updateWebhook',
        tags: ['Webhooks'],
        summary: 'Change the address, the events or the description; what is not given stays',
        params: WebhookParams,
        querystring: OfTenant,
        body: strict({
          tenantId: Type.Optional(TenantId),
          url: Type.Optional(webhookWish.url),
          events: Type.Optional(webhookWish.events),
          description: Type.Optional(webhookWish.description),
        }),
        response: { 200: WebhookView },
      },
    },
    async (request) => {
      const { webhookId } = request.params
      const { url, events, description } = request.body
      const { tenantId } = await requireTenant(db, request)
      await requireWebhook(db.of(tenantId), webhookId)
      if (url !== undefined) await checkWebhookUrl(url, settings.allowPrivateWebhooks === true)
      await updateWebhook(db.of(tenantId), webhookId, {
        url,
        description,
        events: events === undefined ? undefined : [...new Set(events)],
      })
      return toWebhookView(await requireWebhook(db.of(tenantId), webhookId))
    },
  )
}
