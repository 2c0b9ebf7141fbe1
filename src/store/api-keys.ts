import { createHash, randomBytes } from 'node:crypto'
import { Secret } from '../runtime/secret.ts'
import type { Database, Scoped } from './database.ts'

export const roles = ['operator', 'tenant_admin', 'tenant_reader'] as const

export type Role = (typeof roles)[number]

/** An API key without its secret: that is shown once, when the key is made. */
export interface ApiKey {
  readonly keyId: string
  readonly name: string
  readonly role: Role
  /** Null for an operator key. */
  readonly tenantId: string | null
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
}

interface ApiKeyRow {
  readonly key_id: string
  readonly name: string
  readonly role: Role
  readonly tenant_id: string | null
  readonly created_at: Date
  readonly expires_at: Date | null
  readonly last_used_at: Date | null
  readonly revoked_at: Date | null
}

const columns = 'key_id, name, role, tenant_id, created_at, expires_at, last_used_at, revoked_at'

function fromRow(row: ApiKeyRow): ApiKey {
  return {
    keyId: row.key_id,
    name: row.name,
    role: row.role,
    tenantId: row.tenant_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  }
}

/** A key with 256 random bits: as it cannot be guessed, a plain hash is enough to store it. */
export function makeKeySecret(): Secret {
  return new Secret(`os_${randomBytes(32).toString('base64url')}`)
}

function hashKey(secret: Secret): Buffer {
  return createHash('sha256').update(secret.reveal()).digest()
}

/**
 * Stores the hash of a key of a tenant, or as nobody of the operator. A key that is stored already is left as it is;
 * answers it then too.
 */
export async function saveApiKey(
  db: Scoped<string | null>,
  key: {
    readonly keyId: string
    readonly name: string
    readonly role: Role
    readonly expiresAt: Date | null
  },
  secret: Secret,
): Promise<ApiKey> {
  const hash = hashKey(secret)
  await db.query(
    `INSERT INTO ordersync.api_keys (key_id, key_hash, name, role, tenant_id, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (key_hash) DO NOTHING`,
    [key.keyId, hash, key.name, key.role, db.tenantId, key.expiresAt],
  )
  const { rows } = await db.query<ApiKeyRow>(
    `SELECT ${columns} FROM ordersync.api_keys WHERE key_hash = $1`,
    [hash],
  )
  return fromRow(rows[0] as ApiKeyRow)
}

/** The key that a caller presents, if it exists, has not expired and was not revoked. Notes its use, by the minute. */
export async function findValidApiKey(db: Database, secret: Secret): Promise<ApiKey | null> {
  const { rows } = await db.query<ApiKeyRow>(
    `SELECT ${columns} FROM ordersync.fleet_find_api_key($1)
     WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ordersync.now())`,
    [hashKey(secret)],
  )
  const [row] = rows
  if (row === undefined) return null
  if (row.last_used_at === null || Date.now() - row.last_used_at.getTime() > 60_000) {
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

/** Revokes a key of a tenant, or as nobody one of the operator. Answers false when there is none. */
export async function revokeApiKey(db: Scoped<string | null>, keyId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE ordersync.api_keys SET revoked_at = COALESCE(revoked_at, ordersync.now())
     WHERE key_id = $1 AND tenant_id IS NOT DISTINCT FROM $2`,
    [keyId, db.tenantId],
  )
  return rowCount === 1
}
