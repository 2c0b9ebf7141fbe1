import { Type } from 'typebox'
import { pauseWebhook, resumeWebhook } from '../../store/webhooks.ts'
import type { Api, ApiContext } from '../context.ts'
import { strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import {
  OfTenant,
  requireWebhook,
  TenantOnly,
  toWebhookView,
  WebhookParams,
  WebhookView,
  webhookNotFound,
} from './webhook-view.ts'

export function registerPauseWebhook(api: Api, { db }: ApiContext): void {
  api.post(
    '/webhooks/:webhookId/pause',
    {
      schema: {
        operationId: 'pauseWebhook',
        tags: ['Webhooks'],
        summary: 'Stop sending; what changes meanwhile is sent after it is resumed',
        params: WebhookParams,
        querystring: OfTenant,
        body: TenantOnly,
        response: { 200: WebhookView },
      },
    },
    async (request) => {
      const { webhookId } = request.params
      const { tenantId } = await requireTenant(db, request)
      if (!(await pauseWebhook(db.of(tenantId), webhookId))) throw webhookNotFound(webhookId)
      return toWebhookView(await requireWebhook(db.of(tenantId), webhookId))
    },
  )

  api.post(
    '/webhooks/:webhookId/resume',
    {
      schema: {
        operationId: 'resumeWebhook',
        tags: ['Webhooks'],
        summary: 'Send again what a paused or disabled webhook has missed',
        params: WebhookParams,
        querystring: OfTenant,
        body: strict({
          tenantId: Type.Optional(TenantId),
          skip: Type.Optional(
            Type.Boolean({ description: 'Leave out what it missed: only changes from now on are sent.' }),
          ),
        }),
        response: { 200: WebhookView },
      },
    },
    async (request) => {
      const { webhookId } = request.params
      const { tenantId } = await requireTenant(db, request)
      const resumed = await resumeWebhook(db.of(tenantId), webhookId, request.body.skip === true)
      if (!resumed) throw webhookNotFound(webhookId)
      return toWebhookView(await requireWebhook(db.of(tenantId), webhookId))
    },
  )
}
