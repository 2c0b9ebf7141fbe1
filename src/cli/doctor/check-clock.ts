import { type Finding, ok, problem, warning } from './finding.ts'

/** A clock that is not ours: what it showed, and when we looked. */
export interface OtherClock {
  readonly whose: string
  readonly shows: Date
  readonly lookedAt: Date
}

const sayFromMs = 30_000
const wrongFromMs = 120_000

/**
 * Compares the machine's clock with another one. From two minutes on it matters: that is how close to the present Amazon
 * lets us ask, and tokens and signatures live by the clock. Pure.
 */
export function compareClocks({ whose, shows, lookedAt }: OtherClock): Finding {
  const ahead = lookedAt.getTime() - shows.getTime()
  const distance = Math.abs(ahead)
  if (distance < sayFromMs) return ok('clock', `The clock of this machine agrees with ${whose}.`)
  const sentence = `The clock of this machine is ${describe(distance)} ${ahead > 0 ? 'ahead of' : 'behind'} ${whose}: synchronise both with a time server (timedatectl, chrony).`
  return distance < wrongFromMs ? warning('clock', sentence) : problem('clock', sentence)
}

function describe(ms: number): string {
  if (ms < 120_000) return `${Math.round(ms / 1000)} seconds`
  return ms < 7_200_000 ? `${Math.round(ms / 60_000)} minutes` : `${Math.round(ms / 3_600_000)} hours`
}
