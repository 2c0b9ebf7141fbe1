import type { ReasonCode } from '../../domain/reason-code.ts'
import type { GlobalResult, SingleResult } from './sync-schemas.ts'

/**
 * The HTTP status of a sync that was not a success, by its reason. A cron job that looks at nothing but the status
 * must see that nothing was synced: 409 asks a person to act, 429 and 503 pass by themselves.
 */
const statusByReason = {
  SUCCESS: 502,
  INVALID_DATE_FIXED: 502,
  PARTIAL: 502,
  UNKNOWN_ERROR: 502,
  LOCK_UNAVAILABLE: 409,
  NOT_CONNECTED: 409,
  TOKEN_MISSING: 409,
  TOKEN_REVOKED: 409,
  AMAZON_RATE_LIMIT: 429,
  AMAZON_UNAVAILABLE: 503,
  AMAZON_FORBIDDEN: 503,
  APPLICATION_SECRET_REFUSED: 503,
  SECRET_STORE_UNAVAILABLE: 503,
} as const satisfies Record<ReasonCode, number>

export type SyncHttpStatus = 200 | (typeof statusByReason)[ReasonCode]

export function httpStatusOfSingle(result: Pick<SingleResult, 'status' | 'reasonCode'>): SyncHttpStatus {
  return result.status === 'success' ? 200 : statusByReason[result.reasonCode]
}

export function httpStatusOfGlobal(result: Pick<GlobalResult, 'success'>): 200 | 503 {
  return result.success ? 200 : 503
}
