import { AmazonError } from '../amazon/errors.ts'
import { backOffMs } from '../domain/poll-period.ts'
import { SecretStoreUnavailable } from '../runtime/key-provider.ts'
import type { RunOutcome } from '../store/run-lifecycle.ts'

/** How soon everybody tries again after something that concerns all connections, not this one. */
const sharedTroubleMs = 60_000

/**
 * What a failed run becomes: a reason code from the error's type, a message that says what to do, and when to try
 * again. `failures` counts this one; `unit` in [0, 1) is the jitter.
 */
export function outcomeOfError(error: unknown, failures: number, unit: number): RunOutcome {
  const failed = {
    status: 'failed',
    complete: false,
    nextDue: { afterMs: backOffMs(failures, unit) },
  } as const
  if (error instanceof SecretStoreUnavailable) {
    return {
      ...failed,
      reasonCode: 'SECRET_STORE_UNAVAILABLE',
      message: `The secret store did not give the keys; the seller's authorisation is not in doubt. ${error.message}`,
      nextDue: { afterMs: sharedTroubleMs },
    }
  }
  if (error instanceof AmazonError) return { ...failed, ...ofAmazonError(error) }
  const message = error instanceof Error ? error.message : String(error)
  return {
    ...failed,
    reasonCode: 'UNKNOWN_ERROR',
    message: `Unexpected: ${message}. The log has the details; it is tried again.`,
  }
}

function ofAmazonError(error: AmazonError): Pick<RunOutcome, 'reasonCode' | 'message'> & Partial<RunOutcome> {
  const reference = error.amazonRequestId === null ? '' : ` (Amazon's request id ${error.amazonRequestId})`
  switch (error.kind) {
    case 'quota_exhausted':
    case 'throttled':
      return {
        status: 'skipped',
        reasonCode: 'AMAZON_RATE_LIMIT',
        message: `Amazon's quota for this seller is used up${reference}; it goes on by itself`,
        ...(error.availableAt === null ? {} : { nextDue: { at: error.availableAt } }),
      }
    case 'unavailable':
      return {
        reasonCode: 'AMAZON_UNAVAILABLE',
        message: `Amazon did not answer as it should: ${error.message}${reference}. It is tried again.`,
      }
    case 'forbidden':
      return {
        reasonCode: 'AMAZON_FORBIDDEN',
        message: `Amazon refused access although the authorisation is valid: ${error.message}${reference}. It is tried again; if it lasts, check the roles of the application and the seller's account.`,
      }
    case 'revoked':
      return {
        reasonCode: 'TOKEN_REVOKED',
        message: "Amazon no longer accepts the seller's authorisation: the seller must reconnect Amazon.",
        nextDue: null,
      }
    case 'application_refused':
      return {
        reasonCode: 'APPLICATION_SECRET_REFUSED',
        message:
          "Amazon refuses the application's client id or secret: set AMAZON_CLIENT_ID and AMAZON_CLIENT_SECRET to valid ones. No seller is disconnected.",
        nextDue: { afterMs: sharedTroubleMs },
      }
    case 'refused':
    case 'page_token_refused':
    case 'not_found':
      return {
        reasonCode: 'UNKNOWN_ERROR',
        message: `Amazon refused the request: ${error.message}${reference}. The place is kept and it is tried again.`,
      }
  }
}
