const firstWaitMs = 60 * 60_000
const longestWaitMs = 30 * 24 * 60 * 60_000

/**
 * When Amazon is asked again for an order that a report listed and the Orders API denied for the `denials`-th time: after
 * an hour, then three times as long each time, at most thirty days. Never given up: what looks like "unknown" may be
 * Amazon's own trouble (all calls of a region were answered 400 for twelve hours: amzn/selling-partner-api-models#5365),
 * and a call a month costs nobody anything.
 */
export function detailRetryMs(denials: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 3 ** Math.max(0, Math.min(denials - 1, 20)))
}
