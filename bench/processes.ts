import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ticksPerSecond = 100

interface ProcessTimes {
  readonly parent: number
  /** Of itself, in ticks of a hundredth of a second. */
  readonly own: number
  /** Of its children that have ended and were waited for. */
  readonly ended: number
}

/** CPU seconds that a PostgreSQL server has used so far: the postmaster, its processes, and those that ended. Linux only. */
export function readServerCpuSeconds(dataFolder: string): number {
  const postmaster = Number(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0])
  const server = readTimes(postmaster)
  if (server === null) return Number.NaN
  let ticks = server.own + server.ended
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const child = readTimes(Number(name))
    if (child?.parent === postmaster) ticks += child.own
  }
  return ticks / ticksPerSecond
}

function readTimes(pid: number): ProcessTimes | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold spaces; what follows it starts with field 3.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const field = (number: number): number => Number(fields[number - 3])
    return { parent: field(4), own: field(14) + field(15), ended: field(16) + field(17) }
  } catch {
    return null
  }
}
