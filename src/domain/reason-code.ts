/**
 * Why a run ended as it did. The codes come from error types, never from the text of a message, and are stable:
 * scripts and alerts depend on them.
 */
export const reasonCodes = [
  'SUCCESS',
  'LOCK_UNAVAILABLE',
  'NOT_CONNECTED',
  'TOKEN_MISSING',
  'TOKEN_REVOKED',
  'INVALID_DATE_FIXED',
  'AMAZON_RATE_LIMIT',
  'AMAZON_UNAVAILABLE',
  'AMAZON_FORBIDDEN',
  'APPLICATION_SECRET_REFUSED',
  'SECRET_STORE_UNAVAILABLE',
  'PARTIAL',
  'UNKNOWN_ERROR',
] as const

export type ReasonCode = (typeof reasonCodes)[number]

/** How a run ended. `interrupted` is given afterwards to a run whose process died. */
export type RunStatus = 'success' | 'skipped' | 'failed' | 'interrupted'
