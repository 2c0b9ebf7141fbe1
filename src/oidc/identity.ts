import { type Role, roles } from '../domain/role.ts'
import { TokenNotUsable } from './oidc-errors.ts'
import type { OidcSettings } from './oidc-settings.ts'

/** Who a token of the identity provider speaks for, in our terms. */
export interface Identity {
  readonly subject: string
  /** For people to read; the provider's word. */
  readonly name: string
  readonly role: Role
  /** Null for an operator. */
  readonly tenantId: string | null
  readonly canReadBuyers: boolean
}

export type Claims = Readonly<Record<string, unknown>>

/**
 * What the claims of a verified token mean here. Of several roles the most powerful counts; a right to read buyers
 * comes from any of them. Throws TokenNotUsable when they name no role, or no tenant where the role needs one.
 */
export function readIdentity(claims: Claims, settings: OidcSettings): Identity {
  const subject = claims.sub
  if (typeof subject !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(subject)) {
    throw new TokenNotUsable('The token has no usable subject (claim "sub").')
  }
  const granted = textsOf(claimAt(claims, settings.roleClaim)).flatMap(
    (value) => settings.roles.get(value) ?? [],
  )
  const role = roles.find((candidate) => granted.some((grant) => grant.role === candidate))
  if (role === undefined) {
    throw new TokenNotUsable(`The token's claim "${settings.roleClaim}" names no role that is known here.`)
  }
  return {
    subject,
    name: readName(claims) ?? subject,
    role,
    tenantId: role === 'operator' ? null : readTenant(claims, settings.tenantClaim),
    canReadBuyers: granted.some((grant) => grant.canReadBuyers),
  }
}

function readTenant(claims: Claims, claim: string): string {
  const [tenantId, ...others] = textsOf(claimAt(claims, claim))
  if (tenantId === undefined || others.length > 0) {
    throw new TokenNotUsable(`The token's claim "${claim}" must name exactly one tenant.`)
  }
  return tenantId
}

function readName(claims: Claims): string | null {
  for (const value of [claims.name, claims.preferred_username, claims.email]) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    const name = typeof value === 'string' ? value.replaceAll(/[\u0000-\u001f\u007f]/g, ' ').trim() : ''
    if (name !== '') return name.slice(0, 200)
  }
  return null
}

/** A claim by its name, which may itself hold dots (`https://example.com/role`), or else by its path. */
function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path]
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name)
          ? (value as Claims)[name]
          : undefined,
      claims,
    )
}

function textsOf(value: unknown): readonly string[] {
  return [value].flat().filter((entry): entry is string => typeof entry === 'string')
}
