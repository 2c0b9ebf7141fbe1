import type { Role } from '../domain/role.ts'
import type { Identity } from '../oidc/identity.ts'
import type { Secret } from '../runtime/secret.ts'
import type { ApiKey } from '../store/api-keys.ts'
import type { Session } from '../store/sessions.ts'

/** Who calls: an API key, a signed-in browser or a token of the identity provider, and nothing that a header merely claims. */
export interface Caller {
  /** For the audit log: the id of the key, or `oidc:` and the subject. */
  readonly actor: string
  readonly keyId: string | null
  /** At the identity provider; null for a key. */
  readonly subject: string | null
  readonly role: Role
  /** Null for an operator. */
  readonly tenantId: string | null
  /** Whether it may be shown who bought. */
  readonly canReadBuyers: boolean
  /** Null unless it came with a session cookie. */
  readonly signedIn: SignedIn | null
}

export interface SignedIn {
  readonly session: Session
  readonly token: Secret
}

export function callerOfKey(key: ApiKey): Caller {
  return {
    actor: key.keyId,
    keyId: key.keyId,
    subject: null,
    role: key.role,
    tenantId: key.tenantId,
    canReadBuyers: key.canReadBuyers,
    signedIn: null,
  }
}

export function callerOfSession(session: Session, token: Secret): Caller {
  return {
    actor: session.keyId ?? actorOfSubject(session.subject ?? ''),
    keyId: session.keyId,
    subject: session.subject,
    role: session.role,
    tenantId: session.tenantId,
    canReadBuyers: session.canReadBuyers,
    signedIn: { session, token },
  }
}

export function callerOfIdentity(identity: Identity): Caller {
  return {
    actor: actorOfSubject(identity.subject),
    keyId: null,
    subject: identity.subject,
    role: identity.role,
    tenantId: identity.tenantId,
    canReadBuyers: identity.canReadBuyers,
    signedIn: null,
  }
}

function actorOfSubject(subject: string): string {
  return `oidc:${subject}`
}
