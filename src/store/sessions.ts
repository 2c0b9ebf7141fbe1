import type { Role } from '../domain/role.ts'
import type { Secret } from '../runtime/secret.ts'
import type { Queryable } from './database.ts'
import { hashToken } from './token.ts'

/** Somebody who is signed in, in one browser. */
export interface Session {
  readonly sessionId: string
  /** The key that it was opened with, or null. */
  readonly keyId: string | null
  /** The subject at the identity provider that it was opened for, or null. */
  readonly subject: string | null
  readonly name: string
  readonly role: Role
  /** Null for an operator. */
  readonly tenantId: string | null
  readonly canReadBuyers: boolean
  readonly expiresAt: Date
}

/** How long a session lasts, used or not, and how long without use. */
export interface SessionLimits {
  readonly hours: number
  readonly idleMinutes: number
}

interface SessionRow {
  readonly session_id: string
  readonly key_id: string | null
  readonly subject: string | null
  readonly name: string
  readonly role: Role
  readonly tenant_id: string | null
  readonly can_read_buyers: boolean
  readonly expires_at: Date
}

const columns = 'session_id, key_id, subject, name, role, tenant_id, can_read_buyers, expires_at'

function fromRow(row: SessionRow): Session {
  return {
    sessionId: row.session_id,
    keyId: row.key_id,
    subject: row.subject,
    name: row.name,
    role: row.role,
    tenantId: row.tenant_id,
    canReadBuyers: row.can_read_buyers,
    expiresAt: row.expires_at,
  }
}

const validKey = 'k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ordersync.now())'

/** Opens a session with a key. Answers null when the key is no longer valid. It never outlives the key. */
export async function openSessionOfKey(
  db: Queryable,
  session: { readonly sessionId: string; readonly keyId: string },
  token: Secret,
  limits: SessionLimits,
): Promise<Session | null> {
  const { rows } = await db.query<SessionRow>(
    `INSERT INTO ordersync.sessions (session_id, token_hash, key_id, name, role, tenant_id, can_read_buyers, expires_at)
     SELECT $1, $2, k.key_id, k.name, k.role, k.tenant_id, k.can_read_buyers,
            LEAST(ordersync.now() + make_interval(hours => $4), k.expires_at)
     FROM ordersync.api_keys k WHERE k.key_id = $3 AND ${validKey}
     RETURNING ${columns}`,
    [session.sessionId, hashToken(token), session.keyId, limits.hours],
  )
  return rows[0] === undefined ? null : fromRow(rows[0])
}

/**
 * Opens a session with a sign-in link, which is used up in the same statement: of two that come at once, one is
 * answered. Null when the link is unknown, used or expired, or its key no longer valid.
 */
export async function openSessionByLink(
  db: Queryable,
  sessionId: string,
  link: Secret,
  token: Secret,
  limits: SessionLimits,
): Promise<Session | null> {
  const { rows } = await db.query<SessionRow>(
    `WITH link AS (DELETE FROM ordersync.sign_in_links WHERE token_hash = $3 RETURNING key_id, expires_at)
     INSERT INTO ordersync.sessions (session_id, token_hash, key_id, name, role, tenant_id, can_read_buyers, expires_at)
     SELECT $1, $2, k.key_id, k.name, k.role, k.tenant_id, k.can_read_buyers,
            LEAST(ordersync.now() + make_interval(hours => $4), k.expires_at)
     FROM link JOIN ordersync.api_keys k USING (key_id) WHERE link.expires_at > ordersync.now() AND ${validKey}
     RETURNING ${columns}`,
    [sessionId, hashToken(token), hashToken(link), limits.hours],
  )
  return rows[0] === undefined ? null : fromRow(rows[0])
}

/** Opens a session for somebody whom the identity provider vouches for. Its tenant exists. */
export async function openSessionOfSubject(
  db: Queryable,
  session: Pick<Session, 'sessionId' | 'name' | 'role' | 'tenantId' | 'canReadBuyers'> & {
    readonly subject: string
  },
  token: Secret,
  limits: SessionLimits,
): Promise<Session> {
  const { rows } = await db.query<SessionRow>(
    `INSERT INTO ordersync.sessions (session_id, token_hash, subject, name, role, tenant_id, can_read_buyers, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, ordersync.now() + make_interval(hours => $8))
     RETURNING ${columns}`,
    [
      session.sessionId,
      hashToken(token),
      session.subject,
      session.name,
      session.role,
      session.tenantId,
      session.canReadBuyers,
      limits.hours,
    ],
  )
  return fromRow(rows[0] as SessionRow)
}

/**
 * The session of a token, unless it has expired, was idle for too long, or its key has ended. Notes that it was seen,
 * once a minute at most: book-keeping that no answer shows.
 */
export async function findValidSession(
  db: Queryable,
  token: Secret,
  limits: SessionLimits,
): Promise<Session | null> {
  const { rows } = await db.query<SessionRow & { readonly is_noted: boolean }>(
    `SELECT ${columns.replaceAll(/\w+/g, 's.$&')},
            s.last_seen_at > ordersync.now() - interval '1 minute' AS is_noted
     FROM ordersync.sessions s LEFT JOIN ordersync.api_keys k ON k.key_id = s.key_id
     WHERE s.token_hash = $1 AND s.expires_at > ordersync.now()
       AND s.last_seen_at > ordersync.now() - make_interval(mins => $2)
       AND (s.key_id IS NULL OR (${validKey}))`,
    [hashToken(token), limits.idleMinutes],
  )
  const [row] = rows
  if (row === undefined) return null
  if (!row.is_noted) {
    await db.query('UPDATE ordersync.sessions SET last_seen_at = ordersync.now() WHERE session_id = $1', [
      row.session_id,
    ])
  }
  return fromRow(row)
}

/** Ends the session of a token, if it has one. */
export async function endSession(db: Queryable, token: Secret): Promise<void> {
  await db.query('DELETE FROM ordersync.sessions WHERE token_hash = $1', [hashToken(token)])
}

/** Ends every session of a key or of a subject of the identity provider. Answers how many there were. */
export async function endSessionsOf(
  db: Queryable,
  owner: Pick<Session, 'keyId' | 'subject'>,
): Promise<number> {
  const { rowCount } = await db.query(
    'DELETE FROM ordersync.sessions WHERE key_id = $1 OR (key_id IS NULL AND subject = $2)',
    [owner.keyId, owner.subject],
  )
  return rowCount ?? 0
}

/** Deletes what no longer opens anything: expired sessions and links. Sessions that were idle for a day count too. */
export async function deleteExpiredSessions(db: Queryable): Promise<void> {
  await db.query(
    `DELETE FROM ordersync.sessions
     WHERE expires_at < ordersync.now() OR last_seen_at < ordersync.now() - interval '1 day'`,
  )
  await db.query('DELETE FROM ordersync.sign_in_links WHERE expires_at < ordersync.now()')
}
