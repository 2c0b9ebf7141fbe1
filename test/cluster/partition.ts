import { join } from 'node:path'
import type { main } from '../../src/cli/main.ts'
import { type Cluster, hasEnded, type Member, until } from './cluster.ts'
import { makeNewVersion, nextVersion } from './new-version.ts'
import { measureTakeover, whileBusy } from './takeover.ts'

/** What happened to the processes of a cluster, in seconds. */
export interface PartitionFigures {
  readonly lanesCutOff: number
  readonly takeoverAfterCut: number
  readonly lanesKilled: number
  readonly takeoverAfterKill: number
  readonly rejoinAfterCut: number
  readonly stopForUpgrade: number
  readonly oldBesideNew: boolean
}

/** So slow that a run is always under way, as with a large seller. */
const slowAnswer = { kind: 'slow', delayMs: 2500, remaining: 1_000_000 } as const

/** One worker is cut off, one is killed, one is replaced by the next version, while all others go on. */
export async function breakProcesses(
  cluster: Cluster,
  say: (line: string) => void,
): Promise<PartitionFigures> {
  const [first, second, third, api, otherApi] = cluster.members as [Member, Member, Member, Member, Member]
  for (const member of cluster.members) cluster.start(member)
  await allAnswer(cluster, [api, otherApi])
  cluster.simulator.control.addFault(slowAnswer)
  say('three workers and two API processes run')

  const cutOff = await whileBusy(cluster, first, 3)
  first.machine.cut()
  const afterCut = await measureTakeover(cluster, cutOff)
  say(
    `${first.name} was cut off with ${afterCut.length} runs under way: taken over after ${secondsOf(afterCut)}`,
  )

  const killed = await whileBusy(cluster, second, 3)
  second.child?.kill('SIGKILL')
  const afterKill = await measureTakeover(cluster, killed)
  say(
    `${second.name} was killed with ${afterKill.length} runs under way: taken over after ${secondsOf(afterKill)}`,
  )
  cluster.start(second)

  first.machine.heal()
  const healedAt = Date.now()
  await whileBusy(cluster, first, 1)
  const rejoin = (Date.now() - healedAt) / 1000
  say(
    `${first.name} has its network again and works on after ${rejoin.toFixed(1)} s, the same process: ${first.child !== null && !hasEnded(first.child)}`,
  )

  const program = makeNewVersion(join(cluster.folder, 'next'))
  const { main: newMain } = (await import(program)) as { main: typeof main }
  const status = await newMain(
    ['node', 'ordersync', 'migrate'],
    { DATABASE_URL: cluster.databaseUrl },
    { write: say },
  )
  if (status !== 0) throw new Error('the next version could not migrate')
  const { ms } = await cluster.stop(third)
  cluster.start(third, program)
  await cluster.stop(otherApi)
  cluster.start(otherApi, program)
  await until(
    'the next version answers',
    60_000,
    async () => (await cluster.health(otherApi, '/healthz'))?.version === nextVersion,
  )
  await whileBusy(cluster, third, 1)
  const old = await cluster.health(api, '/readyz')
  say(
    `${third.name} stopped in ${(ms / 1000).toFixed(1)} s and works again as ${nextVersion}, beside version ${String(old?.version)}`,
  )
  return {
    lanesCutOff: afterCut.length,
    takeoverAfterCut: afterCut.at(-1) ?? 0,
    lanesKilled: afterKill.length,
    takeoverAfterKill: afterKill.at(-1) ?? 0,
    rejoinAfterCut: rejoin,
    stopForUpgrade: ms / 1000,
    oldBesideNew: old?.ready === true,
  }
}

async function allAnswer(cluster: Cluster, apis: readonly Member[]): Promise<void> {
  for (const member of apis)
    await until(
      `${member.name} is ready`,
      120_000,
      async () => (await cluster.health(member, '/readyz')) !== null,
    )
}

function secondsOf(values: readonly number[]): string {
  const show = (value = 0): string => value.toFixed(1)
  return `${show(values[0])} to ${show(values.at(-1))} s`
}
