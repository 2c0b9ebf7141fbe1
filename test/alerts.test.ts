import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chaosFleet, createSeller, enroll } from '@ordersync/simulator'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Metrics } from '../src/runtime/metrics.ts'
import { runLane } from '../src/sync/run-lane.ts'
import { type JourneyApi, openJourneyApi } from './api-of-journey.ts'
import { type Journey, type JourneyOptions, minutes, startJourney } from './journey.ts'
import { firings, readRules } from './prometheus/alerts.ts'
import { repeatWithPromtool } from './prometheus/promtool.ts'
import { Timeline } from './prometheus/timeline.ts'

/**
 * The alerts, raised by the metrics of a real engine and API over time: each trouble raises exactly one. With PROMTOOL
 * naming Prometheus' promtool, it judges the same samples too.
 */

const general = readRules('ordersync.rules.yaml')
/** With those for whoever schedules from outside. */
const rules = [...general, ...readRules('external-schedule.rules.yaml')]
const fleet = chaosFleet('alerts', 2, { ordersPerMonth: 60, historyDays: 5 })
const target = { job: 'ordersync-api', instance: '10.0.0.1:3000' }

let journey: Journey | null = null
let api: JourneyApi | null = null
let timeline: Timeline
let minute = 0
beforeEach(() => {
  timeline = new Timeline()
  minute = 0
})
afterEach(async () => {
  await api?.close()
  await journey?.close()
  api = null
  journey = null
})

async function start(options: Partial<JourneyOptions> = {}): Promise<Journey> {
  journey = await startJourney({ fleet, ...options })
  return journey
}

/** Lets minutes pass, four at a time: the lanes that are due are run, something else happens, metrics are read. */
async function pass(
  count: number,
  happens: () => Promise<unknown> = async () => {},
  work: (present: Journey) => Promise<void> = runDue,
): Promise<void> {
  const present = journey as Journey
  for (const end = minute + count; minute < end; minute += 4) {
    await work(present)
    await happens()
    scrape(await present.ordersync.metrics.registry.metrics())
    await present.advance(minutes(4))
  }
}

/** Lets hours pass in which nobody looks. */
async function skip(hours: number): Promise<void> {
  await journey?.advance(minutes(hours * 60))
  minute += hours * 60
}

function scrape(text: string | null, from = target): void {
  timeline.scrape(minute * 60, from, text)
}

async function runDue(present: Journey): Promise<void> {
  const { rows } = await present.database.admin.query<{
    tenantId: string
    connectionId: string
    lane: 'delta'
  }>(
    `SELECT tenant_id AS "tenantId", connection_id AS "connectionId", lane FROM ordersync.sync_states
     WHERE next_due_at <= ordersync.now() AND lane IN ('delta', 'backfill')`,
  )
  for (const lane of rows)
    await runLane(present.ordersync.engine, lane, 'schedule', new AbortController().signal)
}

/** The names of everything that was raised meanwhile. */
function raised(of = general): readonly string[] {
  const span = { from: 0, to: minute * 60 }
  const found = firings(of, timeline, span.from, span.to)
  repeatWithPromtool(of, timeline, span, found)
  return found.map(({ alert }) => alert)
}

test('while everything works nothing is raised', async () => {
  await start()
  api = await openJourneyApi(journey as Journey)
  const global = () => api?.call(api.operator, 'POST', '/orders/sync/run/global?wait=false', {})
  await pass(40, async () => global())
  expect(raised(rules)).toEqual([])
})

test('a wrong application secret raises one alert, also when nobody had a success for hours', async () => {
  await start({ clientSecret: 'amzn1.oa2-cs.v1.wrong' })
  await pass(8)
  await skip(2)
  await pass(24)
  expect(raised()).toEqual(['OrdersyncApplicationSecretRefused'])
})

test('a connection that is refused for an hour raises one alert', async () => {
  await start()
  journey?.simulator.control.addFault({ kind: 'unauthorized', sellerId: fleet.roster[0]?.sellerId ?? '' })
  await pass(40)
  expect(raised()).toEqual([])
  await skip(1)
  await pass(24)
  expect(raised()).toEqual(['OrdersyncConnectionWithoutSuccess'])
})

test('a backfill that is in progress and that nobody looks at any more raises one alert', async () => {
  const seller = createSeller('alerts', 'seller', { ordersPerMonth: 60, historyDays: 90 })
  await start({ fleet: { sellers: [seller], roster: [enroll('seller', seller)] }, initialBackfillDays: 90 })
  await pass(8)
  await journey?.database.admin.query(
    `UPDATE ordersync.backfills SET status = 'in_progress';
     UPDATE ordersync.sync_states SET next_due_at = NULL WHERE lane = 'backfill'`,
  )
  await skip(6)
  await runDue(journey as Journey)
  await pass(24)
  expect(raised()).toEqual(['OrdersyncBackfillStuck'])
})

test('a cron job with a wrong key raises one alert; one that stops calling, or never called, raises another', async () => {
  await start()
  api = await openJourneyApi(journey as Journey)
  const { operator, call } = api
  const path = '/orders/sync/run/global?wait=false'
  await call(operator, 'POST', path, {})
  await pass(8, () => call(operator, 'POST', path, {}))
  await pass(40, () => call('osk_revoked', 'POST', path, {}))
  expect(raised(rules)).toEqual(['OrdersyncCronRefused'])

  timeline = new Timeline()
  minute = 0
  await call(operator, 'POST', path, {})
  await pass(40)
  expect(raised(rules)).toEqual(['OrdersyncCronSilent'])

  timeline = new Timeline()
  minute = 0
  await journey?.database.admin.query('DELETE FROM ordersync.sync_requests')
  await pass(12)
  expect(raised(rules)).toEqual(['OrdersyncCronSilent'])
})

test('workers that are missing raise one alert, however long nobody had a success', async () => {
  await start()
  await pass(8)
  const nobody = async () => {}
  await pass(32, nobody, nobody)
  await skip(2)
  await pass(24, nobody, nobody)
  expect(raised()).toEqual(['OrdersyncWorkersBehind'])
})

test('a process that starts again and again raises one alert, and so does one that never answers', async () => {
  await start()
  const present = journey as Journey
  const worker = { job: 'ordersync/ordersync-worker', instance: '10.0.0.2:3001' }
  const own = await textOf(present.ordersync.metrics)
  for (let start = 0; minute < 40; minute += 1) {
    // Dead for two minutes of seven, as the back-off of Kubernetes has it.
    const isUp = minute % 7 < 5
    if (minute % 7 === 0) start = 1_700_000_000 + minute * 60
    scrape(
      isUp ? own.replace(/^(ordersync_process_process_start_time_seconds) \S+/m, `$1 ${start}`) : null,
      worker,
    )
    if (minute % 4 === 0) scrape(await present.ordersync.metrics.registry.metrics())
  }
  expect(raised()).toEqual(['OrdersyncProcessRestarts'])

  timeline = new Timeline()
  minute = 0
  for (; minute < 20; minute += 1) {
    scrape(null, worker)
    scrape(await textOf(present.ordersync.metrics, 'all'))
  }
  expect(raised()).toEqual(['OrdersyncProcessDown'])
})

test('a database that nobody can read raises one alert', async () => {
  await start()
  const own = await textOf((journey as Journey).ordersync.metrics)
  for (; minute < 12; minute += 1) scrape(own)
  expect(raised()).toEqual(['OrdersyncFiguresMissing'])
})

const textOf = (metrics: Metrics, which: 'own' | 'all' = 'own'): Promise<string> =>
  (which === 'own' ? metrics.ofProcess : metrics.registry).metrics()

test('each alert says what is wrong, what to do, and leads to a paragraph of the runbook', () => {
  const runbook = readFileSync(join(import.meta.dirname, '../docs/operations.md'), 'utf8')
  const headings = new Set([...runbook.matchAll(/^### (\w+)$/gm)].map(([, heading]) => heading))
  for (const { alert, labels, annotations } of rules) {
    expect(['warning', 'critical'], alert).toContain(labels.severity)
    expect(annotations.summary.length, alert).toBeGreaterThan(20)
    expect(annotations.description.length, alert).toBeGreaterThan(20)
    expect(annotations.runbook_url).toBe(`docs/operations.md#${alert.toLowerCase()}`)
    expect(headings, alert).toContain(alert)
  }
})
