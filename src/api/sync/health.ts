import { Type } from 'typebox'
import { renewalWarning } from '../../domain/authorization.ts'
import type { ConnectionSyncStatus } from '../../store/sync-status.ts'

export const healthStates = [
  'ok',
  'renewal_due',
  'never_synced',
  'late',
  'failing',
  'action_required',
] as const

export const HealthSchema = Type.Object({
  state: Type.Enum([...healthStates]),
  message: Type.String({ description: 'Why, and what to do about it.' }),
})

/** How a tenant's sync is doing, in one word and in one sentence that says what to do. */
export interface Health {
  readonly state: (typeof healthStates)[number]
  readonly message: string
}

/** A poll that nobody started for this long: no worker is running, or too few. */
const overdueMs = 5 * 60_000

/** Polls come every few minutes; without a success for this long the orders shown are old. */
const staleMs = 60 * 60_000

/** The health of a tenant: that of the connection that needs most attention. Pure. */
export function assessHealth(connections: readonly ConnectionSyncStatus[], now: Date): Health {
  const all = connections.map((connection) => assessConnection(connection, now))
  const rank = (health: Health): number => healthStates.indexOf(health.state)
  return (
    all.toSorted((a, b) => rank(b) - rank(a))[0] ?? {
      state: 'action_required',
      message: "Nothing is connected: connect the seller's Amazon account.",
    }
  )
}

/** The health of one connection. A consent that ends soon matters where nothing worse does. Pure. */
export function assessConnection(connection: ConnectionSyncStatus, now: Date): Health {
  const health = assessSync(connection, now)
  return health.state === 'ok' ? (assessRenewal(connection, now) ?? health) : health
}

function assessRenewal({ authorizationExpiresAt }: ConnectionSyncStatus, now: Date): Health | null {
  const warning = renewalWarning(authorizationExpiresAt, now)
  if (warning === null) return null
  const end = authorizationExpiresAt?.toISOString().slice(0, 10)
  return {
    state: warning === 7 ? 'action_required' : 'renewal_due',
    message: `The seller's consent ends on ${end}: ask the seller to connect Amazon again before that. Nothing is lost by it.`,
  }
}

function assessSync(connection: ConnectionSyncStatus, now: Date): Health {
  const { lastSuccessAt, nextDueAt } = connection
  if (connection.status === 'reauthorization_required') {
    return {
      state: 'action_required',
      message: 'Amazon no longer accepts the authorisation: the seller must reconnect Amazon.',
    }
  }
  if (!connection.hasRefreshToken) {
    return { state: 'action_required', message: 'There is no refresh token: the seller must connect Amazon.' }
  }
  if (connection.status === 'paused') {
    return { state: 'ok', message: 'Paused on request: nothing is synced until the connection is resumed.' }
  }
  if (connection.failures > 0) {
    return {
      state: 'failing',
      message: connection.lastError ?? 'The last run failed; it is tried again by itself.',
    }
  }
  const overdue = nextDueAt !== null && now.getTime() - nextDueAt.getTime() > overdueMs && !connection.running
  if (overdue) {
    return {
      state: 'late',
      message: `The poll due at ${nextDueAt.toISOString()} has not started: check that a worker is running.`,
    }
  }
  if (lastSuccessAt === null) {
    return {
      state: 'never_synced',
      message: connection.running
        ? 'The first sync is under way.'
        : (connection.lastError ?? 'The first sync has not run yet; it starts by itself.'),
    }
  }
  if (now.getTime() - lastSuccessAt.getTime() > staleMs) {
    return {
      state: 'late',
      message: connection.lastError ?? `No success since ${lastSuccessAt.toISOString()}: look at the runs.`,
    }
  }
  return { state: 'ok', message: `Everything up to ${connection.lastUpdatedAfter ?? 'now'} is stored.` }
}
