import { reasonCodes } from './domain/reason-code.ts'
import type { Clock } from './runtime/clock.ts'
import type { Metrics } from './runtime/metrics.ts'
import { findSecondsToSecretExpiry } from './store/application-notices.ts'
import type { Database } from './store/database.ts'
import { type FleetFigures, readFleetFigures } from './store/fleet-figures.ts'
import { type ByLabel, type LabelledFigures, readLabelledFigures } from './store/labelled-figures.ts'
import { findSecondsSinceGlobalSync, type QueueFigures, readQueueFigures } from './store/queue-figures.ts'
import { type QuotaFigures, readQuotaFigures } from './store/quota-figures.ts'
import { countDueRenewals } from './store/renewals.ts'
import { readWebhookFigures, type WebhookFigures } from './store/webhook-figures.ts'

/**
 * The state of the whole installation as gauges: the same whichever process is asked, so whoever draws them takes the
 * maximum over processes. They are read from the database when somebody asks, each source once a second at most.
 */
export function publishFigures(metrics: Metrics, db: Database, clock: Clock): void {
  const figures = forOneSecond(clock, () => readLabelledFigures(db))
  const queues = forOneSecond(clock, () => readQueueFigures(db))
  publishConnections(metrics, db, clock, figures, queues)
  publishWork(metrics, db, figures, queues)
  publishHistory(metrics, figures)
  publishQuotas(metrics, db, clock)
  publishWebhooks(metrics, db, clock)
  publishApplication(metrics, db)
}

type Figures = () => Promise<LabelledFigures>
type Queues = () => Promise<readonly QueueFigures[]>

function publishConnections(
  metrics: Metrics,
  db: Database,
  clock: Clock,
  figures: Figures,
  queues: Queues,
): void {
  const read = forOneSecond(clock, () => readFleetFigures(db))
  const of = (name: keyof FleetFigures) => async () => (await read())[name]
  metrics.gauge('ordersync_connections', 'Connections of all tenants.', of('connections'))
  metrics.gauge('ordersync_connections_due', 'Connections whose next poll is due.', of('due'))
  metrics.gauge(
    'ordersync_connections_late',
    'Connections that have waited for a worker for more than ten minutes, without a job or with one that nobody takes.',
    async () => {
      // Whoever has a job is made due a minute later each time the tick sees it: the job knows since when it waits.
      const queued = (await queues()).find(({ queue }) => queue === 'delta')?.late ?? 0
      return Math.max((await read()).late, queued)
    },
  )
  metrics.gauge('ordersync_connections_failing', 'Connections whose last run failed.', of('failing'))
  metrics.gauge(
    'ordersync_connections_reauthorization_required',
    'Connections whose authorisation Amazon no longer accepts.',
    of('reauthorizationRequired'),
  )
  metrics.gaugeBy(
    'ordersync_connections_reauthorization_due',
    'Connected sellers whose consent ends within so many days.',
    'within_days',
    () => countDueRenewals(db),
  )
  metrics.gauge('ordersync_orders_quarantined', 'Orders that could not be read.', of('quarantined'))
  metrics.gauge(
    'ordersync_buyers_overdue',
    'Orders whose buyer data should have been erased an hour ago.',
    of('buyersOverdue'),
  )
  metrics.gauge(
    'ordersync_longest_without_success_seconds',
    'Age of the oldest last success among connections that should sync.',
    of('longestWithoutSuccessSeconds'),
  )
  metrics.gaugeBy(
    'ordersync_connections_without_success',
    'Connections that should sync and had no success for an hour, by the reason code of their last run.',
    'reason_code',
    async () => withZeros([...reasonCodes, 'none'], (await figures()).withoutSuccess),
  )
  metrics.gauge(
    'ordersync_application_secret_refused',
    "1 while Amazon refuses the application's client id or secret: nobody is synced.",
    async () => ((await read()).applicationsRefused > 0 ? 1 : 0),
  )
}

function publishWork(metrics: Metrics, db: Database, figures: Figures, queues: Queues): void {
  metrics.gaugeBy(
    'ordersync_lag_seconds',
    'How far the stored orders of active connections are behind Amazon, by quantile of connections.',
    'quantile',
    async () => (await figures()).lagSeconds,
  )
  metrics.gaugeBy('ordersync_queue_waiting', 'Jobs that no worker has taken yet.', 'queue', async () =>
    byName(await queues(), ({ waiting }) => waiting),
  )
  metrics.gauge(
    'ordersync_oldest_due_seconds',
    'Age of the oldest work whose time has come and that no worker has taken: of any lane, queued or not.',
    async () => {
      const queued = (await queues()).map(({ oldestSeconds }) => oldestSeconds)
      return Math.max(0, ...queued, ...Object.values((await figures()).oldestDueSeconds))
    },
  )
  metrics.gauge(
    'ordersync_global_sync_age_seconds',
    'Since somebody last asked for a sync of all tenants; since the installation when nobody ever has.',
    () => findSecondsSinceGlobalSync(db),
  )
}

function publishHistory(metrics: Metrics, read: Figures): void {
  metrics.gaugeBy('ordersync_backfills', 'Backfills that are under way or paused.', 'status', async () =>
    withZeros(['in_progress', 'paused'], (await read()).backfills),
  )
  metrics.gaugeBy('ordersync_backfill_windows', 'Windows of those backfills.', 'state', async () =>
    withZeros(['planned', 'requesting', 'requested', 'done'], (await read()).backfillWindows),
  )
  metrics.gauge(
    'ordersync_backfill_longest_without_progress_seconds',
    'Since the backfill under way that moved longest ago last read something, of connections with a success within the hour.',
    async () => (await read()).backfillWithoutProgressSeconds,
  )
  metrics.gauge(
    'ordersync_feed_changes',
    'Changes in the feeds of all tenants, ever.',
    async () => (await read()).feedChanges,
  )
  metrics.gauge(
    'ordersync_webhook_lag_seconds',
    'Age of the oldest change that an active webhook has not taken from the feed.',
    async () => (await read()).webhookLagSeconds,
  )
}

function publishQuotas(metrics: Metrics, db: Database, clock: Clock): void {
  const read = forOneSecond(clock, () => readQuotaFigures(db))
  const by = (value: (figures: QuotaFigures) => number) => async () =>
    Object.fromEntries((await read()).map((figures) => [figures.operation, value(figures)]))
  metrics.gaugeBy(
    'ordersync_quota_level_lowest',
    "Share of the burst left in the emptiest seller's bucket, by operation.",
    'operation',
    by(({ lowest }) => lowest),
  )
  metrics.gaugeBy(
    'ordersync_quota_level_median',
    "Share of the burst left in the middle seller's bucket, by operation.",
    'operation',
    by(({ median }) => median),
  )
  metrics.gaugeBy(
    'ordersync_quota_blocked',
    'Buckets from which nothing is drawn until some time after a 429, by operation.',
    'operation',
    by(({ blocked }) => blocked),
  )
}

function publishWebhooks(metrics: Metrics, db: Database, clock: Clock): void {
  const read = forOneSecond(clock, () => readWebhookFigures(db))
  const of = (name: keyof WebhookFigures) => async () => (await read())[name]
  metrics.gauge(
    'ordersync_webhook_changes_behind',
    'Changes that active webhooks have not taken from the feed yet.',
    of('changesBehind'),
  )
  metrics.gauge(
    'ordersync_webhook_oldest_open_seconds',
    'Age of the oldest delivery that is to be sent, now or again.',
    of('oldestOpenSeconds'),
  )
  metrics.gauge(
    'ordersync_webhook_deliveries_dead',
    'Deliveries that were given up and not replayed.',
    of('dead'),
  )
  metrics.gauge(
    'ordersync_webhooks_disabled',
    'Webhooks that were given up until their tenants resume them.',
    of('disabled'),
  )
}

function publishApplication(metrics: Metrics, db: Database): void {
  metrics.gauge(
    'ordersync_application_secret_expires_seconds',
    'Until Amazon refuses the application secret, once it has announced that.',
    () => findSecondsToSecretExpiry(db),
  )
}

/**
 * One reading serves all who ask within a second, or while it is under way: a database that does not answer is not asked
 * again and again.
 */
function forOneSecond<T>(clock: Clock, ask: () => Promise<T>): () => Promise<T> {
  let reading: { readonly at: number; readonly answer: Promise<T>; isUnderWay: boolean } | null = null
  return () => {
    const at = clock.now().getTime()
    if (reading !== null && (reading.isUnderWay || Math.abs(at - reading.at) < 1000)) return reading.answer
    const begun = { at, answer: ask(), isUnderWay: true }
    const end = (): void => {
      begun.isUnderWay = false
    }
    begun.answer.then(end, end)
    reading = begun
    return begun.answer
  }
}

function byName<T extends { readonly queue: string }>(
  rows: readonly T[],
  value: (row: T) => number,
): ByLabel {
  return {
    delta: 0,
    import: 0,
    history: 0,
    detail: 0,
    ...Object.fromEntries(rows.map((row) => [row.queue, value(row)])),
  }
}

/** What there is none of is zero, not missing. */
function withZeros(labels: readonly string[], values: ByLabel): ByLabel {
  return { ...Object.fromEntries(labels.map((label) => [label, 0])), ...values }
}
