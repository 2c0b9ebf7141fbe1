/** The only source of time inside the simulator. `speed` is simulated seconds per real second. */
export interface SimulatedClock {
  now(): Date
  readonly speed: number
}

export interface ClockOptions {
  simulatedStart: Date
  realStart: Date
  speed: number
}

/**
 * A clock that runs `speed` times as fast as the machine's. Two processes given the same three values
 * agree on the time, which is what lets a killed simulator come back into the same world.
 */
export function createClock({ simulatedStart, realStart, speed }: ClockOptions): SimulatedClock {
  return {
    speed,
    now: () => new Date(simulatedStart.getTime() + (Date.now() - realStart.getTime()) * speed),
  }
}

export const realClock: SimulatedClock = { speed: 1, now: () => new Date() }

/** A clock that stands still until told otherwise. */
export interface ManualClock extends SimulatedClock {
  advance(milliseconds: number): void
  set(now: Date): void
}

export function createManualClock(start: Date): ManualClock {
  let nowMs = start.getTime()
  return {
    speed: 0,
    now: () => new Date(nowMs),
    advance: (milliseconds) => {
      nowMs += milliseconds
    },
    set: (now) => {
      nowMs = now.getTime()
    },
  }
}

export const SECONDS_PER_DAY = 86_400

export function toSeconds(at: Date): number {
  return Math.floor(at.getTime() / 1000)
}

const PAIRS = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'))
const DATES_KEPT = 2000
const dates = new Map<number, string>()

/**
 * ISO 8601 in UTC with second precision, as Amazon's order times are. Every order has a dozen of them: a
 * Date object for each would be a third of all the work.
 */
export function isoSeconds(seconds: number): string {
  const day = Math.floor(seconds / SECONDS_PER_DAY)
  let date = dates.get(day)
  if (date === undefined) {
    date = new Date(day * SECONDS_PER_DAY * 1000).toISOString().slice(0, 10)
    if (dates.size >= DATES_KEPT) dates.clear()
    dates.set(day, date)
  }
  const rest = Math.floor(seconds) - day * SECONDS_PER_DAY
  return `${date}T${PAIRS[Math.floor(rest / 3600)]}:${PAIRS[Math.floor(rest / 60) % 60]}:${PAIRS[rest % 60]}Z`
}
