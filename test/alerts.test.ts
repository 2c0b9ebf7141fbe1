import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chaosFleet, createSeller, enroll } from '@ordersync/simulator'
import { afterEach, expect, test } from 'vitest'
import { dispatchDue } from '../src/queue/dispatcher.ts'
import { LaneQueue } from '../src/queue/lane-queue.ts'
import type { Metrics } from '../src/runtime/metrics.ts'
import { type JourneyApi, openJourneyApi } from './api-of-journey.ts'
import { type Journey, type JourneyOptions, startJourney } from './journey.ts'
import { rules, runDue, Watch } from './prometheus/watch.ts'
import { silentLog } from './silent-log.ts'

/**
 * The alerts, raised by the metrics of a real engine and API over time: each trouble raises exactly one. With PROMTOOL
 * naming Prometheus' promtool, it judges the same samples too.
 */

const fleet = chaosFleet('alerts', 2, { ordersPerMonth: 60, historyDays: 5 })

let journey: Journey | null = null
let api: JourneyApi | null = null
afterEach(async () => {
  await api?.close()
  await journey?.close()
  api = null
  journey = null
})

async function start(options: Partial<JourneyOptions> = {}): Promise<Watch> {
  journey = await startJourney({ fleet, ...options })
  return new Watch(journey)
}

test('while everything works nothing is raised', async () => {
  const watch = await start()
  api = await openJourneyApi(journey as Journey)
  const global = () => api?.call(api.operator, 'POST', '/orders/sync/run/global?wait=false', {})
  await watch.pass(40, async () => global())
  expect(watch.raised(rules)).toEqual([])
})

test('a wrong application secret raises one alert, also when nobody had a success for hours', async () => {
  const watch = await start({ clientSecret: 'amzn1.oa2-cs.v1.wrong' })
  await watch.pass(8)
  await watch.skip(2)
  await watch.pass(24)
  expect(watch.raised()).toEqual(['OrdersyncApplicationSecretRefused'])
})

test('a connection that is refused for an hour raises one alert', async () => {
  const watch = await start()
  journey?.simulator.control.addFault({ kind: 'unauthorized', sellerId: fleet.roster[0]?.sellerId ?? '' })
  await watch.pass(40)
  expect(watch.raised()).toEqual([])
  await watch.skip(1)
  await watch.pass(24)
  expect(watch.raised()).toEqual(['OrdersyncConnectionWithoutSuccess'])
})

test('a backfill that is in progress and that nobody looks at any more raises one alert', async () => {
  const seller = createSeller('alerts', 'seller', { ordersPerMonth: 60, historyDays: 90 })
  const watch = await start({
    fleet: { sellers: [seller], roster: [enroll('seller', seller)] },
    initialBackfillDays: 90,
  })
  await watch.pass(8)
  await journey?.database.admin.query(
    `UPDATE ordersync.backfills SET status = 'in_progress';
     UPDATE ordersync.sync_states SET next_due_at = NULL WHERE lane = 'backfill'`,
  )
  await watch.skip(6)
  await runDue(journey as Journey)
  await watch.pass(24)
  expect(watch.raised()).toEqual(['OrdersyncBackfillStuck'])
})

test('a cron job with a wrong key raises one alert; one that stops calling, or never called, raises another', async () => {
  let watch = await start()
  api = await openJourneyApi(journey as Journey)
  const { operator, call } = api
  const path = '/orders/sync/run/global?wait=false'
  await call(operator, 'POST', path, {})
  await watch.pass(8, () => call(operator, 'POST', path, {}))
  await watch.pass(40, () => call('osk_revoked', 'POST', path, {}))
  expect(watch.raised(rules)).toEqual(['OrdersyncCronRefused'])

  watch = new Watch(watch.journey)
  await call(operator, 'POST', path, {})
  await watch.pass(40)
  expect(watch.raised(rules)).toEqual(['OrdersyncCronSilent'])

  watch = new Watch(watch.journey)
  await watch.journey.database.admin.query('DELETE FROM ordersync.sync_requests')
  await watch.pass(12)
  expect(watch.raised(rules)).toEqual(['OrdersyncCronSilent'])
})

test('workers that are missing raise one alert, however long nobody had a success', async () => {
  const watch = await start()
  await watch.pass(8)
  const nobody = async () => {}
  await watch.pass(32, nobody, nobody)
  await watch.skip(2)
  await watch.pass(24, nobody, nobody)
  expect(watch.raised()).toEqual(['OrdersyncWorkersBehind'])
})

test('workers that tick, and whose places are all taken, raise the same alert', async () => {
  const watch = await start()
  await watch.pass(8)
  const { database, ordersync } = watch.journey
  const queue = new LaneQueue(database.connectionString, silentLog)
  await queue.start()
  try {
    await watch.pass(
      32,
      async () => {},
      async () => {
        await dispatchDue(ordersync.db, queue)
        // The queue lives on the machine's clock.
        await database.admin.query(
          "UPDATE ordersync_queue.job SET created_on = created_on - interval '4 minutes', start_after = start_after - interval '4 minutes'",
        )
      },
    )
  } finally {
    await queue.stop(0)
  }
  expect(watch.raised()).toEqual(['OrdersyncWorkersBehind'])
})

test('a process that starts again and again raises one alert, and so does one that never answers', async () => {
  let watch = await start()
  const present = journey as Journey
  const worker = { job: 'ordersync/ordersync-worker', instance: '10.0.0.2:3001' }
  const own = await textOf(present.ordersync.metrics)
  for (let start = 0; watch.minute < 40; watch.minute += 1) {
    // Dead for two minutes of seven, as the back-off of Kubernetes has it.
    const isUp = watch.minute % 7 < 5
    if (watch.minute % 7 === 0) start = 1_700_000_000 + watch.minute * 60
    watch.scrape(
      isUp ? own.replace(/^(ordersync_process_process_start_time_seconds) \S+/m, `$1 ${start}`) : null,
      worker,
    )
    if (watch.minute % 4 === 0) watch.scrape(await present.ordersync.metrics.registry.metrics())
  }
  expect(watch.raised()).toEqual(['OrdersyncProcessRestarts'])

  watch = new Watch(watch.journey)
  for (; watch.minute < 20; watch.minute += 1) {
    watch.scrape(null, worker)
    watch.scrape(await textOf(present.ordersync.metrics, 'all'))
  }
  expect(watch.raised()).toEqual(['OrdersyncProcessDown'])
})

test('a database that nobody can read raises one alert, and so do processes that are looked for no more', async () => {
  let watch = await start()
  const own = await textOf((journey as Journey).ordersync.metrics)
  for (; watch.minute < 12; watch.minute += 1) watch.scrape(own)
  expect(watch.raised()).toEqual(['OrdersyncFiguresMissing'])

  watch = new Watch(watch.journey)
  watch.minute = 12
  expect(watch.raised()).toEqual(['OrdersyncFiguresMissing'])
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
