import { runLane } from '../../src/sync/run-lane.ts'
import { type Journey, minutes } from '../journey.ts'
import { type AlertRule, firings, readRules } from './alerts.ts'
import { evaluate, type Sample } from './promql.ts'
import { repeatWithPromtool } from './promtool.ts'
import { type Target, Timeline } from './timeline.ts'

const general = readRules('ordersync.rules.yaml')
/** Every alert that we ship: with those for whoever schedules from outside. */
export const rules: readonly AlertRule[] = [...general, ...readRules('external-schedule.rules.yaml')]
export const api: Target = { job: 'ordersync-api', instance: '10.0.0.1:3000' }

/** A Prometheus that watches a journey, minute by minute on the journey's clock. */
export class Watch {
  readonly journey: Journey
  readonly timeline = new Timeline()
  minute = 0
  #last: string | null = null

  constructor(journey: Journey) {
    this.journey = journey
  }

  /** Lets minutes pass, four at a time: the lanes that are due are run, something else happens, metrics are read. */
  async pass(
    count: number,
    happens: () => Promise<unknown> = async () => {},
    work: (journey: Journey) => Promise<unknown> = runDue,
  ): Promise<void> {
    for (const end = this.minute + count; this.minute < end; this.minute += 4) {
      await work(this.journey)
      await happens()
      this.scrape(await this.journey.ordersync.metrics.registry.metrics())
      await this.journey.advance(minutes(4))
    }
  }

  /** Lets hours pass in which nothing happens: Prometheus reads what it read before. */
  async skip(hours: number): Promise<void> {
    await this.journey.advance(minutes(hours * 60))
    for (const end = this.minute + hours * 60; this.minute < end; this.minute += 4) this.scrape(this.#last)
  }

  scrape(text: string | null, from = api): void {
    if (from === api) this.#last = text
    this.timeline.scrape(this.minute * 60, from, text)
  }

  /** The names of everything that was raised meanwhile. */
  raised(of = general): readonly string[] {
    const span = { from: 0, to: this.minute * 60 }
    const found = firings(of, this.timeline, span.from, span.to)
    repeatWithPromtool(of, this.timeline, span, found)
    return found.map(({ alert }) => alert)
  }

  /** Whether an alert's condition is there at a minute. */
  holdsAt(alert: string, minute: number): boolean {
    const { expr } = rules.find((rule) => rule.alert === alert) as AlertRule
    return (evaluate(expr, this.timeline, minute * 60) as readonly Sample[]).length > 0
  }
}

export async function runDue({ database, ordersync }: Journey): Promise<void> {
  const { rows } = await database.admin.query<{
    tenantId: string
    connectionId: string
    lane: 'delta'
  }>(
    `SELECT tenant_id AS "tenantId", connection_id AS "connectionId", lane FROM ordersync.sync_states
     WHERE next_due_at <= ordersync.now() AND lane IN ('delta', 'backfill')`,
  )
  for (const lane of rows) await runLane(ordersync.engine, lane, 'schedule', new AbortController().signal)
}
