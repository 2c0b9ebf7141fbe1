import { expect, test } from 'vitest'
import { type FleetTenant, withChanges } from './fleet.ts'

const tenant = (tenantId: string, displayName = tenantId): FleetTenant =>
  ({ tenantId, displayName }) as FleetTenant

test('changes replace rows where they are, add new tenants at the end, and take removed ones away', () => {
  const fleet = { tenants: [tenant('a'), tenant('b'), tenant('c')], clockAheadMs: 0, askedAt: 0 }
  const changes = new Map([
    ['b', tenant('b', 'renamed')],
    ['c', null],
    ['new', tenant('new')],
    ['never-seen', null],
  ])
  expect(withChanges(fleet, changes).tenants).toEqual([tenant('a'), tenant('b', 'renamed'), tenant('new')])
})
