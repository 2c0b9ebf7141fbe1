import { Type } from 'typebox'
import { insertWebhook, webhookSecretContext } from '../../store/webhooks.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import { checkWebhookUrl } from './check-url.ts'
import {
  makeWebhookSecret,
  OfTenant,
  requireWebhook,
  SecretField,
  toWebhookView,
  webhookFields,
  webhookWish,
} from './webhook-view.ts'

const mostPerTenant = 20

export function registerCreateWebhook(api: Api, { db, vault, random, settings }: ApiContext): void {
  api.post(
    '/webhooks',
    {
      schema: {
        operationId: 'createWebhook',
        tags: ['Webhooks'],
        summary: 'Send changes to an address from now on; its secret is shown in this answer and never again',
        querystring: OfTenant,
        body: strict({
          tenantId: Type.Optional(TenantId),
          url: webhookWish.url,
          events: Type.Optional(webhookWish.events),
          description: Type.Optional(webhookWish.description),
        }),
        response: { 201: Type.Object({ ...webhookFields, secret: SecretField }) },
      },
    },
    async (request, reply) => {
      const { url, events = ['order.created', 'order.updated'], description = null } = request.body
      const { tenantId } = await requireTenant(db, request)
      await checkWebhookUrl(url, settings.allowPrivateWebhooks === true)
      const webhookId = random.id('wh')
      const secret = makeWebhookSecret()
      const sealedSecret = await vault.seal(tenantId, webhookSecretContext(webhookId), secret)
      const webhook = { webhookId, url, description, events: [...new Set(events)], sealedSecret }
      const inserted = await db.of(tenantId).transaction((tx) => insertWebhook(tx, webhook, mostPerTenant))
      if (!inserted) {
        throw new Problem(
          'too_many_webhooks',
          `A tenant has ${mostPerTenant} webhooks at most: delete one first.`,
        )
      }
      const view = toWebhookView(await requireWebhook(db.of(tenantId), webhookId))
      return reply.code(201).send({ ...view, secret: secret.reveal() })
    },
  )
}
