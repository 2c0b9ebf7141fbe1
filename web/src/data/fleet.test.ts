import { expect, test } from 'vitest'
import { type FleetTenant, withChanges } from './fleet.ts'

const tenant = (tenantId: string, displayName = tenantId): FleetTenant =>
  ({ tenantId, displayName }) as FleetTenant

test('changes replace rows where they are, put new tenants where their ids belong, and take removed ones away', () => {
  const fleet = {
    tenants: [tenant('shop-2'), tenant('shop-10'), tenant('shop-11')],
    clockAheadMs: 0,
    askedAt: 0,
  }
  const changes = new Map([
    ['shop-10', tenant('shop-10', 'renamed')],
    ['shop-11', null],
    ['shop-3', tenant('shop-3')],
    ['never-seen', null],
  ])
  expect(withChanges(fleet, changes).tenants).toEqual([
    tenant('shop-2'),
    tenant('shop-3'),
    tenant('shop-10', 'renamed'),
  ])
})
