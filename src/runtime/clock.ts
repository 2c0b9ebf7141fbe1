import { setTimeout as delay } from 'node:timers/promises'

/** The only source of "now" outside the database. Injected, so that tests and the simulator can move time. */
export interface Clock {
  now(): Date
  /** Resolves after `ms` of this clock; rejects with the signal's reason when it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal === undefined ? {} : { signal })
  },
}

/** Time that passes `speed` times as fast as the machine's, from `simulatedStart` at the real instant `realStart`. */
export interface ClockSettings {
  readonly simulatedStart: Date
  readonly realStart: Date
  readonly speed: number
}

/** The clock of an accelerated simulation: shared by engine, database and simulator through the same settings. */
export function acceleratedClock({ simulatedStart, realStart, speed }: ClockSettings): Clock {
  return {
    now: () => new Date(simulatedStart.getTime() + (Date.now() - realStart.getTime()) * speed),
    sleep: (ms, signal) => systemClock.sleep(ms / speed, signal),
  }
}
