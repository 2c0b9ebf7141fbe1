import { usualLateShare } from '../domain/capacity/changes.ts'
import { estimateFleet, type FleetEstimate } from '../domain/capacity/estimate.ts'
import { planResources, type Resources } from '../domain/capacity/resources.ts'
import { type GlobalOptions, type RegisterCommand, UsageError } from './cli-context.ts'
import { print, toTable } from './print.ts'

interface CapacityOptions extends GlobalOptions {
  readonly tenants: string
  readonly ordersPerDay: string
  readonly keepDays: string
  readonly seed: string
}

const dayMs = 86_400_000
/** Buckets begin full and fall to where they stay within two days; the third is not measured either. */
const warmUpDays = 3
const measuredDays = 1
/** As `src/queue/janitor.ts` keeps runs and CHANGES_RETENTION_DAYS keeps the feed unless it is set. */
const keptDays = { changesDays: 365, runsDays: 30 }
/** From due to begun: a tick a second and the queue's own pace. A page with Amazon's answer. */
const latency = { pickUpFromMs: 50, pickUpToMs: 1500, pageMs: 300 }
const sample = { sellers: 300, changes: 600_000 }

export const registerCapacity: RegisterCommand = (program, context) => {
  program
    .command('capacity')
    .description('plan a fleet: how fresh its orders are, and what it needs; computed here, asks nobody')
    .requiredOption('--tenants <count>', 'how many tenants, each with one seller: 1 to 1000000')
    .option('--orders-per-day <count>', 'of an average tenant: 0.01 to 10000', '1')
    .option('--keep-days <days>', 'how long orders stay: 1 to 3650', '730')
    .option('--seed <text>', 'the same seed, the same fleet', '1')
    .action((_options, command) => {
      const options: CapacityOptions = command.optsWithGlobals()
      const fleet = {
        tenants: readNumber('--tenants', options.tenants, 1, 1_000_000, true),
        ordersPerDay: readNumber('--orders-per-day', options.ordersPerDay, 0.01, 10_000, false),
      }
      const ordersDays = readNumber('--keep-days', options.keepDays, 1, 3650, true)
      const estimate = estimateFleet({
        ...{ ...fleet, latency, sample, seed: options.seed, lateShare: usualLateShare },
        ...{ warmUpMs: warmUpDays * dayMs, measuredMs: measuredDays * dayMs },
        ...{ initialSyncDays: 1, watermarkMs: null },
      })
      const resources = planResources(estimate, { ...fleet, measuredDays }, { ordersDays, ...keptDays })
      const body = toBody(fleet, options.seed, estimate, resources)
      print(context, options, body, (it) => describe(it, ordersDays))
    })
}

function readNumber(name: string, text: string, from: number, to: number, whole: boolean): number {
  const value = /^\d{1,9}(\.\d{1,6})?$/.test(text.trim()) ? Number(text) : Number.NaN
  if (value >= from && value <= to && (!whole || Number.isInteger(value))) return value
  throw new UsageError(
    `${name} must be ${whole ? 'a whole number' : 'a number'} from ${from} to ${to}; it is "${text}".`,
  )
}

function toBody(
  fleet: { readonly tenants: number; readonly ordersPerDay: number },
  seed: string,
  estimate: FleetEstimate,
  resources: Resources,
) {
  const seconds = (share: number): number | null => {
    const value = Math.round(estimate.freshness(share))
    return Number.isNaN(value) ? null : value
  }
  const perDay = (perSecond: number): number => Math.round(perSecond * 86_400)
  return {
    ...{ ...fleet, seed },
    sample: estimate.classes,
    freshnessSeconds: { p50: seconds(0.5), p90: seconds(0.9), p99: seconds(0.99), max: seconds(1) },
    changesPerDay: Math.round(estimate.changes / measuredDays),
    callsPerDay: perDay(estimate.callsPerSecond),
    throttledPerDay: perDay(estimate.throttledPerSecond),
    runsPerSecond: Number(estimate.runsPerSecond.toFixed(2)),
    ...resources,
  }
}

const numbers = new Intl.NumberFormat('en')

function describe(body: ReturnType<typeof toBody>, ordersDays: number): string {
  const { p50, p90, p99, max } = body.freshnessSeconds
  const { orders, changes, runs, all } = body.gigabytes
  const bytes = (gigabytes: number): string => `${numbers.format(Number(gigabytes.toPrecision(3)))} GB`
  const rows = [
    ['Fresh after: half / 90 % / 99 % / all', [p50, p90, p99, max].map(asTime).join(' / ')],
    ['Changes stored in a day', numbers.format(body.changesPerDay)],
    ['Calls of Amazon in a day', numbers.format(body.callsPerDay)],
    ['Of these answered 429', numbers.format(body.throttledPerDay)],
    ['Polls in a second', numbers.format(body.runsPerSecond)],
    ['Workers (a core each)', `${numbers.format(body.workers)}, by their ${body.workersBecause}`],
    ['Cores of PostgreSQL', numbers.format(body.postgresCores)],
    [`Orders of ${ordersDays} days`, bytes(orders)],
    [`Feed of ${keptDays.changesDays} days`, bytes(changes)],
    [`Runs of ${keptDays.runsDays} days`, bytes(runs)],
    ['Database', bytes(all)],
  ]
  const sampled = body.sample.map(
    ({ name, sampled: count, sellers, ordersPerDay }) =>
      `${numbers.format(count)} of ${numbers.format(sellers)} ${name} (${ordersPerDay.toPrecision(2)} orders a day)`,
  )
  return [
    toTable([`${numbers.format(body.tenants)} tenants`, ''], rows, ''),
    `Followed one by one through a day of virtual time: ${sampled.join(', ')}; each stands for others of its size.`,
    'Every poll is planned by the functions that the workers use. Costs are those of the machine in docs/scaling.md; without notifications, hints and history that is being fetched.',
  ].join('\n')
}

function asTime(seconds: number | null): string {
  if (seconds === null) return '–'
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`
}
