import { Type } from 'typebox'
import { deleteWebhook } from '../../store/webhooks.ts'
import type { Api, ApiContext } from '../context.ts'
import { requireTenant } from '../tenant-choice.ts'
import { OfTenant, WebhookParams, webhookNotFound } from './webhook-view.ts'

export function registerDeleteWebhook(api: Api, { db }: ApiContext): void {
  api.delete(
    '/webhooks/:webhookId',
    {
      schema: {
        operationId: 'deleteWebhook',
        tags: ['Webhooks'],
        summary: 'Send nothing there any more; its deliveries are deleted with it',
        params: WebhookParams,
        querystring: OfTenant,
        response: { 200: Type.Object({ webhookId: Type.String(), deleted: Type.Literal(true) }) },
      },
    },
    async (request) => {
      const { webhookId } = request.params
      const { tenantId } = await requireTenant(db, request)
      if (!(await deleteWebhook(db.of(tenantId), webhookId))) throw webhookNotFound(webhookId)
      return { webhookId, deleted: true as const }
    },
  )
}
