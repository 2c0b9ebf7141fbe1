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

export function tourStepsOf(role: Session['role']): readonly TourStep[] {
  return steps.filter(({ roles }) => roles.includes(role))
}
