import type { ApiKey } from '../../data/api-keys.ts'
import type { Tone } from '../../ui/badge.tsx'

export type KeyState = 'active' | 'expired' | 'revoked'

export const keyTones: Readonly<Record<KeyState, Tone>> = {
  active: 'good',
  expired: 'warn',
  revoked: 'neutral',
}

/** Whether a key opens anything at `now` (ms). */
export function stateOfKey(
  { revokedAt, expiresAt }: Pick<ApiKey, 'revokedAt' | 'expiresAt'>,
  now: number,
): KeyState {
  if (revokedAt !== null) return 'revoked'
  return expiresAt !== null && Date.parse(expiresAt) <= now ? 'expired' : 'active'
}
