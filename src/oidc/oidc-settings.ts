import type { Role } from '../domain/role.ts'
import type { Secret } from '../runtime/secret.ts'

/** How tokens of an OpenID Connect provider become callers. */
export interface OidcSettings {
  /** The `iss` of its tokens; the discovery document is found below it. https, or http on loopback. */
  readonly issuer: string
  /** The `aud` of bearer tokens; null: none are accepted. */
  readonly audience: string | null
  /** The claims that name tenant and role: a name, or a path of names with dots between them. */
  readonly tenantClaim: string
  readonly roleClaim: string
  /** What the values of the role claim mean here. */
  readonly roles: ReadonlyMap<string, GrantedRole>
  /** For signing in at the dashboard; null: it cannot be done there. */
  readonly client: OidcClient | null
}

export interface GrantedRole {
  readonly role: Role
  readonly canReadBuyers: boolean
}

export interface OidcClient {
  readonly id: string
  readonly secret: Secret
  /** Where the provider sends the browser back to. */
  readonly redirectUri: string
}
