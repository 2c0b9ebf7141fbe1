import type { AuthorizationName } from '../store/connections.ts'

/**
 * Names an authorisation in the cache of access tokens: one that was obtained with an earlier authorisation, or for a
 * connection that was removed, is never found again. No id has a slash in it.
 */
export function toAccountKey(name: AuthorizationName): string {
  return `${name.tenantId}/${name.connectionId}/${name.authorizationNumber}`
}

/** What a key names; null for a key that was made elsewhere. */
export function fromAccountKey(key: string): AuthorizationName | null {
  const [tenantId, connectionId, number, ...rest] = key.split('/')
  if (tenantId === undefined || connectionId === undefined || rest.length > 0) return null
  const authorizationNumber = Number(number)
  return Number.isInteger(authorizationNumber) ? { tenantId, connectionId, authorizationNumber } : null
}
