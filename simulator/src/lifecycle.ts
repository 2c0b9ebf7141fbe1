import type { Random } from './random.ts'
import type { Lateness } from './seller.ts'

export type EventKind =
  | 'placed'
  | 'payment_started'
  | 'released'
  | 'partly_shipped'
  | 'shipped'
  | 'in_transit'
  | 'delivered'
  | 'undeliverable'
  | 'touched'
  | 'cancellation_requested'
  | 'cancelled'
  | 'unfulfillable'

/** One change of an order. `at` becomes its lastUpdatedTime; readers see it from `visibleAt` on. */
export interface LifecycleEvent {
  kind: EventKind
  status: string
  /** Seconds since 1970. */
  at: number
  /** Seconds since 1970; never before `at`. */
  visibleAt: number
}

export interface LifecycleInput {
  createdAt: number
  fulfilledBy: 'AMAZON' | 'MERCHANT'
  channelName: 'AMAZON' | 'NON_AMAZON'
  units: number
  tempo: number
  lateness: Lateness
}

/** An order's last change is at most this long after its first, at tempo 1. */
export const LIFECYCLE_SECONDS = 30 * 86_400
const CANCELLED_SHARE = 0.245
const HOUR = 3600

/**
 * The whole life of one order:
 *
 *   PENDING ─▶ UNSHIPPED ─▶ (PARTIALLY_SHIPPED) ─▶ SHIPPED ─▶ package news, corrections
 *      └──────────┴─▶ CANCELLED
 */
export function planLifecycle(random: Random, input: LifecycleInput): LifecycleEvent[] {
  const events: LifecycleEvent[] = []
  let elapsed = 0
  const after = (hoursFrom: number, hoursTo: number, kind: EventKind, status: string) => {
    // Squared: short waits are common, long ones rare.
    elapsed += (hoursFrom + (hoursTo - hoursFrom) * random.unit() ** 2) * HOUR
    const seconds = Math.min(elapsed, LIFECYCLE_SECONDS) / input.tempo
    const at = input.createdAt + Math.round(seconds)
    events.push({ kind, status, at, visibleAt: at + visibilityDelay(random, input.lateness) })
  }

  if (random.chance(0.004)) {
    after(0, 0, 'placed', 'PENDING_AVAILABILITY')
    after(2, 100, 'payment_started', 'PENDING')
  } else {
    after(0, 0, 'placed', 'PENDING')
  }
  if (input.channelName === 'NON_AMAZON' && random.chance(0.1)) {
    after(0.1, 5, 'unfulfillable', 'UNFULFILLABLE')
  } else if (random.chance(CANCELLED_SHARE)) {
    planCancellation(random, after)
  } else {
    planShipment(random, input, after)
  }
  return events
}

type Step = (hoursFrom: number, hoursTo: number, kind: EventKind, status: string) => void

function planCancellation(random: Random, after: Step): void {
  if (random.chance(0.55)) {
    after(0.2, 72, 'cancelled', 'CANCELLED')
    return
  }
  after(0.4, 20, 'released', 'UNSHIPPED')
  if (random.chance(0.5)) after(0, 12, 'cancellation_requested', 'UNSHIPPED')
  after(0.5, 36, 'cancelled', 'CANCELLED')
}

function planShipment(random: Random, input: LifecycleInput, after: Step): void {
  after(0.4, 20, 'released', 'UNSHIPPED')
  if (input.units > 1 && random.chance(0.35)) after(1, 30, 'partly_shipped', 'PARTIALLY_SHIPPED')
  after(1, 48, 'shipped', 'SHIPPED')
  // Two changes inside one second: the second one is lost by any reader that resumes at "newest + 1 s".
  const sameSecond = random.chance(0.04)
  if (input.fulfilledBy === 'MERCHANT') {
    after(sameSecond ? 0 : 2, sameSecond ? 0 : 30, 'in_transit', 'SHIPPED')
    after(20, 120, random.chance(0.006) ? 'undeliverable' : 'delivered', 'SHIPPED')
  } else if (sameSecond) {
    after(0, 0, 'touched', 'SHIPPED')
  }
  // A tip or a tax correction: nothing that a reader shows changes, but lastUpdatedTime does.
  if (random.chance(0.06)) after(12, 360, 'touched', 'SHIPPED')
}

function visibilityDelay(random: Random, lateness: Lateness): number {
  if (random.chance(lateness.share)) return random.int(lateness.minSeconds, lateness.maxSeconds)
  return Math.floor(60 * random.unit() ** 2)
}
