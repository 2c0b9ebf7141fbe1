import { SecretStoreUnavailable } from '../runtime/key-provider.ts'
import type { Log } from '../runtime/log.ts'
import { renewOpenDeliveries } from '../store/webhook-deliveries.ts'
import { claimWebhooks, releaseWebhook, type WebhookTurn } from '../store/webhook-turns.ts'
import { type TurnTools, takeStep } from './webhook-turn.ts'

/** How many webhooks one process serves at a time; each has one request under way at most. */
const places = 50
/** A webhook with much to send makes room for others after so long. */
const turnMs = 20_000
const pauseWithoutKeysMs = 60_000

/**
 * A process's share of sending. Changes are read from the feed by a place per webhook, so no sync ever writes or waits for
 * a delivery. A webhook is served by one worker at a time, so its deliveries arrive in order as long as it accepts them,
 * and a slow one holds nothing but its own place.
 */
export class WebhookSender {
  readonly #tools: TurnTools
  readonly #log: Log
  readonly #running = new Set<Promise<void>>()
  #stopped = false

  constructor(tools: TurnTools, log: Log) {
    this.#tools = tools
    this.#log = log
  }

  /** Takes webhooks that have something to send, as far as places are free, and serves them in the background. */
  async tick(): Promise<void> {
    const free = places - this.#running.size
    if (free <= 0 || this.#stopped) return
    const turns = await claimWebhooks(this.#tools.db, this.#tools.random.id('turn'), free)
    for (const turn of turns) {
      const running = this.#serve(turn).finally(() => this.#running.delete(running))
      this.#running.add(running)
    }
  }

  /** Resolves when nothing is being sent. */
  async idle(): Promise<void> {
    await Promise.all(this.#running)
  }

  /** Begins nothing more and waits for what is under way: ten seconds and a little at most. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.idle()
    await this.#tools.poster.close()
  }

  async #serve(turn: WebhookTurn): Promise<void> {
    try {
      await releaseWebhook(this.#tools.db.of(turn.tenantId), turn, await this.#takeSteps(turn))
    } catch (error) {
      // The lease ends by itself, and the delivery comes again.
      this.#log.warn(
        { event: 'webhook_failed', tenantId: turn.tenantId, webhookId: turn.webhookId, error },
        'a webhook could not be served; it is tried again',
      )
      if (error instanceof SecretStoreUnavailable) {
        await this.#rest(turn).catch(() => {})
      }
    }
  }

  /** Leaves a webhook alone whose secret cannot be had. No attempt was made, so none counts. */
  async #rest(turn: WebhookTurn): Promise<void> {
    const db = this.#tools.db.of(turn.tenantId)
    await renewOpenDeliveries(db, turn.webhookId)
    await releaseWebhook(db, turn, pauseWithoutKeysMs)
  }

  /** Steps until there is nothing more to do. Answers for how long nobody should take the webhook. */
  async #takeSteps(turn: WebhookTurn): Promise<number> {
    const until = Date.now() + turnMs
    while (!this.#stopped && Date.now() < until) {
      const pauseMs = await takeStep(this.#tools, turn)
      if (pauseMs !== null) return pauseMs
    }
    return 0
  }
}
