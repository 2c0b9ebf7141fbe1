import type { Application } from '../application.ts'

/** What the address of the consent page asks for. */
export interface AuthorizationRequest {
  state: string
  /** As given; null if the address named none. */
  redirectUri: string | null
  /** Where the browser goes back to. */
  returnUri: string
}

/** Why Amazon shows an error instead of the consent page. */
export interface AuthorizationRefusal {
  /** Amazon's code, where it is documented. */
  code: string | null
  message: string
}

/**
 * Source: developer-docs.amazon.com/sp-api, "Website Authorization Workflow" and "Authorization Errors". Amazon wants
 * https for redirect URIs; loopback may be registered here without it.
 */
export function readAuthorizationRequest(
  query: URLSearchParams,
  application: Application,
): AuthorizationRequest | AuthorizationRefusal {
  if (query.get('application_id') !== application.applicationId) {
    return { code: 'MD1000', message: 'There is no published application with this application_id.' }
  }
  if (application.isDraft && query.get('version') !== 'beta') {
    return { code: 'MD1000', message: 'The application is a draft: add version=beta to the address.' }
  }
  const state = query.get('state')
  if (!state) return { code: null, message: 'The state parameter is missing.' }
  const redirectUri = query.get('redirect_uri')
  const returnUri = redirectUri ?? application.redirectUris[0]
  if (returnUri === undefined || !application.redirectUris.includes(returnUri)) {
    return { code: 'MD5101', message: 'The redirect_uri is not registered for this application.' }
  }
  return { state, redirectUri, returnUri }
}
