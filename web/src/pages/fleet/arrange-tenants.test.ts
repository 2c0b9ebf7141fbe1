import { expect, test } from 'vitest'
import type { FleetTenant } from '../../data/fleet.ts'
import { countFreshness, filterTenants, sortTenants } from './arrange-tenants.ts'
import { countByLag } from './lag-buckets.ts'

const now = Date.parse('2026-03-01T12:00:00Z')
const ago = (minutes: number): string => new Date(now - minutes * 60_000).toISOString()

function tenant(tenantId: string, state: string, lagMinutes: number | null, paused = false): FleetTenant {
  return {
    tenantId,
    displayName: `Shop ${tenantId}`,
    connectionStatus: paused ? 'paused' : 'connected',
    health: { state, message: '' },
    syncState:
      lagMinutes === null ? null : { lastUpdatedAfter: ago(lagMinutes), lastSuccessAt: ago(lagMinutes) },
    nextDueAt: null,
    backfill: null,
    quota: null,
  } as unknown as FleetTenant
}

const fleet = [
  tenant('10', 'ok', 3),
  tenant('9', 'ok', 90, true),
  tenant('2', 'failing', 40),
  tenant('1', 'action_required', null),
  tenant('3', 'never_synced', null),
  tenant('4', 'late', 2000),
]
const ids = (tenants: readonly FleetTenant[]): readonly string[] => tenants.map(({ tenantId }) => tenantId)
const byHealth = { key: 'health', isReversed: false } as const

test('every tenant is counted once, and paused is told apart from current', () => {
  expect(countFreshness(fleet)).toEqual({
    action_required: 1,
    failing: 1,
    late: 1,
    renewal_due: 0,
    never_synced: 1,
    paused: 1,
    current: 1,
  })
})

test('who needs somebody comes first, and tiles count what the filter then shows', () => {
  expect(ids(sortTenants(fleet, byHealth, now))).toEqual(['1', '2', '4', '3', '9', '10'])
  for (const [health, count] of Object.entries(countFreshness(fleet))) {
    expect(filterTenants(fleet, { health: health as 'late' })).toHaveLength(count)
  }
})

test('tenants that are equal stay in the order in which they came, whichever way round', () => {
  const alike = ['2', '10', '11'].map((tenantId) => tenant(tenantId, 'ok', 3))
  expect(ids(sortTenants(alike, byHealth, now))).toEqual(['2', '10', '11'])
  expect(ids(sortTenants(alike, { key: 'health', isReversed: true }, now))).toEqual(['2', '10', '11'])
})

test('words are looked for in name and id, each of them anywhere', () => {
  expect(ids(filterTenants(fleet, { q: ' 10 SHOP' }))).toEqual(['10'])
  expect(filterTenants(fleet, { q: 'nobody' })).toEqual([])
  expect(filterTenants(fleet, { q: ' ' })).toEqual(fleet)
})

test('the longest lag first, then turned round; who has none stands at the end both times', () => {
  const lag = (isReversed: boolean) => sortTenants(fleet, { key: 'lag', isReversed }, now)
  expect(ids(lag(false))).toEqual(['4', '9', '2', '10', '1', '3'])
  expect(ids(lag(true))).toEqual(['10', '2', '9', '4', '1', '3'])
})

test('names are ordered as people count', () => {
  const sorting = { key: 'tenant', isReversed: false } as const
  expect(ids(sortTenants(fleet, sorting, now))).toEqual(['1', '2', '3', '4', '9', '10'])
})

test('the chart counts each tenant with a watermark once', () => {
  const { buckets, without } = countByLag(fleet, now)
  expect(buckets.map(({ count }) => count)).toEqual([1, 0, 0, 1, 1, 0, 1])
  expect(without).toBe(2)
})
