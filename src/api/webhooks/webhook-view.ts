import { randomBytes } from 'node:crypto'
import { type Static, Type } from 'typebox'
import { disabledCodeOf, disabledCodes } from '../../domain/webhook-disabling.ts'
import { webhookEvents } from '../../domain/webhook-events.ts'
import { Secret } from '../../runtime/secret.ts'
import type { TenantQueryable } from '../../store/database.ts'
import { findWebhook, type Webhook } from '../../store/webhooks.ts'
import { Problem } from '../problem.ts'
import { DisplayText, Id, Instant, nullable, strict, TenantId } from '../schemas.ts'

export const WebhookParams = strict({ webhookId: Id })
export const OfTenant = strict({ tenantId: Type.Optional(TenantId) })
/** A body without fields of its own: clients that name the tenant there may. */
export const TenantOnly = strict({ tenantId: Type.Optional(TenantId) })

export const webhookWish = {
  url: Type.String({
    maxLength: 2000,
    pattern: '^[\\x21-\\x7e]+$',
    examples: ['https://example.com/hooks/orders'],
  }),
  events: Type.Array(Type.Enum([...webhookEvents]), { minItems: 1, maxItems: webhookEvents.length }),
  description: DisplayText,
}

export const webhookFields = {
  tenantId: TenantId,
  webhookId: Type.String(),
  url: Type.String(),
  description: nullable(Type.String()),
  events: Type.Array(Type.Enum([...webhookEvents])),
  status: Type.Enum(['active', 'paused', 'disabled'], {
    description: 'paused: by its tenant. disabled: given up, for `disabledReason`.',
  }),
  disabledReason: nullable(Type.String()),
  disabledCode: nullable(
    Type.Enum([...disabledCodes], {
      description:
        'The same as a code. fell_behind: behind the changes that are kept. failing: every delivery, for days.',
    }),
  ),
  previousSecretUntil: nullable(Instant),
  failingSince: nullable(Instant),
  lastSuccessAt: nullable(Instant),
  changesBehind: Type.Integer({ description: 'Changes of the feed that are not in a delivery yet.' }),
  deliveriesOpen: Type.Integer({ description: 'To be sent, now or again.' }),
  deliveriesDead: Type.Integer({ description: 'Given up after 24 hours; they can be replayed.' }),
  createdAt: Instant,
}

/** A webhook without its secret. */
export const WebhookView = Type.Object(webhookFields)

export const SecretField = Type.String({
  description: 'Signs every delivery. Keep it: it is shown only here.',
  examples: ['whsec_…'],
})

export function toWebhookView(webhook: Webhook): Static<typeof WebhookView> {
  return {
    ...webhook,
    events: [...webhook.events],
    disabledCode: disabledCodeOf(webhook.disabledReason),
    previousSecretUntil: webhook.previousSecretUntil?.toISOString() ?? null,
    failingSince: webhook.failingSince?.toISOString() ?? null,
    lastSuccessAt: webhook.lastSuccessAt?.toISOString() ?? null,
    createdAt: webhook.createdAt.toISOString(),
  }
}

/** 256 random bits. */
export function makeWebhookSecret(): Secret {
  return new Secret(`whsec_${randomBytes(32).toString('base64url')}`)
}

/** The webhook of that tenant. Throws a 404 when it has none with this id. */
export async function requireWebhook(db: TenantQueryable, webhookId: string): Promise<Webhook> {
  const webhook = await findWebhook(db, webhookId)
  if (webhook === null) throw webhookNotFound(webhookId)
  return webhook
}

export function webhookNotFound(webhookId: string): Problem {
  return new Problem('webhook_not_found', `The tenant has no webhook "${webhookId}".`)
}
