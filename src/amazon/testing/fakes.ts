import type { QuotaGovernor, Reservation } from '../../domain/quota.ts'
import type { Clock } from '../../runtime/clock.ts'
import type { Log, LogFields } from '../../runtime/log.ts'
import { Secret } from '../../runtime/secret.ts'
import type { Application, SellerAccount } from '../account.ts'

export interface ManualClock extends Clock {
  advance(ms: number): void
  readonly slept: number[]
}

/** A clock that moves only when it is told to, or by what is slept on it. */
export function manualClock(start = '2026-11-21T19:00:00.000Z'): ManualClock {
  let now = Date.parse(start)
  const slept: number[] = []
  return {
    now: () => new Date(now),
    sleep: async (ms, signal) => {
      signal?.throwIfAborted()
      slept.push(ms)
      now += ms
    },
    advance: (ms) => {
      now += ms
    },
    slept,
  }
}

export interface RecordingLog extends Log {
  readonly lines: { readonly fields: LogFields; readonly message: string }[]
}

export function recordingLog(): RecordingLog {
  const lines: RecordingLog['lines'] = []
  const write = (fields: LogFields, message: string) => void lines.push({ fields, message })
  return { lines, debug: write, info: write, warn: write, error: write }
}

export interface FakeGovernor extends QuotaGovernor {
  /** Everything that was asked of it, as `reserve searchOrders`, `learn 0.0056`, `drain 3000`. */
  readonly asked: string[]
  /** Answers of the next reservations; without any, a token is there at once. */
  readonly next: Reservation[]
}

export const drainedUntil = new Date('2026-11-21T19:02:58.600Z')

export function fakeGovernor(): FakeGovernor {
  const asked: string[] = []
  const next: Reservation[] = []
  return {
    asked,
    next,
    reserve: async (key, _priority, maxDelayMs) => {
      asked.push(`reserve ${key.operation} ${maxDelayMs}`)
      return next.shift() ?? { kind: 'granted', delayMs: 0 }
    },
    learnRate: async (_key, ratePerSecond) => {
      asked.push(`learn ${ratePerSecond}`)
    },
    drain: async (_key, retryAfterMs) => {
      asked.push(`drain ${retryAfterMs}`)
      return drainedUntil
    },
  }
}

export const currentSecret = new Secret('amzn1.oa2-cs.v1.current-secret')

export const application: Application = {
  clientId: 'amzn1.application-oa2-client.test',
  secrets: async () => [currentSecret],
}

export function sellerAccount(overrides: Partial<SellerAccount> = {}): SellerAccount {
  return {
    cacheKey: 'connection-1',
    region: 'EU',
    sellingPartnerId: 'A1SELLER',
    refreshToken: async () => new Secret('Atzr|refresh+token/1'),
    ...overrides,
  }
}

export const lwaToken = (token: string) => ({
  body: {
    access_token: token,
    token_type: 'bearer',
    expires_in: 3600,
    refresh_token: 'Atzr|refresh+token/1',
  },
})
