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

/** ISO 8601 in UTC with second precision, as Amazon's order times are. */
export function isoSeconds(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`
}
