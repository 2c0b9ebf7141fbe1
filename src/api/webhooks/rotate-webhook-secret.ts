import { Type } from 'typebox'
import { rotateSecret, webhookSecretContext } from '../../store/webhooks.ts'
import type { Api, ApiContext } from '../context.ts'
import { strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import {
  makeWebhookSecret,
  OfTenant,
  requireWebhook,
  SecretField,
  toWebhookView,
  WebhookParams,
  webhookFields,
  webhookNotFound,
} from './webhook-view.ts'

export function registerRotateWebhookSecret(api: Api, { db, vault }: ApiContext): void {
  api.post(
    '/webhooks/:webhookId/rotate-secret',
    {
      schema: {
        operationId: 'rotateWebhookSecret',
        tags: ['Webhooks'],
        summary: 'Make a new secret; for some hours both the new one and the one before sign',
        params: WebhookParams,
        querystring: OfTenant,
        body: strict({
          tenantId: Type.Optional(TenantId),
          overlapHours: Type.Optional(
            Type.Integer({
              minimum: 0,
              maximum: 168,
              description: '24 unless given; 0 when the secret leaked.',
            }),
          ),
        }),
        response: { 200: Type.Object({ ...webhookFields, secret: SecretField }) },
      },
    },
    async (request) => {
      const { webhookId } = request.params
      const { tenantId } = await requireTenant(db, request)
      await requireWebhook(db.of(tenantId), webhookId)
      const secret = makeWebhookSecret()
      const sealed = await vault.seal(tenantId, webhookSecretContext(webhookId), secret)
      const rotated = await rotateSecret(db.of(tenantId), webhookId, sealed, request.body.overlapHours ?? 24)
      if (!rotated) throw webhookNotFound(webhookId)
      return { ...toWebhookView(await requireWebhook(db.of(tenantId), webhookId)), secret: secret.reveal() }
    },
  )
}
