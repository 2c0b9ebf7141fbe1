import { createSeller, enroll, type Fleet, type SimulatedSeller } from '@ordersync/simulator'
import { testFleet } from './test-fleet.ts'

type Shown = readonly [
  tenantId: string,
  name: string,
  of: Partial<SimulatedSeller> & { ordersPerMonth: number },
]

/** Tenants of every size and region, so that a picture of the fleet looks like one. */
const more: readonly Shown[] = [
  ['nordlicht', 'Nordlicht Home', { ordersPerMonth: 1100, historyDays: 400 }],
  ['atelier-lumiere', 'Atelier Lumière', { ordersPerMonth: 240, historyDays: 400 }],
  ['harbour-goods', 'Harbour Goods', { ordersPerMonth: 420, region: 'na', historyDays: 200 }],
  ['casa-verde', 'Casa Verde', { ordersPerMonth: 90, historyDays: 120 }],
  ['kiwi-outdoor', 'Kiwi Outdoor', { ordersPerMonth: 60, region: 'fe', historyDays: 90 }],
  ['bergwerk', 'Bergwerk Tools', { ordersPerMonth: 160, historyDays: 200 }],
  ['little-fox', 'Little Fox Toys', { ordersPerMonth: 75, region: 'na', historyDays: 120 }],
  ['polaris', 'Polaris Audio', { ordersPerMonth: 310, historyDays: 200 }],
  ['tea-and-co', 'Tea & Company', { ordersPerMonth: 45, historyDays: 90 }],
  ['velo-paris', 'Vélo Paris', { ordersPerMonth: 130, historyDays: 200 }],
]

export function shownFleet(): Fleet {
  const { sellers, roster } = testFleet()
  const made = more.map(([tenantId, name, of]) => ({
    tenantId,
    seller: createSeller('shown', tenantId, { name, ...of }),
  }))
  return {
    sellers: [...sellers, ...made.map(({ seller }) => seller)],
    roster: [...roster, ...made.map(({ tenantId, seller }) => enroll(tenantId, seller))],
  }
}
