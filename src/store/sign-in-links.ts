import type { Secret } from '../runtime/secret.ts'
import type { Scoped } from './database.ts'
import { hashToken, makeToken } from './token.ts'

/** How long a sign-in link opens a session. */
const validMinutes = 10

export interface SignInLink {
  readonly token: Secret
  readonly expiresAt: Date
}

/**
 * Makes a link that signs somebody in as a key of a tenant, or as nobody of the operator: once, within ten minutes. Only
 * its hash is stored.
 */
export async function makeSignInLink(db: Scoped<string | null>, keyId: string): Promise<SignInLink> {
  const token = makeToken('osl')
  const { rows } = await db.query<{ expires_at: Date }>(
    `INSERT INTO ordersync.sign_in_links (token_hash, tenant_id, key_id, expires_at)
     VALUES ($1, $2, $3, ordersync.now() + make_interval(mins => $4)) RETURNING expires_at`,
    [hashToken(token), db.tenantId, keyId, validMinutes],
  )
  return { token, expiresAt: (rows[0] as { expires_at: Date }).expires_at }
}
