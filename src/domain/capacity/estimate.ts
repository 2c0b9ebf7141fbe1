import { changesPerOrder, drawChanges } from './changes.ts'
import { type Followed, followSeller } from './follow-seller.ts'
import { seededUnit } from './seeded.ts'
import { planClasses, type SellerClass } from './seller-classes.ts'

/**
 * Plans a fleet in virtual time: a sample of the sellers of each size class is followed one by one, each with its own
 * bucket as at Amazon, and stands for its class. Pure, and the same for the same seed.
 */
export interface FleetOptions {
  readonly tenants: number
  /** Of an average tenant. */
  readonly ordersPerDay: number
  readonly seed: string
  readonly warmUpMs: number
  readonly measuredMs: number
  readonly lateShare: number
  readonly initialSyncDays: number
  /** How far all were followed before the first moment; null: all are new. */
  readonly watermarkMs: number | null
  readonly latency: Latency
  /** At most this many sellers of each class, and changes of a class, are drawn. */
  readonly sample: { readonly sellers: number; readonly changes: number }
}

/** How long the machine takes, by measurement. */
export interface Latency {
  /** From due to begun: between these two, evenly. */
  readonly pickUpFromMs: number
  readonly pickUpToMs: number
  /** A page, from the call until it is stored. */
  readonly pageMs: number
}

export interface FleetEstimate {
  readonly classes: readonly (SellerClass & { readonly sampled: number })[]
  /** In seconds, by share: 0.5 is the median, 1 the worst that was seen. */
  freshness(share: number): number
  readonly changes: number
  /** Of all tenants, in a second. */
  readonly callsPerSecond: number
  readonly throttledPerSecond: number
  readonly runsPerSecond: number
}

interface Sampled {
  /** How many sellers one sampled seller stands for. */
  readonly weight: number
  readonly followed: readonly Followed[]
}

export function estimateFleet(options: FleetOptions): FleetEstimate {
  const classes = planClasses(options.tenants, options.ordersPerDay).filter(({ sellers }) => sellers > 0)
  const samples = classes.map((kind) => followClass(kind, options))
  const seconds = options.measuredMs / 1000
  const perSecond = (count: (followed: Followed) => number): number =>
    samples.reduce(
      (sum, { weight, followed }) => sum + weight * followed.reduce((all, each) => all + count(each), 0),
      0,
    ) / seconds
  return {
    classes: classes.map((kind, index) => ({ ...kind, sampled: samples[index]?.followed.length ?? 0 })),
    freshness: weightedShares(samples),
    changes: perSecond(({ lagMs }) => lagMs.length) * seconds,
    callsPerSecond: perSecond(({ calls }) => calls),
    throttledPerSecond: perSecond(({ throttled }) => throttled),
    runsPerSecond: perSecond(({ runs }) => runs),
  }
}

const dayMs = 86_400_000
/** Orders that were placed before the first moment still change during it. */
const livesMs = 9 * dayMs
/** As the longest of Amazon's usual delays: what was changed before and shows later. */
const historyMs = 3_600_000

function followClass(kind: SellerClass, options: FleetOptions): Sampled {
  const { warmUpMs, measuredMs, latency, sample, initialSyncDays } = options
  const untilMs = warmUpMs + measuredMs
  const perSeller = (kind.ordersPerDay * changesPerOrder * (untilMs + livesMs)) / dayMs
  const sampled = Math.max(1, Math.min(kind.sellers, sample.sellers, Math.floor(sample.changes / perSeller)))
  const beforeMs = options.watermarkMs === null ? initialSyncDays * dayMs : historyMs
  const followed = Array.from({ length: sampled }, (_, index) => {
    const unit = seededUnit(`${options.seed}/${kind.name}/${index}`)
    const changes = drawChanges(
      {
        ...{ ordersPerDay: kind.ordersPerDay, lateShare: options.lateShare },
        ...{ fromMs: -livesMs, sinceMs: -beforeMs, untilMs },
      },
      unit,
    )
    return followSeller({
      ...{ changes, untilMs, initialSyncDays },
      ...{ measureFromMs: warmUpMs, watermarkMs: options.watermarkMs, pageMs: latency.pageMs },
      firstDueMs: unit() * 178_000,
      pickUpMs: () => latency.pickUpFromMs + (latency.pickUpToMs - latency.pickUpFromMs) * unit(),
    })
  })
  return { weight: kind.sellers / sampled, followed }
}

/** Shares of all changes of the fleet, each sampled one counted as often as it stands for others. */
function weightedShares(samples: readonly Sampled[]): (share: number) => number {
  const lags = samples
    .flatMap(({ weight, followed }) =>
      followed.flatMap(({ lagMs }) => lagMs.map((each) => ({ lagMs: each, weight }))),
    )
    .sort((a, b) => a.lagMs - b.lagMs)
  const total = lags.reduce((sum, { weight }) => sum + weight, 0)
  return (share) => {
    let sum = 0
    for (const { lagMs, weight } of lags) {
      sum += weight
      if (sum >= share * total * (1 - 1e-12)) return lagMs / 1000
    }
    return Number.NaN
  }
}
