import { setTimeout as delay } from 'node:timers/promises'
import { type Cluster, hasEnded, type Member, until } from './cluster.ts'
import type { AlertWatch } from './watch-alerts.ts'

/** How the processes came back from outages of PostgreSQL, in seconds, the slowest of all. */
export interface FailoverFigures {
  readonly outages: number
  /** Runs that were under way when PostgreSQL stopped, the fewest of all times. */
  readonly runsUnderWay: number
  readonly apiBackAfter: number
  readonly workBackAfter: number
}

const outages = 5
const stoppedMs = 10_000
const slowAnswer = { kind: 'slow', delayMs: 15_000, remaining: 1_000_000 } as const

/** Stops PostgreSQL for ten seconds in the middle of so many runs, again and again. */
export async function stopDatabaseAgainAndAgain(
  cluster: Cluster,
  underWay: number,
  alerts: AlertWatch,
  say: (line: string) => void,
): Promise<FailoverFigures> {
  for (const member of cluster.members) cluster.start(member)
  const apis = cluster.members.filter(({ kind }) => kind === 'serve')
  for (const api of apis) await until(`${api.name} is ready`, 120_000, () => isReady(cluster, api))
  cluster.simulator.control.addFault(slowAnswer)
  const figures = { outages, runsUnderWay: Number.POSITIVE_INFINITY, apiBackAfter: 0, workBackAfter: 0 }
  for (let outage = 1; outage <= outages; outage += 1) {
    let open = 0
    await until(`${underWay} runs are under way`, 180_000, async () => {
      await makeAllDue(cluster)
      await delay(1000)
      open = await countOpen(cluster)
      return open >= underWay
    })
    const { api, work } = await alerts.inRealTime(() => stopDatabase(cluster, apis))
    const deaths = cluster.members.filter(({ child }) => child === null || hasEnded(child)).length
    say(
      `outage ${outage}: ${open} runs under way; ready again ${api.toFixed(1)} s, every worker at work ${work.toFixed(1)} s after PostgreSQL was back; ${deaths} processes ended`,
    )
    figures.runsUnderWay = Math.min(figures.runsUnderWay, open)
    figures.apiBackAfter = Math.max(figures.apiBackAfter, api)
    figures.workBackAfter = Math.max(figures.workBackAfter, work)
  }
  return figures
}

/** Stops PostgreSQL for a while. Answers how many seconds after it was back everybody was. */
async function stopDatabase(
  cluster: Cluster,
  apis: readonly Member[],
): Promise<{ readonly api: number; readonly work: number }> {
  await cluster.stopDatabase()
  await delay(stoppedMs)
  await cluster.startDatabase()
  const backAt = Date.now()
  for (const api of apis) await until(`${api.name} is ready again`, 60_000, () => isReady(cluster, api))
  const api = (Date.now() - backAt) / 1000
  const atWork = new Set<string>()
  await until('every worker works again', 120_000, () => everybodyWorks(cluster, backAt, atWork))
  return { api, work: (Date.now() - backAt) / 1000 }
}

/** All of them at once. A lane that is running stays as it is. */
async function makeAllDue({ admin }: Cluster): Promise<void> {
  await admin.query(
    `UPDATE ordersync.sync_states SET next_due_at = ordersync.now()
     WHERE lane = 'delta' AND next_due_at > ordersync.now() + interval '30 seconds'`,
  )
}

async function isReady(cluster: Cluster, api: Member): Promise<boolean> {
  return (await cluster.health(api, '/readyz')) !== null
}

/** Runs whose row is open; what an outage left open is closed by the next run of the lane. */
async function countOpen({ admin }: Cluster): Promise<number> {
  const { rows } = await admin.query<{ open: number }>(
    'SELECT count(*)::integer AS open FROM ordersync.runs WHERE finished_at IS NULL',
  )
  return rows[0]?.open ?? 0
}

/** Notes the workers that have lanes locked on a session that began after PostgreSQL came back; whether all are noted. */
async function everybodyWorks(
  { admin, members }: Cluster,
  backAt: number,
  atWork: Set<string>,
): Promise<boolean> {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT DISTINCT application_name AS name FROM pg_locks JOIN pg_stat_activity USING (pid)
     WHERE locktype = 'advisory' AND objsubid = 1 AND granted AND backend_start >= $1`,
    [new Date(backAt - stoppedMs)],
  )
  for (const { name } of rows) atWork.add(name)
  return members.filter(({ kind }) => kind === 'worker').every(({ name }) => atWork.has(name))
}
