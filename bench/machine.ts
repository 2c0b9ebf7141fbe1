import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, platform, release, totalmem } from 'node:os'

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGb: number
  readonly system: string
  readonly node: string
  readonly postgres: string
}

export function describeMachine(postgres: string): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.versions.node,
    postgres,
  }
}

/** Clock ticks since boot that any core spent, and those of them that the hypervisor gave to somebody else. */
export interface CpuTicks {
  readonly total: number
  readonly stolen: number
}

/** Null where the system does not tell (anything but Linux). */
export function readCpuTicks(): CpuTicks | null {
  try {
    const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n')
    // cpu user nice system idle iowait irq softirq steal guest guest_nice; guest time is in user time already.
    const ticks = line.split(/\s+/).slice(1, 9).map(Number)
    return { total: ticks.reduce((sum, value) => sum + value, 0), stolen: ticks[7] ?? 0 }
  } catch {
    return null
  }
}

/** CPU time of another process, in microseconds; steps of 10 ms, so sum over many readings. Null where unknown. */
export function readProcessCpuMicros(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold spaces; what follows it starts with field 3. User and system time are 14 and 15.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10_000
  } catch {
    return null
  }
}
