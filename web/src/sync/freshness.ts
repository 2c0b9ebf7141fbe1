import type { FleetTenant } from '../data/fleet.ts'
import type { Tone } from '../ui/badge.tsx'

/** How a tenant is served, in one word: each tenant is in one of them. The ones that need somebody come first. */
export const freshnesses = [
  'action_required',
  'failing',
  'late',
  'renewal_due',
  'never_synced',
  'paused',
  'current',
] as const

export type Freshness = (typeof freshnesses)[number]

export const freshnessTones: Readonly<Record<Freshness, Tone>> = {
  action_required: 'bad',
  failing: 'bad',
  late: 'warn',
  renewal_due: 'warn',
  never_synced: 'info',
  paused: 'neutral',
  current: 'good',
}

/** What the API says of its health; somebody's wish to pause is told apart from what goes by itself. */
export function freshnessOf({
  health,
  connectionStatus,
}: Pick<FleetTenant, 'health' | 'connectionStatus'>): Freshness {
  if (health.state !== 'ok') return health.state
  return connectionStatus === 'paused' ? 'paused' : 'current'
}
