import { createHash } from 'node:crypto'
import type { Clock } from '../../runtime/clock.ts'
import type { Secret } from '../../runtime/secret.ts'
import { Problem } from '../problem.ts'
import { addressGroup } from './address-group.ts'
import { TokenBuckets } from './token-buckets.ts'

/** A guess costs as much as this many calls by nobody. */
const guessCost = 3
const rememberedCredentials = 10_000

/**
 * Slows down whoever guesses keys. Each failure takes from the allowance of its address; without one left, nothing
 * that the address sends is even looked up, except what was valid here before: so guessing behind a shared address
 * locks nobody out who works there, and never anybody elsewhere. Guesses at one key, known by how it begins, are also
 * counted over all addresses: when there were many, one more failure ends the allowance of its address at once.
 */
export class GuessGuard {
  readonly #addresses: TokenBuckets
  readonly #prefixes: TokenBuckets
  readonly #known = new Map<string, true>()

  constructor(clock: Clock, refusedPerMinute: number) {
    this.#addresses = new TokenBuckets(clock, { perMinute: refusedPerMinute, burst: refusedPerMinute * 2 })
    this.#prefixes = new TokenBuckets(clock, { perMinute: refusedPerMinute, burst: refusedPerMinute * 2 })
  }

  /** Throws a 429 when the address has no allowance left and the credential has not been valid here before. */
  admit(address: string, credential: Secret | null): void {
    const seconds = this.#addresses.wait(addressGroup(address))
    if (seconds === 0 || (credential !== null && this.#known.has(digest(credential)))) return
    throw new Problem(
      'too_many_requests',
      `Too many calls from your address were refused. Try again in ${seconds} seconds.`,
      { headers: { 'retry-after': String(seconds) } },
    )
  }

  /** A guess: a key, token or link that proved nothing. */
  guessed(address: string, credential: Secret): void {
    const prefix = prefixOf(credential)
    const isHunted = prefix !== null && this.#prefixes.take(prefix, guessCost) > 0
    this.#charge(address, isHunted ? Number.POSITIVE_INFINITY : guessCost)
  }

  /** A call that brought nothing, or a session that has ended. */
  missed(address: string): void {
    this.#charge(address, 1)
  }

  succeeded(credential: Secret): void {
    const name = digest(credential)
    this.#known.delete(name)
    this.#known.set(name, true)
    if (this.#known.size > rememberedCredentials) this.#known.delete(this.#known.keys().next().value ?? '')
  }

  #charge(address: string, cost: number): void {
    const group = addressGroup(address)
    if (this.#addresses.take(group, cost) > 0) this.#addresses.drain(group)
  }
}

/** How one of our keys begins: what somebody may have seen of it in a list of keys. */
function prefixOf(credential: Secret): string | null {
  return /^os_[\w-]{6}/.exec(credential.reveal())?.[0] ?? null
}

function digest(credential: Secret): string {
  return createHash('sha256').update(credential.reveal()).digest('base64url')
}
