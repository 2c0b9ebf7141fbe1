import { Type } from 'typebox'
import { renewalWarning } from '../../domain/authorization.ts'
import type { ReasonCode } from '../../domain/reason-code.ts'
import type { ConnectionSyncStatus } from '../../store/sync-status.ts'
import { Instant, nullable } from '../schemas.ts'
import { ReasonCodeSchema } from './sync-schemas.ts'

export const healthStates = [
  'ok',
  'renewal_due',
  'never_synced',
  'late',
  'failing',
  'action_required',
] as const

/** Why a health is what it is; among those of one state, what asks for more attention stands later. */
export const healthCauses = [
  'paused',
  'stored',
  'partial',
  'consent_ends',
  'first_waits',
  'first_running',
  'stale',
  'overdue',
  'failing',
  'token_missing',
  'revoked',
  'not_connected',
] as const

export const HealthSchema = Type.Object({
  state: Type.Enum([...healthStates]),
  message: Type.String({ description: 'Why, and what to do about it.' }),
  cause: Type.Enum([...healthCauses], {
    description: 'The same why, for programs that have their own words.',
  }),
  at: {
    ...nullable(Instant),
    description:
      'The instant that the cause is about: the end of the consent, the last success, or when the poll was due.',
  },
  reasonCode: {
    ...nullable(ReasonCodeSchema),
    description: 'How the last run ended of the connection that this is about.',
  },
})

/** How a tenant's sync is doing, in one word and in one sentence that says what to do. */
export interface Health {
  readonly state: (typeof healthStates)[number]
  readonly message: string
  readonly cause: (typeof healthCauses)[number]
  readonly at: string | null
  readonly reasonCode: ReasonCode | null
}

type Assessment = Pick<Health, 'state' | 'message' | 'cause'> & { readonly at?: Date | null }

/** A poll that nobody started for this long: no worker is running, or too few. */
const overdueMs = 5 * 60_000

/** Polls come every few minutes; without a success for this long the orders shown are old. */
const staleMs = 60 * 60_000

/** The health of a tenant: that of the connection that needs most attention. Pure. */
export function assessHealth(connections: readonly ConnectionSyncStatus[], now: Date): Health {
  const all = connections.map((connection) => assessConnection(connection, now))
  return (
    all.toSorted((a, b) => rank(b) - rank(a))[0] ?? {
      state: 'action_required',
      message: "Nothing is connected: connect the seller's Amazon account.",
      cause: 'not_connected',
      at: null,
      reasonCode: null,
    }
  )
}

function rank({ state, cause }: Health): number {
  return healthStates.indexOf(state) * healthCauses.length + healthCauses.indexOf(cause)
}

/** The health of one connection. A consent that ends soon matters where nothing worse does. Pure. */
export function assessConnection(connection: ConnectionSyncStatus, now: Date): Health {
  const sync = assessSync(connection, now)
  const { at, ...health } = sync.state === 'ok' ? (assessRenewal(connection, now) ?? sync) : sync
  return { ...health, at: at?.toISOString() ?? null, reasonCode: connection.lastReasonCode }
}

function assessRenewal({ authorizationExpiresAt }: ConnectionSyncStatus, now: Date): Assessment | null {
  const warning = renewalWarning(authorizationExpiresAt, now)
  if (warning === null) return null
  const end = authorizationExpiresAt?.toISOString().slice(0, 10)
  return {
    state: warning === 7 ? 'action_required' : 'renewal_due',
    cause: 'consent_ends',
    at: authorizationExpiresAt,
    message: `The seller's consent ends on ${end}: ask the seller to connect Amazon again before that. Nothing is lost by it.`,
  }
}

function assessSync(connection: ConnectionSyncStatus, now: Date): Assessment {
  const { lastSuccessAt, nextDueAt } = connection
  if (connection.status === 'reauthorization_required') {
    return {
      state: 'action_required',
      cause: 'revoked',
      message: 'Amazon no longer accepts the authorisation: the seller must reconnect Amazon.',
    }
  }
  if (!connection.hasRefreshToken) {
    return {
      state: 'action_required',
      cause: 'token_missing',
      message: 'There is no refresh token: the seller must connect Amazon.',
    }
  }
  if (connection.status === 'paused') {
    return {
      state: 'ok',
      cause: 'paused',
      message: 'Paused on request: nothing is synced until the connection is resumed.',
    }
  }
  if (connection.failures > 0) {
    return {
      state: 'failing',
      cause: 'failing',
      message: connection.lastError ?? 'The last run failed; it is tried again by itself.',
    }
  }
  const overdue = nextDueAt !== null && now.getTime() - nextDueAt.getTime() > overdueMs && !connection.running
  if (overdue) {
    return {
      state: 'late',
      cause: 'overdue',
      at: nextDueAt,
      message: `The poll due at ${nextDueAt.toISOString()} has not started: check that a worker is running.`,
    }
  }
  if (lastSuccessAt === null) {
    return {
      state: 'never_synced',
      cause: connection.running ? 'first_running' : 'first_waits',
      message: connection.running
        ? 'The first sync is under way.'
        : (connection.lastError ?? 'The first sync has not run yet; it starts by itself.'),
    }
  }
  if (now.getTime() - lastSuccessAt.getTime() > staleMs) {
    return {
      state: 'late',
      cause: 'stale',
      at: lastSuccessAt,
      message: connection.lastError ?? `No success since ${lastSuccessAt.toISOString()}: look at the runs.`,
    }
  }
  const until = connection.lastUpdatedAfter ?? 'now'
  if (connection.lastReasonCode === 'PARTIAL') {
    return {
      state: 'ok',
      cause: 'partial',
      message: `Everything up to ${until} is stored but for orders that could not be read: they are in the quarantine.`,
    }
  }
  return { state: 'ok', cause: 'stored', message: `Everything up to ${until} is stored.` }
}
