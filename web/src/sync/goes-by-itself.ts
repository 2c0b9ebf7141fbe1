import type { FleetTenant } from '../data/fleet.ts'

/** Why runs fail that are tried again by themselves, and that nobody here can help. */
const passing: readonly (string | null)[] = ['AMAZON_UNAVAILABLE', 'AMAZON_RATE_LIMIT', 'UNKNOWN_ERROR']

/** Whether a tenant that is not well needs nobody: it goes on by itself. */
export function goesByItself({ cause, reasonCode }: FleetTenant['health']): boolean {
  if (cause === 'first_running') return true
  if (cause === 'first_waits' && reasonCode === null) return true
  return (cause === 'failing' || cause === 'first_waits') && passing.includes(reasonCode)
}
