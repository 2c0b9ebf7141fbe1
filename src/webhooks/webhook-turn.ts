import { disabledReasons } from '../domain/webhook-disabling.ts'
import { disableAfterHours, pauseAfterFailure, planRetry } from '../domain/webhook-retry.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Random } from '../runtime/random.ts'
import type { Secret } from '../runtime/secret.ts'
import type { Database, TenantQueryable } from '../store/database.ts'
import { readFeed } from '../store/order-changes.ts'
import type { Vault } from '../store/vault.ts'
import {
  type AttemptOutcome,
  disableWebhook,
  type HeldWebhook,
  holdWebhook,
  insertDeliveries,
  type StartedDelivery,
  settleAttempt,
  startDelivery,
  type WebhookTurn,
} from '../store/webhook-turns.ts'
import { webhookSecretContext } from '../store/webhooks.ts'
import { composeBody } from './delivery-body.ts'
import { changesPerDelivery, planDeliveries } from './plan-deliveries.ts'
import type { Poster, PostResult } from './post.ts'
import { signatureHeader } from './signature.ts'

/** What a turn works with. */
export interface TurnTools {
  readonly db: Database
  readonly vault: Vault
  readonly clock: Clock
  readonly random: Random
  readonly poster: Poster
  readonly onAttempt: (outcome: 'delivered' | 'failed') => void
}

/**
 * One step of a turn: reads the feed on into deliveries, then sends the oldest that is due. Answers for how long nobody
 * should take the webhook, or null when there may be more to do at once.
 */
export async function takeStep(tools: TurnTools, turn: WebhookTurn): Promise<number | null> {
  const db = tools.db.of(turn.tenantId)
  const begun = await db.transaction((tx) => begin(tx, tools, turn))
  if (begun === null) return 0
  const { held, delivery, hasMore } = begun
  if (delivery === null) return hasMore ? null : 0
  const body = await composeBody(db, turn.webhookId, delivery)
  const result = body === null ? notKept : await send(tools, turn, held, delivery, body)
  tools.onAttempt(result.ok ? 'delivered' : 'failed')
  const outcome =
    body === null
      ? { ...toOutcome(tools, delivery, result), state: 'dead' as const }
      : toOutcome(tools, delivery, result)
  const failingMs = await db.transaction((tx) => settle(tx, turn, delivery.deliveryId, outcome))
  if (failingMs === null) return 0
  return result.ok ? null : pauseAfterFailure(failingMs)
}

async function begin(
  tx: TenantQueryable,
  { random }: TurnTools,
  turn: WebhookTurn,
): Promise<{
  readonly held: HeldWebhook
  readonly delivery: StartedDelivery | null
  /** Whether the feed goes on behind what was read now. */
  readonly hasMore: boolean
} | null> {
  const held = await holdWebhook(tx, turn)
  if (held === null) return null
  let hasMore = false
  if (held.room > 0) {
    const page = await readFeed(tx, held.feedPosition, held.room * changesPerDelivery)
    if (page.kind === 'expired') {
      await disableWebhook(tx, turn, disabledReasons.fell_behind)
      return null
    }
    const { deliveries, readTo } = planDeliveries(
      page.kind === 'page' ? page.changes : [],
      held.events,
      held.room,
    )
    const made = deliveries.map((positions) => ({ deliveryId: random.id('whd'), positions }))
    if (readTo !== null) await insertDeliveries(tx, turn, made, readTo)
    hasMore = page.kind === 'page' && readTo !== null && readTo < page.end
  }
  return { held, delivery: await startDelivery(tx, turn), hasMore }
}

async function send(
  { vault, clock, poster }: TurnTools,
  { tenantId, webhookId }: WebhookTurn,
  held: HeldWebhook,
  delivery: StartedDelivery,
  body: string,
): Promise<PostResult> {
  const secrets: Secret[] = []
  for (const sealed of [held.secret, held.previousSecret]) {
    if (sealed !== null) secrets.push(await vault.open(tenantId, webhookSecretContext(webhookId), sealed))
  }
  const headers = {
    'ordersync-delivery': delivery.deliveryId,
    'ordersync-webhook': webhookId,
    'ordersync-attempt': String(delivery.attempts),
    'ordersync-signature': signatureHeader(secrets, clock.now(), body),
  }
  return poster.post(held.url, headers, body)
}

const notKept: PostResult = {
  ok: false,
  status: null,
  text: null,
  durationMs: 0,
  error: 'Its changes are no longer kept: read the list of orders instead.',
}

function toOutcome({ random }: TurnTools, delivery: StartedDelivery, result: PostResult): AttemptOutcome {
  const retryInMs = result.ok ? null : planRetry(delivery.attempts, delivery.ageMs, random.unit())
  return {
    state: result.ok ? 'delivered' : retryInMs === null ? 'dead' : 'open',
    retryInMs,
    responseStatus: result.status,
    responseText: result.text,
    durationMs: result.durationMs,
    error: result.error,
  }
}

async function settle(
  tx: TenantQueryable,
  turn: WebhookTurn,
  deliveryId: string,
  outcome: AttemptOutcome,
): Promise<number | null> {
  const failingMs = await settleAttempt(tx, turn, deliveryId, outcome)
  if (failingMs !== null && failingMs >= disableAfterHours * 3_600_000)
    await disableWebhook(tx, turn, disabledReasons.failing)
  return failingMs
}
