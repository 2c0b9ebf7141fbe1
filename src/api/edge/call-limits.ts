import type { Clock } from '../../runtime/clock.ts'
import type { Caller } from '../caller.ts'
import { Problem } from '../problem.ts'
import { addressGroup } from './address-group.ts'
import type { EdgeSettings } from './edge-settings.ts'
import { TokenBuckets } from './token-buckets.ts'

/** An operator speaks for all tenants, so it may call more often than one of them. */
const operatorFactor = 10

/** How often a key or person may call, and how often an address may look at what is open to everybody. */
export class CallLimits {
  readonly #tenants: TokenBuckets
  readonly #operators: TokenBuckets
  readonly #addresses: TokenBuckets

  constructor(clock: Clock, edge: Pick<EdgeSettings, 'callsPerMinute' | 'publicCallsPerMinute'>) {
    this.#tenants = new TokenBuckets(clock, { perMinute: edge.callsPerMinute })
    this.#operators = new TokenBuckets(clock, { perMinute: edge.callsPerMinute * operatorFactor })
    this.#addresses = new TokenBuckets(clock, { perMinute: edge.publicCallsPerMinute })
  }

  /** Counts a call of somebody known. Throws a 429 when there were too many. */
  countCaller(caller: Pick<Caller, 'actor' | 'role'>): void {
    const buckets = caller.role === 'operator' ? this.#operators : this.#tenants
    refuseAfter(buckets.take(caller.actor), 'with this key')
  }

  /** Counts a call that nobody needs to be known for. Throws a 429 when there were too many. */
  countAddress(address: string): void {
    refuseAfter(this.#addresses.take(addressGroup(address)), 'from your address')
  }
}

function refuseAfter(seconds: number, whose: string): void {
  if (seconds === 0) return
  throw new Problem('too_many_requests', `Too many calls ${whose}. Try again in ${seconds} seconds.`, {
    headers: { 'retry-after': String(seconds) },
  })
}
