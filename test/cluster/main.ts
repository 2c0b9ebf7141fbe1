import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { type Cluster, openCluster } from './cluster.ts'
import { stopDatabaseAgainAndAgain } from './failover.ts'
import { breakProcesses } from './partition.ts'
import { judge } from './verdict.ts'
import { watchAlerts } from './watch-alerts.ts'

/**
 * `npm run cluster`: a cluster on this machine, of which one worker is cut off, one killed and one replaced by the next
 * version. `npm run cluster -- --failover`: PostgreSQL stops for ten seconds in the middle of 200 runs, five times.
 * Exit status 0 only when nothing was lost, everything was taken over within 15 s, and no alert was raised by the outages.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now()) },
    tenants: { type: 'string' },
    speed: { type: 'string', default: '10' },
    failover: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
const say = (line: string): void => void process.stderr.write(`${line.trimEnd()}\n`)
const tenants = Number(values.tenants ?? (values.failover ? 210 : 60))
const cluster = await openCluster({ seed: values.seed, tenants, speed: Number(values.speed), say })
// What was opened outside this process is taken away again, also when somebody loses patience.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void cluster.close().then(() => process.exit(1)))
process.exitCode = await prove(cluster).finally(() => cluster.close())

async function prove(opened: Cluster): Promise<number> {
  // A process that is cut off for minutes is told about, and rightly so; outages of seconds are not.
  const alerts = values.failover ? watchAlerts(opened) : null
  const figures = alerts
    ? await stopDatabaseAgainAndAgain(opened, Math.floor(tenants * 0.95), alerts, say)
    : await breakProcesses(opened, say)
  say('nothing is broken any more; waiting until every order is there')
  const { verdict, ...rest } = await judge(opened)
  const watched = await alerts?.stop()
  const wrong = Object.values(verdict).reduce((sum, count) => sum + count, 0) + (watched?.raised.length ?? 0)
  const slow =
    'takeoverAfterCut' in figures && Math.max(figures.takeoverAfterCut, figures.takeoverAfterKill) >= 15
  const report = {
    seed: values.seed,
    tenants,
    ...figures,
    ...verdict,
    ...rest,
    ...(watched === undefined ? {} : { minutesWatched: watched.minutes, alerts: watched.raised.join('; ') }),
    machine: `${availableParallelism()} cores`,
  }
  if (values.json) console.log(JSON.stringify(report))
  else console.table({ ...report, examples: rest.examples.join('; ') })
  return wrong === 0 && !slow ? 0 : 1
}
