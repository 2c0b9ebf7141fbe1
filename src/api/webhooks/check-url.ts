import { isPublicAddress } from '../../domain/public-address.ts'
import { findUrlFault } from '../../domain/webhook-url.ts'
import { HostRefused, resolveAllowed } from '../../runtime/public-host.ts'
import { Problem } from '../problem.ts'

/**
 * Refuses an address that could lead into our own network, or nowhere: by its text, then by what its host resolves to.
 * Each delivery checks again, at the moment of connecting.
 */
export async function checkWebhookUrl(url: string, allowPrivate: boolean): Promise<void> {
  const fault = findUrlFault(url, allowPrivate) ?? (await findHostFault(new URL(url).hostname, allowPrivate))
  if (fault !== null) throw new Problem('webhook_url_refused', fault, { field: 'url' })
}

async function findHostFault(hostname: string, allowPrivate: boolean): Promise<string | null> {
  try {
    await resolveAllowed(hostname, (address) => allowPrivate || isPublicAddress(address))
    return null
  } catch (error) {
    if (!(error instanceof HostRefused)) throw error
    return error.code === 'HOST_UNKNOWN'
      ? 'Its host name does not resolve.'
      : 'Its host is not at a public address.'
  }
}
