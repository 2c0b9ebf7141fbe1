import type { Role } from '../domain/role.ts'
import type { Secret } from '../runtime/secret.ts'
import type { Database, FleetQueryable, Scoped } from './database.ts'
import { hashToken } from './token.ts'

/** Somebody who is signed in, in one browser. */
export interface Session {
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
  readonly tenant_id: string | null
  readonly key_id: string | null
  readonly subject: string | null
  readonly name: string
  readonly role: Role
  readonly can_read_buyers: boolean
  readonly expires_at: Date
}

const columns = 'tenant_id, key_id, subject, name, role, can_read_buyers, expires_at'

function fromRow(row: SessionRow): Session {
  return {
    keyId: row.key_id,
    subject: row.subject,
    name: row.name,
    role: row.role,
    tenantId: row.tenant_id,
    canReadBuyers: row.can_read_buyers,
    expiresAt: row.expires_at,
  }
}

/**
 * Opens a session with a key of a tenant, or as nobody of the operator. It never outlives the key. Answers null when
 * the key is no longer valid.
 */
export async function openSessionOfKey(
  db: Scoped<string | null>,
  keyId: string,
  token: Secret,
  limits: SessionLimits,
): Promise<Session | null> {
  const { rows } = await db.query<SessionRow>(
    `INSERT INTO ordersync.sessions (token_hash, tenant_id, key_id, name, role, can_read_buyers, expires_at)
     SELECT $1, k.tenant_id, k.key_id, k.name, k.role, k.can_read_buyers,
            LEAST(ordersync.now() + make_interval(hours => $4), k.expires_at)
     FROM ordersync.api_keys k
     WHERE k.key_id = $3 AND k.tenant_id IS NOT DISTINCT FROM $2
       AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ordersync.now())
     RETURNING ${columns}`,
    [hashToken(token), db.tenantId, keyId, limits.hours],
  )
  return rows[0] === undefined ? null : fromRow(rows[0])
}

/**
 * Opens a session with a sign-in link, which is used up by that. Null when the link is unknown, used or expired, or its
 * key no longer valid.
 */
export async function openSessionByLink(
  db: FleetQueryable,
  link: Secret,
  token: Secret,
  limits: SessionLimits,
): Promise<Session | null> {
  const { rows } = await db.query<SessionRow>(
    `SELECT ${columns} FROM ordersync.fleet_open_session_by_link($1, $2, $3)`,
    [hashToken(link), hashToken(token), limits.hours],
  )
  return rows[0] === undefined ? null : fromRow(rows[0])
}

/** Opens a session for somebody whom the identity provider vouches for: in a tenant that exists, or as an operator. */
export async function openSessionOfSubject(
  db: Scoped<string | null>,
  person: Pick<Session, 'name' | 'role' | 'canReadBuyers'> & { readonly subject: string },
  token: Secret,
  limits: SessionLimits,
): Promise<Session> {
  const { rows } = await db.query<SessionRow>(
    `INSERT INTO ordersync.sessions (token_hash, tenant_id, subject, name, role, can_read_buyers, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, ordersync.now() + make_interval(hours => $7))
     RETURNING ${columns}`,
    [
      hashToken(token),
      db.tenantId,
      person.subject,
      person.name,
      person.role,
      person.canReadBuyers,
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
  db: Database,
  token: Secret,
  limits: SessionLimits,
): Promise<Session | null> {
  const hash = hashToken(token)
  const { rows } = await db.query<SessionRow & { readonly is_noted: boolean }>(
    `SELECT ${columns}, last_seen_at > ordersync.now() - interval '1 minute' AS is_noted
     FROM ordersync.fleet_find_session($1, $2)`,
    [hash, limits.idleMinutes],
  )
  const [row] = rows
  if (row === undefined) return null
  if (!row.is_noted) {
    await db
      .of(row.tenant_id)
      .query('UPDATE ordersync.sessions SET last_seen_at = ordersync.now() WHERE token_hash = $1', [hash])
  }
  return fromRow(row)
}

/** Ends the session of a token, of whichever tenant, if it has one. */
export async function endSession(db: FleetQueryable, token: Secret): Promise<void> {
  await db.query('SELECT ordersync.fleet_end_session($1)', [hashToken(token)])
}

/** Ends every session of a key or of a person, in a tenant or as nobody of an operator. Answers how many there were. */
export async function endSessionsOf(
  db: Scoped<string | null>,
  owner: Pick<Session, 'keyId' | 'subject'>,
): Promise<number> {
  const { rowCount } = await db.query(
    `DELETE FROM ordersync.sessions WHERE tenant_id IS NOT DISTINCT FROM $1
       AND (key_id = $2 OR (key_id IS NULL AND subject = $3))`,
    [db.tenantId, owner.keyId, owner.subject],
  )
  return rowCount ?? 0
}

/** Deletes what no longer opens anything: expired sessions and links, and sessions that were idle for a day. */
export async function deleteExpiredSessions(db: FleetQueryable): Promise<void> {
  await db.query('SELECT ordersync.fleet_delete_expired_sessions()')
}
