import type { Role } from '../domain/role.ts'
import type { Secret } from '../runtime/secret.ts'
import type { Database, Scoped } from './database.ts'
import { hashToken, makeToken } from './token.ts'

/** An API key without its secret: that is shown once, when the key is made. */
export interface ApiKey {
  readonly keyId: string
  readonly name: string
  readonly role: Role
  /** Null for an operator key. */
  readonly tenantId: string | null
  /** The first characters of the secret, to find the key by; null when there is none to show. */
  readonly prefix: string | null
  readonly canReadBuyers: boolean
  readonly createdAt: Date
  readonly expiresAt: Date | null
  /** To the minute. */
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
  /** The key that this one was made to replace. */
  readonly replacesKeyId: string | null
}

export type NewApiKey = Pick<ApiKey, 'keyId' | 'name' | 'role' | 'expiresAt'> &
  Partial<Pick<ApiKey, 'canReadBuyers' | 'replacesKeyId'>>

interface ApiKeyRow {
  readonly key_id: string
  readonly name: string
  readonly role: Role
  readonly tenant_id: string | null
  readonly key_prefix: string | null
  readonly can_read_buyers: boolean
  readonly created_at: Date
  readonly expires_at: Date | null
  readonly last_used_at: Date | null
  readonly revoked_at: Date | null
  readonly replaces_key_id: string | null
}

const columns = `key_id, name, role, tenant_id, key_prefix, can_read_buyers, created_at, expires_at, last_used_at,
  revoked_at, replaces_key_id`

function fromRow(row: ApiKeyRow): ApiKey {
  return {
    keyId: row.key_id,
    name: row.name,
    role: row.role,
    tenantId: row.tenant_id,
    prefix: row.key_prefix,
    canReadBuyers: row.can_read_buyers,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
    replacesKeyId: row.replaces_key_id,
  }
}

/** The secret of a new key. */
export function makeKeySecret(): Secret {
  return makeToken('os')
}

/**
 * What may be shown of a secret: enough to tell one's keys apart, 36 of its 256 bits. Null for a key that somebody
 * thought up: nobody knows how much of it these characters would give away.
 */
export function keyPrefixOf(secret: Secret): string | null {
  return /^os_[\w-]{43}$/.test(secret.reveal()) ? secret.reveal().slice(0, 9) : null
}

/**
 * Stores the hash of a key of a tenant, or as nobody of the operator. A key that is stored already is left as it is;
 * answers it then too.
 */
export async function saveApiKey(db: Scoped<string | null>, key: NewApiKey, secret: Secret): Promise<ApiKey> {
  const hash = hashToken(secret)
  await db.query(
    `INSERT INTO ordersync.api_keys
       (key_id, key_hash, key_prefix, name, role, tenant_id, expires_at, can_read_buyers, replaces_key_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (key_hash) DO NOTHING`,
    [
      key.keyId,
      hash,
      keyPrefixOf(secret),
      key.name,
      key.role,
      db.tenantId,
      key.expiresAt,
      key.canReadBuyers ?? false,
      key.replacesKeyId ?? null,
    ],
  )
  const { rows } = await db.query<ApiKeyRow>(
    `SELECT ${columns} FROM ordersync.api_keys WHERE key_hash = $1`,
    [hash],
  )
  return fromRow(rows[0] as ApiKeyRow)
}

/**
 * The key that a caller presents, if it exists, has not expired and was not revoked. Notes its use, once a minute at
 * most: book-keeping that no answer but the list of keys shows.
 */
export async function findValidApiKey(db: Database, secret: Secret): Promise<ApiKey | null> {
  const { rows } = await db.query<ApiKeyRow & { readonly use_is_noted: boolean }>(
    `SELECT ${columns}, COALESCE(last_used_at > ordersync.now() - interval '1 minute', false) AS use_is_noted
     FROM ordersync.fleet_find_api_key($1)
     WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ordersync.now())`,
    [hashToken(secret)],
  )
  const [row] = rows
  if (row === undefined) return null
  if (!row.use_is_noted) {
    await db
      .of(row.tenant_id)
      .query('UPDATE ordersync.api_keys SET last_used_at = ordersync.now() WHERE key_id = $1', [row.key_id])
  }
  return fromRow(row)
}

/** A key of a tenant by its id, or as nobody any key; valid or not. */
export async function findApiKey(db: Scoped<string | null>, keyId: string): Promise<ApiKey | null> {
  const table = db.tenantId === null ? 'ordersync.fleet_api_keys' : 'ordersync.api_keys'
  const { rows } = await db.query<ApiKeyRow>(`SELECT ${columns} FROM ${table} WHERE key_id = $1`, [keyId])
  return rows[0] === undefined ? null : fromRow(rows[0])
}

/** The keys of a tenant, or as nobody those of the operator. */
export async function listApiKeys(db: Scoped<string | null>): Promise<readonly ApiKey[]> {
  const { rows } = await db.query<ApiKeyRow>(
    `SELECT ${columns} FROM ordersync.api_keys WHERE tenant_id IS NOT DISTINCT FROM $1 ORDER BY created_at, key_id`,
    [db.tenantId],
  )
  return rows.map(fromRow)
}

/** Revokes a key of a tenant, or as nobody one of the operator; its sessions end with it. Answers false when there is none. */
export async function revokeApiKey(db: Scoped<string | null>, keyId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE ordersync.api_keys SET revoked_at = COALESCE(revoked_at, ordersync.now())
     WHERE key_id = $1 AND tenant_id IS NOT DISTINCT FROM $2`,
    [keyId, db.tenantId],
  )
  return rowCount === 1
}

/**
 * Lets a key that is to be replaced, of a tenant or as nobody of the operator, expire after this many hours if not
 * before; at once with 0. Answers when, or null when it is not valid any more or was replaced already.
 */
export async function expireReplacedApiKey(
  db: Scoped<string | null>,
  keyId: string,
  hours: number,
): Promise<Date | null> {
  const { rows } = await db.query<{ expires_at: Date }>(
    `UPDATE ordersync.api_keys k SET expires_at = LEAST(expires_at, ordersync.now() + make_interval(hours => $3))
     WHERE key_id = $1 AND tenant_id IS NOT DISTINCT FROM $2
       AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ordersync.now())
       AND NOT EXISTS (SELECT FROM ordersync.api_keys successor WHERE successor.replaces_key_id = k.key_id)
     RETURNING expires_at`,
    [keyId, db.tenantId, hours],
  )
  return rows[0]?.expires_at ?? null
}
