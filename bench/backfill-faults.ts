import type { FaultKind, SimulatedSeller } from '@ordersync/simulator'
import { allOrdersByOrderDate } from '../src/amazon/reports-api.ts'
import { type BackfillWindow, listWindows } from '../src/store/backfill-windows.ts'
import { moveBackfill } from '../src/store/backfills.ts'
import type { DueLane } from '../src/store/sync-states.ts'
import type { Difference } from '../test/compare-with-truth.ts'
import { watchForPoorerOrders } from '../test/watch-poorer.ts'
import { type Benchmark, type BenchmarkResult, round } from './benchmark.ts'
import {
  asTime,
  bigSeller,
  compareAll,
  completeDetails,
  days,
  openSellerJourney,
  type SellerJourney,
} from './big-seller.ts'
import { KillableEngine } from './killable-engine.ts'
import { PacedClient } from './paced-client.ts'
import { withTemporaryDatabase } from './temporary-database.ts'

/** Where the process is killed, and how often there, each time in the middle of another run. */
const killShares = [0.1, 0.5, 0.9] as const
const killsAtEach = 3
const pauseMs = 60 * 60_000
/** How many reports end in which way: one in five of those that are asked for, at places that chance chooses. */
const badReports: Partial<Readonly<Record<FaultKind, number>>> = {
  report_cancelled: 2,
  report_fatal: 2,
  report_stuck: 1,
  report_error_text: 1,
}
const badProbability = 0.15

/** What is done to the seller's backfill until it is complete. */
interface Trouble {
  readonly name: string
  readonly seller?: Partial<SimulatedSeller>
  play(scene: Scene): Promise<void>
}

/** A backfill that is under way. */
interface Scene {
  readonly journey: SellerJourney
  readonly engine: KillableEngine
  isComplete(): Promise<boolean>
  doneShare(): Promise<number>
}

const troubles: Readonly<Record<string, Trouble>> = {
  killed: { name: 'killed (SIGKILL) at 10, 50 and 90 %', play: playKills },
  paused: { name: 'paused for an hour', play: playPause },
  badReports: { name: 'a fifth of the reports bad', play: playBadReports },
  refused: {
    name: 'reports refused altogether',
    seller: { reportsRefused: true },
    play: ({ journey, isComplete }) => journey.playOn({ until: isComplete, maxRuns: 20_000 }),
  },
}

/**
 * The big seller of `backfill` with everything going wrong, in virtual time. In the end its orders are compared with
 * what is true at the simulated Amazon, and the reports that were asked for with those that were needed.
 */
export const backfillFaults: Benchmark = async (progress, signal) => {
  const found: Record<string, Found> = {}
  let postgres = 'unknown'
  for (const [key, trouble] of Object.entries(troubles)) {
    progress(`The seller's history, ${trouble.name}.`)
    const result = await withTemporaryDatabase((connectionString) => play(connectionString, trouble, signal))
    found[key] = result
    postgres = result.postgres
    progress(`${describe(result)}.`)
  }
  return report(found, postgres)
}

interface Found {
  readonly outlineSeconds: number
  readonly windows: number
  readonly bySearch: number
  readonly reportsAsked: number
  readonly badReports: number
  /** Reports asked for although the one before in the same place was good. */
  readonly reportsUnneeded: number
  readonly difference: Difference
  readonly poorer: number
  readonly kills: number
  readonly throttled: number
  readonly realSeconds: number
  readonly postgres: string
}

async function play(connectionString: string, trouble: Trouble, signal: AbortSignal): Promise<Found> {
  const realStart = performance.now()
  const { fleet, seller } = bigSeller(trouble.seller)
  const journey = await openSellerJourney(connectionString, fleet, signal)
  const { database, simulator, tenantId, now } = journey
  const options = { databaseUrl: connectionString, amazonUrl: simulator.url, initialBackfillDays: days }
  const engine = new KillableEngine(options, now)
  try {
    const countPoorer = await watchForPoorerOrders(database.admin)
    const windowsNow = async (): Promise<readonly BackfillWindow[]> =>
      listWindows(database.of(tenantId), (await journey.backfill())?.backfillId ?? '')
    await trouble.play({
      journey,
      engine,
      isComplete: async () => (await journey.backfill())?.status === 'success',
      doneShare: async () => {
        const windows = await windowsNow()
        return windows.filter(({ state }) => state === 'done').length / Math.max(1, windows.length)
      },
    })
    const backfill = await journey.backfill()
    if (!backfill?.finishedAt) throw new Error('The backfill is not complete.')
    const windows = await windowsNow()
    const reports = await listReports(journey, seller)
    const textFaults =
      simulator.control.listFaults().find(({ kind }) => kind === 'report_error_text')?.struck ?? 0
    const bad = reports.filter(({ processingStatus }) => processingStatus !== 'DONE').length + textFaults
    const byReport = windows.filter(({ source }) => source === 'report').length
    const { throttled } = simulator.control.stats()
    simulator.control.clearFaults()
    await completeDetails(journey, seller, signal)
    const difference = await compareAll(journey, backfill.range.from)
    return {
      outlineSeconds: (backfill.finishedAt.getTime() - journey.connectedAt.getTime()) / 1000,
      windows: windows.length,
      bySearch: windows.length - byReport,
      reportsAsked: reports.length,
      badReports: bad,
      reportsUnneeded: reports.length - bad - byReport,
      difference,
      poorer: await countPoorer(),
      kills: engine.kills,
      throttled,
      realSeconds: (performance.now() - realStart) / 1000,
      postgres: journey.postgres,
    }
  } finally {
    await engine.close()
    await journey.close()
  }
}

/** Every lane runs in a process of its own; at each share, runs of the backfill are not survived. */
async function playKills({ journey, engine, isComplete, doneShare }: Scene): Promise<void> {
  const { simulator } = journey
  const answered = (): number =>
    Object.values(simulator.control.stats().calls)
      .flatMap((byStatus) => Object.values(byStatus))
      .reduce((sum, count) => sum + count, 0)
  const due = killShares.flatMap((share) => Array.from({ length: killsAtEach }, () => share))
  const run = async (lane: DueLane): Promise<void> => {
    const [share] = due
    if (lane.lane !== 'backfill' || share === undefined || (await doneShare()) < share)
      return engine.run(lane)
    // Some calls into the run, and some of the work on the last answer: another place each time.
    const after = answered() + 1 + (due.length % 3)
    let since: number | null = null
    const moment = (): boolean => {
      if (answered() >= after) since ??= performance.now()
      return since !== null && performance.now() - since >= (due.length * 13) % 60
    }
    if (await engine.killWhile(lane, moment)) due.shift()
  }
  await journey.playOn({ until: isComplete, maxRuns: 5000, run })
  if (due.length > 0) throw new Error(`${due.length} of the kills found nothing to kill.`)
}

async function playPause({ journey, isComplete, doneShare }: Scene): Promise<void> {
  const { database, tenantId } = journey
  const move = async (from: 'in_progress' | 'paused', to: 'in_progress' | 'paused'): Promise<void> => {
    const id = (await journey.backfill())?.backfillId ?? ''
    if (!(await database.of(tenantId).transaction((tx) => moveBackfill(tx, id, [from], to))))
      throw new Error(`The backfill is not ${from}.`)
  }
  await journey.playOn({ until: async () => (await doneShare()) >= 0.3, maxRuns: 2000 })
  await move('in_progress', 'paused')
  const share = await doneShare()
  const resumeAt = journey.now().getTime() + pauseMs
  await journey.playOn({ until: async () => journey.now().getTime() >= resumeAt, maxRuns: 2000 })
  if ((await doneShare()) !== share) throw new Error('A paused backfill went on.')
  await move('paused', 'in_progress')
  await journey.playOn({ until: isComplete, maxRuns: 5000 })
}

async function playBadReports({ journey, isComplete }: Scene): Promise<void> {
  const { control } = journey.simulator
  for (const [kind, remaining] of Object.entries(badReports))
    control.addFault({ kind: kind as FaultKind, probability: badProbability, remaining })
  await journey.playOn({ until: isComplete, maxRuns: 20_000 })
  const spared = control.listFaults().filter(({ remaining }) => remaining !== 0)
  if (spared.length > 0) throw new Error(`Too few bad reports: ${spared.map(({ kind }) => kind).join(', ')}.`)
}

interface ReportSeen {
  readonly processingStatus: string
}

/** All reports that Amazon made or should have made, in its own words. */
async function listReports(
  { simulator, now }: SellerJourney,
  seller: SimulatedSeller,
): Promise<readonly ReportSeen[]> {
  const client = new PacedClient(simulator.url, seller, now, () => {})
  const reports: ReportSeen[] = []
  let query = new URLSearchParams({ reportTypes: allOrdersByOrderDate, pageSize: '100' })
  for (let pages = 0; pages < 10; pages += 1) {
    const page = await client.get<{ reports: readonly ReportSeen[]; nextToken?: string }>(
      'getReports',
      `/reports/2021-06-30/reports?${query}`,
    )
    reports.push(...page.reports)
    if (page.nextToken === undefined) return reports
    query = new URLSearchParams({ nextToken: page.nextToken })
  }
  throw new Error('The list of reports has no end.')
}

function describe(found: Found): string {
  const { lost, doubled, stale, compared } = found.difference
  return `complete after ${asTime(found.outlineSeconds)}; of ${compared} orders ${lost} lost, ${doubled} doubled, ${stale} other than at Amazon, ${found.poorer} made poorer; ${found.reportsUnneeded} reports asked for without need`
}

function report(found: Readonly<Record<string, Found>>, postgres: string): BenchmarkResult {
  const figures = Object.entries(found).flatMap(([key, each]) => {
    const { lost, doubled, stale, phantom, compared } = each.difference
    const own = {
      OutlineSeconds: round(each.outlineSeconds),
      Compared: compared,
      ...{ Lost: lost, Doubled: doubled, Stale: stale, Phantom: phantom, Poorer: each.poorer },
      Windows: each.windows,
      WindowsBySearch: each.bySearch,
      ReportsAsked: each.reportsAsked,
      BadReports: each.badReports,
      ReportsUnneeded: each.reportsUnneeded,
      Kills: each.kills,
      Throttled: each.throttled,
      RealSeconds: round(each.realSeconds),
    }
    return Object.entries(own).map(([name, value]) => [`${key}${name}`, value] as const)
  })
  const wrong = Object.values(found).flatMap(({ difference }) => difference.examples)
  return {
    postgres,
    ratios: {},
    figures: Object.fromEntries(figures),
    table: [
      [
        '27,713 orders',
        'outline complete',
        'lost',
        'doubled',
        'stale',
        'poorer',
        'reports: asked',
        'bad',
        'unneeded',
      ],
      ...Object.entries(found).map(([key, each]) => [
        troubles[key]?.name ?? key,
        asTime(each.outlineSeconds),
        ...[each.difference.lost, each.difference.doubled, each.difference.stale, each.poorer].map(String),
        ...[each.reportsAsked, each.badReports, each.reportsUnneeded].map(String),
      ]),
    ],
    notes: [
      `Time of the simulated Amazon, default quotas; the details are completed under ample ones, then every order is compared.`,
      `Killed ${killsAtEach} times at each of ${killShares.map((share) => `${share * 100} %`).join(', ')}: SIGKILL of the process that runs the backfill, in the middle of a run.`,
      ...wrong.map((example) => `Wrong: ${example}`),
    ],
  }
}
