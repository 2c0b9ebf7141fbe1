import type { Api } from '../context.ts'
import { Problem } from '../problem.ts'
import type { EdgeSettings } from './edge-settings.ts'

const maxAddressLength = 8000
const maxHeaderBytes = 16 * 1024

/**
 * How long and how large a request may be while it arrives, so that a caller who sends a byte a minute holds no
 * socket for long. A connection on which nothing moves is closed after a quarter of an hour: longer than any call is
 * kept waiting.
 */
export function arrivalLimits({ arrivalMs }: Pick<EdgeSettings, 'arrivalMs'>) {
  return {
    requestTimeout: arrivalMs * 2,
    connectionTimeout: 15 * 60_000,
    http: {
      headersTimeout: arrivalMs,
      connectionsCheckingInterval: Math.min(5000, arrivalMs),
      maxHeaderSize: maxHeaderBytes,
    },
  }
}

/** Refuses an address that nothing of ours is as long as, before anything looks at it. */
export function refuseLongAddresses(api: Api): void {
  api.addHook('onRequest', async (request) => {
    if ((request.raw.url ?? '').length > maxAddressLength) {
      throw new Problem('address_too_long', `An address may have ${maxAddressLength} characters.`)
    }
  })
}
