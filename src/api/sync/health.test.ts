import { expect, test } from 'vitest'
import type { ConnectionSyncStatus } from '../../store/sync-status.ts'
import { assessConnection, assessHealth } from './health.ts'

const now = new Date('2026-03-02T12:00:00Z')
const inDays = (days: number): Date => new Date(now.getTime() + days * 86_400_000)
const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000)

const connection = (of: Partial<ConnectionSyncStatus> = {}) =>
  ({
    status: 'connected',
    hasRefreshToken: true,
    authorizationExpiresAt: null,
    lastUpdatedAfter: '2026-03-02T11:57:00.000Z',
    lastSuccessAt: minutesAgo(1),
    lastReasonCode: 'SUCCESS',
    lastError: null,
    failures: 0,
    nextDueAt: minutesAgo(-2),
    running: false,
    ...of,
  }) as ConnectionSyncStatus

test.each([
  ['all is well', {}, 'ok', 'stored', null],
  ['orders could not be read', { lastReasonCode: 'PARTIAL' }, 'ok', 'partial', null],
  ['somebody paused it', { status: 'paused' }, 'ok', 'paused', null],
  [
    'the consent ends in a month',
    { authorizationExpiresAt: inDays(29), lastReasonCode: 'PARTIAL' },
    'renewal_due',
    'consent_ends',
    inDays(29),
  ],
  ['it ends in days', { authorizationExpiresAt: inDays(3) }, 'action_required', 'consent_ends', inDays(3)],
  ['nobody starts what is due', { nextDueAt: minutesAgo(9) }, 'late', 'overdue', minutesAgo(9)],
  ['nothing succeeds', { lastSuccessAt: minutesAgo(90) }, 'late', 'stale', minutesAgo(90)],
  ['the first is to come', { lastSuccessAt: null }, 'never_synced', 'first_waits', null],
] as const)(
  'when %s, the cause is told beside the state, with its instant',
  (_when, of, state, cause, at) => {
    expect(assessConnection(connection(of), now)).toMatchObject({
      state,
      cause,
      at: at?.toISOString() ?? null,
    })
  },
)

test("of several connections, the worst one's own reason is told, not that of another", () => {
  const revoked = connection({ status: 'reauthorization_required', lastReasonCode: 'TOKEN_REVOKED' })
  const never = connection({ lastSuccessAt: null, lastReasonCode: null })
  const failing = connection({ failures: 2, lastReasonCode: 'AMAZON_UNAVAILABLE', lastError: 'it failed' })
  expect(assessHealth([never, failing, connection()], now)).toMatchObject({
    state: 'failing',
    cause: 'failing',
    reasonCode: 'AMAZON_UNAVAILABLE',
  })
  expect(assessHealth([failing, revoked], now)).toMatchObject({
    cause: 'revoked',
    reasonCode: 'TOKEN_REVOKED',
  })
  const [paused, partial] = [connection({ status: 'paused' }), connection({ lastReasonCode: 'PARTIAL' })]
  expect(assessHealth([paused, connection()], now).cause).toBe('stored')
  expect(assessHealth([paused, connection(), partial], now).cause).toBe('partial')
})
