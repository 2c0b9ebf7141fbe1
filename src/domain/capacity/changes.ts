/**
 * What happens at Amazon to the orders of one seller, drawn at random: when each order changes and when readers see it.
 * Pure. Times are milliseconds of virtual time, 0 is when the fleet begins to be followed.
 */
export interface Changes {
  readonly count: number
  /** When it happened (Amazon's `lastUpdatedTime`, in whole seconds), ascending. */
  readonly at: Float64Array
  readonly visibleAt: Float64Array
  /** When the order's next change is visible: from then on a search shows that one instead. */
  readonly replacedAt: Float64Array
}

export interface ChangesOptions {
  readonly ordersPerDay: number
  /** Orders placed from `fromMs` to `untilMs` are drawn, and of their changes those from `sinceMs` to `untilMs` kept. */
  readonly fromMs: number
  readonly sinceMs: number
  readonly untilMs: number
  /** Share of changes that Amazon shows late, in [0, 1]. */
  readonly lateShare: number
}

/** Two changes in a hundred show 3 to 20 minutes late. Source: amzn/selling-partner-api-models, issue 2321. */
export const usualLateShare = 0.02
const lateMs = { from: 180_000, to: 1_200_000 }

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/**
 * Hours between the changes of an order: released, shipped; and for those that the merchant ships, in transit and
 * delivered. Squared draws: short waits are common, long ones rare. As the simulator's orders live.
 */
const life = [
  { from: 0.4, to: 20, share: 1 },
  { from: 1, to: 48, share: 0.8 },
  { from: 2, to: 30, share: 0.5 },
  { from: 20, to: 120, share: 1 },
] as const

/** How many times an order changes, its placing included, on average. */
export const changesPerOrder = life.reduce(
  ({ sum, alive }, { share }) => ({ sum: sum + alive * share, alive: alive * share }),
  { sum: 1, alive: 1 },
).sum

export function drawChanges(options: ChangesOptions, unit: () => number): Changes {
  const drawn: { at: number; visibleAt: number; replacedAt: number }[] = []
  const { fromMs, sinceMs, untilMs, ordersPerDay, lateShare } = options
  // Exponential gaps: orders come independently of each other.
  for (let at = fromMs; ; ) {
    at += (-Math.log(1 - unit()) * dayMs) / ordersPerDay
    if (at >= untilMs) break
    drawOrder(at, lateShare, unit, drawn)
  }
  const kept = drawn
    .filter((change) => change.at >= sinceMs && change.at < untilMs)
    .sort((a, b) => a.at - b.at)
  return {
    count: kept.length,
    at: Float64Array.from(kept, (change) => change.at),
    visibleAt: Float64Array.from(kept, (change) => change.visibleAt),
    replacedAt: Float64Array.from(kept, (change) => change.replacedAt),
  }
}

function drawOrder(
  placedAt: number,
  lateShare: number,
  unit: () => number,
  drawn: { at: number; visibleAt: number; replacedAt: number }[],
): void {
  let at = placedAt
  let last = push(at)
  for (const { from, to, share } of life) {
    if (unit() >= share) break
    at += (from + (to - from) * unit() ** 2) * hourMs
    const next = push(at)
    last.replacedAt = next.visibleAt
    last = next
  }

  function push(time: number): { at: number; visibleAt: number; replacedAt: number } {
    const second = Math.floor(time / 1000) * 1000
    const late = unit() < lateShare
    const hiddenMs = late ? lateMs.from + (lateMs.to - lateMs.from) * unit() : 60_000 * unit() ** 2
    const change = { at: second, visibleAt: second + hiddenMs, replacedAt: Number.POSITIVE_INFINITY }
    drawn.push(change)
    return change
  }
}
