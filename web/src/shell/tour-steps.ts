import type { FleetTenant } from '../data/fleet.ts'
import type { Session } from '../session/session.ts'

interface TourStep {
  /** Its text is `<name>.title` and `<name>.text` of the messages. */
  readonly name: 'welcome' | 'fleet' | 'failing' | 'orders' | 'connect'
  /** The page that it is about; none for the first. */
  readonly to?: '/fleet' | '/orders' | '/connect'
  readonly search?: { readonly health: 'failing' }
  readonly roles: readonly Session['role'][]
}

const everybody: readonly Session['role'][] = ['operator', 'tenant_admin', 'tenant_reader']

/** The stations, in order; each role has those whose pages it may see. */
const steps: readonly TourStep[] = [
  { name: 'welcome', roles: everybody },
  { name: 'fleet', to: '/fleet', roles: ['operator'] },
  { name: 'failing', to: '/fleet', search: { health: 'failing' }, roles: ['operator'] },
  { name: 'orders', to: '/orders', roles: everybody },
  { name: 'connect', to: '/connect', roles: ['operator', 'tenant_admin'] },
]

/** A tenant whose orders can be searched: the first of the preferred ones that has any, else the one with the most. */
export function tenantWithOrders(
  tenants: readonly Pick<FleetTenant, 'tenantId' | 'counts'>[],
  preferred: readonly (string | null)[],
): string | null {
  const some = tenants
    .filter(({ counts }) => counts.orders > 0)
    .toSorted((a, b) => b.counts.orders - a.counts.orders)
    .map(({ tenantId }) => tenantId)
  return preferred.find((tenantId) => tenantId !== null && some.includes(tenantId)) ?? some[0] ?? null
}

export function tourStepsOf(role: Session['role']): readonly TourStep[] {
  return steps.filter(({ roles }) => roles.includes(role))
}
