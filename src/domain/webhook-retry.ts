const firstDelayMs = 10_000
const longestDelayMs = 2 * 60 * 60_000
const giveUpAfterMs = 24 * 60 * 60_000

const shortestPauseMs = 5000
const longestPauseMs = 10 * 60_000

/** A webhook without a single success for this long is disabled. */
export const disableAfterHours = 72

/**
 * How long to wait before a failed delivery is sent again: 10 s, doubled with each attempt up to two hours, less up to
 * half of it by chance. Null: 24 hours after the first attempt it is given up.
 *
 * `attempts` counts those made, `ageMs` is the time since the first one, `chance` a number in [0, 1).
 */
export function planRetry(attempts: number, ageMs: number, chance: number): number | null {
  if (ageMs >= giveUpAfterMs) return null
  const fullMs = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(attempts - 1, 20))
  return Math.round(fullMs * (1 - chance / 2))
}

/**
 * How long a whole webhook rests after a failure, by how long it has been failing: a receiver that is down takes an
 * ever smaller share of the workers' places.
 */
export function pauseAfterFailure(failingForMs: number): number {
  return Math.round(Math.min(longestPauseMs, Math.max(shortestPauseMs, failingForMs / 10)))
}
