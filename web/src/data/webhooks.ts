import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, ask } from '../api/client.ts'
import type { operations } from '../api/schema.d.ts'

export type Webhook =
  operations['listWebhooks']['responses'][200]['content']['application/json']['webhooks'][number]
export type WebhookEvent = Webhook['events'][number]
export type Delivery =
  operations['listWebhookDeliveries']['responses'][200]['content']['application/json']['deliveries'][number]
export type DeliveryState = Delivery['state']

export const webhookEvents = ['order.created', 'order.updated', 'order.shipped', 'order.cancelled'] as const
export const deliveryStates = ['open', 'delivered', 'dead'] as const

export interface WebhookWish {
  readonly url: string
  readonly events: WebhookEvent[]
  readonly description?: string
}

/** Where a tenant's changes are sent. */
export function webhooksQuery(tenantId: string) {
  return queryOptions({
    queryKey: ['webhooks', tenantId, 'list'],
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/webhooks', { params: { query: { tenantId } }, signal }))).webhooks,
    refetchInterval: 5000,
  })
}

/** What was sent to a webhook and what is still to be sent, newest first. */
export function deliveriesQuery(tenantId: string, webhookId: string, state: DeliveryState | null) {
  return infiniteQueryOptions({
    queryKey: ['webhooks', tenantId, 'deliveries', webhookId, state],
    queryFn: ({ signal, pageParam }) => {
      const query = {
        tenantId,
        limit: 50,
        ...(state === null ? {} : { state }),
        ...(pageParam === null ? {} : { after: pageParam }),
      }
      const params = { path: { webhookId }, query }
      return ask(api.GET('/api/v1/webhooks/{webhookId}/deliveries', { params, signal }))
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: 3000,
  })
}

/** Answers the secret, which the API shows this once. */
export async function createWebhook(tenantId: string, wish: WebhookWish): Promise<string> {
  const { secret } = await ask(api.POST('/api/v1/webhooks', { body: { tenantId, ...wish } }))
  return secret
}

/** Answers the new secret; the one before signs beside it for a day. */
export async function rotateSecret(tenantId: string, webhookId: string): Promise<string> {
  const params = { path: { webhookId } }
  const { secret } = await ask(
    api.POST('/api/v1/webhooks/{webhookId}/rotate-secret', { params, body: { tenantId } }),
  )
  return secret
}

export async function updateWebhook(
  tenantId: string,
  webhookId: string,
  events: WebhookEvent[],
): Promise<void> {
  const params = { path: { webhookId } }
  await ask(api.PATCH('/api/v1/webhooks/{webhookId}', { params, body: { tenantId, events } }))
}

export type WebhookMove = 'pause' | 'resume' | 'test' | 'replay'

export async function moveWebhook(tenantId: string, webhookId: string, move: WebhookMove): Promise<void> {
  const params = { path: { webhookId } }
  await ask(api.POST(`/api/v1/webhooks/{webhookId}/${move}`, { params, body: { tenantId } }))
}

/** Goes on with what changes from now on: what was missed stays unsent. */
export async function resumeFromNow(tenantId: string, webhookId: string): Promise<void> {
  const params = { path: { webhookId } }
  await ask(api.POST('/api/v1/webhooks/{webhookId}/resume', { params, body: { tenantId, skip: true } }))
}

export async function deleteWebhook(tenantId: string, webhookId: string): Promise<void> {
  const params = { path: { webhookId }, query: { tenantId } }
  await ask(api.DELETE('/api/v1/webhooks/{webhookId}', { params }))
}

export async function replayDelivery(tenantId: string, webhookId: string, deliveryId: string): Promise<void> {
  const params = { path: { webhookId, deliveryId } }
  await ask(
    api.POST('/api/v1/webhooks/{webhookId}/deliveries/{deliveryId}/replay', { params, body: { tenantId } }),
  )
}
