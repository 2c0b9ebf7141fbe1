import { lanes } from '../domain/lane.ts'
import type { Region } from '../domain/region.ts'
import { expireBuyersOf } from './buyers.ts'
import type { FleetQueryable, TenantQueryable } from './database.ts'
import { lockFeed } from './save-orders.ts'

/** `connected`: Amazon accepts us. `reauthorization_required`: it withdrew the consent. `paused`: the operator's wish. */
export type ConnectionStatus = 'connected' | 'paused' | 'reauthorization_required'

export interface Connection {
  readonly tenantId: string
  readonly connectionId: string
  readonly region: Region
  readonly sellingPartnerId: string
  readonly status: ConnectionStatus
  readonly hasRefreshToken: boolean
  readonly marketplaceIds: readonly string[]
  /** Whether the tenant wants buyer data kept. What comes of it, Amazon's roles for the application decide. */
  readonly includeBuyerData: boolean
  readonly createdAt: Date
  readonly authorizedAt: Date | null
  /** Counts the authorisations: a new one takes the next number. */
  readonly authorizationNumber: number
  /** When Amazon ends the authorisation by itself; null: never, or there is none. */
  readonly authorizationExpiresAt: Date | null
}

interface ConnectionRow {
  readonly tenant_id: string
  readonly connection_id: string
  readonly region: Region
  readonly selling_partner_id: string
  readonly status: ConnectionStatus
  readonly has_refresh_token: boolean
  readonly marketplace_ids: string[]
  readonly include_buyer_data: boolean
  readonly created_at: Date
  readonly authorized_at: Date | null
  readonly authorization_number: number
  readonly authorization_expires_at: Date | null
}

const columns = `tenant_id, connection_id, region, selling_partner_id, status, has_refresh_token, marketplace_ids,
  include_buyer_data, created_at, authorized_at, authorization_number, authorization_expires_at`

function fromRow(row: ConnectionRow): Connection {
  return {
    tenantId: row.tenant_id,
    connectionId: row.connection_id,
    region: row.region,
    sellingPartnerId: row.selling_partner_id,
    status: row.status,
    hasRefreshToken: row.has_refresh_token,
    marketplaceIds: row.marketplace_ids,
    includeBuyerData: row.include_buyer_data,
    createdAt: row.created_at,
    authorizedAt: row.authorized_at,
    authorizationNumber: row.authorization_number,
    authorizationExpiresAt: row.authorization_expires_at,
  }
}

/** The place that a refresh token is sealed for. */
export function refreshTokenContext(connectionId: string): string {
  return `connections/${connectionId}/refresh_token`
}

export async function findConnection(db: TenantQueryable, connectionId: string): Promise<Connection | null> {
  const { rows } = await db.query<ConnectionRow>(
    `SELECT ${columns} FROM ordersync.connections WHERE tenant_id = $1 AND connection_id = $2`,
    [db.tenantId, connectionId],
  )
  return rows[0] === undefined ? null : fromRow(rows[0])
}

export async function findConnectionOfSeller(
  db: TenantQueryable,
  region: Region,
  sellingPartnerId: string,
): Promise<Connection | null> {
  const { rows } = await db.query<ConnectionRow>(
    `SELECT ${columns} FROM ordersync.connections WHERE tenant_id = $1 AND region = $2 AND selling_partner_id = $3`,
    [db.tenantId, region, sellingPartnerId],
  )
  return rows[0] === undefined ? null : fromRow(rows[0])
}

export async function listConnections(db: TenantQueryable): Promise<readonly Connection[]> {
  const { rows } = await db.query<ConnectionRow>(
    `SELECT ${columns} FROM ordersync.connections WHERE tenant_id = $1 ORDER BY created_at, connection_id`,
    [db.tenantId],
  )
  return rows.map(fromRow)
}

export interface NewConnection {
  readonly connectionId: string
  readonly region: Region
  readonly sellingPartnerId: string
  readonly marketplaceIds: readonly string[]
  /** Null registers a connection that still lacks its authorisation. */
  readonly sealedRefreshToken: Buffer | null
  /** After how many days Amazon ends this authorisation; never unless given. */
  readonly validForDays?: number
  /** A cursor taken over from another system, as text; the first run reads or repairs it. */
  readonly importedCursor: string | null
  /** Undefined leaves a connection that exists as it is, and a new one without buyer data. */
  readonly includeBuyerData?: boolean | undefined
}

/**
 * Stores a connection and its lanes, due at once but for the one that waits for somebody to ask. The identity is
 * (tenant, region, selling partner): a connection that exists keeps its id, watermark and history, and takes the new
 * authorisation.
 */
export async function saveConnection(tx: TenantQueryable, connection: NewConnection): Promise<Connection> {
  const { rows } = await tx.query<ConnectionRow>(
    `INSERT INTO ordersync.connections AS c
       (tenant_id, connection_id, region, selling_partner_id, status, refresh_token, marketplace_ids, authorized_at,
        authorization_expires_at)
     VALUES ($1, $2, $3, $4, 'connected', $5, $6, CASE WHEN $5::bytea IS NOT NULL THEN ordersync.now() END,
       CASE WHEN $5::bytea IS NOT NULL THEN ordersync.now() + make_interval(days => $7) END)
     ON CONFLICT ON CONSTRAINT connections_one_per_selling_partner DO UPDATE SET
       refresh_token = COALESCE(excluded.refresh_token, c.refresh_token),
       authorized_at = COALESCE(excluded.authorized_at, c.authorized_at),
       marketplace_ids = excluded.marketplace_ids,
       status = CASE WHEN excluded.refresh_token IS NULL THEN c.status ELSE 'connected' END,
       authorization_number = c.authorization_number + (excluded.refresh_token IS NOT NULL)::integer,
       authorization_expires_at =
         CASE WHEN excluded.refresh_token IS NULL THEN c.authorization_expires_at ELSE excluded.authorization_expires_at END,
       renewal_warned_days = CASE WHEN excluded.refresh_token IS NULL THEN c.renewal_warned_days END
     RETURNING ${columns}`,
    [
      tx.tenantId,
      connection.connectionId,
      connection.region,
      connection.sellingPartnerId,
      connection.sealedRefreshToken,
      connection.marketplaceIds,
      connection.validForDays ?? null,
    ],
  )
  const [row] = rows as [ConnectionRow]
  const wish = connection.includeBuyerData ?? row.include_buyer_data
  const saved =
    wish === row.include_buyer_data
      ? fromRow(row)
      : ((await setIncludeBuyerData(tx, row.connection_id, wish)) as Connection)
  await tx.query(
    `INSERT INTO ordersync.sync_states (tenant_id, connection_id, lane, imported_cursor, next_due_at)
     SELECT $1, $2, lane, CASE WHEN lane = 'delta' THEN $3 END, CASE WHEN $4 AND lane <> 'import' THEN ordersync.now() END
     FROM unnest($5::text[]) lane
     ON CONFLICT (tenant_id, connection_id, lane)
     DO UPDATE SET next_due_at = CASE WHEN $4 THEN ordersync.now() END, failures = 0`,
    [
      tx.tenantId,
      saved.connectionId,
      connection.importedCursor,
      saved.status === 'connected' && saved.hasRefreshToken,
      lanes,
    ],
  )
  return saved
}

/** A refresh token as it is stored, and which authorisation of its connection it is. */
export interface SealedRefreshToken {
  readonly sealed: Buffer
  readonly authorizationNumber: number
}

/** The sealed refresh token, or null when the connection has none or does not exist. */
export async function findSealedRefreshToken(
  db: TenantQueryable,
  connectionId: string,
): Promise<SealedRefreshToken | null> {
  const { rows } = await db.query<{ refresh_token: Buffer; authorization_number: number }>(
    `SELECT refresh_token, authorization_number FROM ordersync.connections
     WHERE tenant_id = $1 AND connection_id = $2 AND refresh_token IS NOT NULL`,
    [db.tenantId, connectionId],
  )
  const [row] = rows
  return row === undefined
    ? null
    : { sealed: row.refresh_token, authorizationNumber: row.authorization_number }
}

/**
 * Pauses a connection, or lets a paused one go on at once. One that needs a new consent stays as it is. Answers
 * the connection, or null when there is none.
 */
export async function setPaused(
  tx: TenantQueryable,
  connectionId: string,
  paused: boolean,
): Promise<Connection | null> {
  await tx.query(
    `UPDATE ordersync.connections SET status = $3 WHERE tenant_id = $1 AND connection_id = $2 AND status = $4`,
    [tx.tenantId, connectionId, ...(paused ? ['paused', 'connected'] : ['connected', 'paused'])],
  )
  const connection = await findConnection(tx, connectionId)
  if (connection === null) return null
  await tx.query(
    `UPDATE ordersync.sync_states SET next_due_at = CASE WHEN $3 THEN ordersync.now() END
     WHERE tenant_id = $1 AND connection_id = $2`,
    [tx.tenantId, connectionId, connection.status === 'connected' && connection.hasRefreshToken],
  )
  return connection
}

/**
 * Marks a connection as needing a new consent, provided that its authorisation is still the one which Amazon refused:
 * one that was renewed in the meantime stays connected. One that was never authorised has nothing to renew.
 */
export async function requireReauthorization(
  db: TenantQueryable,
  connectionId: string,
  refusedNumber: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE ordersync.connections SET status = 'reauthorization_required'
     WHERE tenant_id = $1 AND connection_id = $2 AND authorization_number = $3`,
    [db.tenantId, connectionId, refusedNumber],
  )
  return rowCount === 1
}

/**
 * Says whether a connection keeps buyer data from now on. Where it no longer does, what was kept goes with the job's next
 * turn. Answers the connection, or null when there is none.
 */
export async function setIncludeBuyerData(
  tx: TenantQueryable,
  connectionId: string,
  wish: boolean,
): Promise<Connection | null> {
  // Whoever stores a page holds the feed too, and asks for this wish after that.
  await lockFeed(tx)
  const { rows } = await tx.query<ConnectionRow>(
    `UPDATE ordersync.connections SET include_buyer_data = $3 WHERE tenant_id = $1 AND connection_id = $2
     RETURNING ${columns}`,
    [tx.tenantId, connectionId, wish],
  )
  if (rows[0] === undefined) return null
  if (!wish) await expireBuyersOf(tx, connectionId)
  return fromRow(rows[0])
}

/**
 * Forgets the token for good and stops the lanes; the orders stay, buyer data goes with the job's next turn. Answers how
 * many orders the tenant keeps, or null when there is no such connection.
 */
export async function deleteConnection(
  tx: TenantQueryable,
  connectionId: string,
): Promise<{ readonly ordersKept: number } | null> {
  await lockFeed(tx)
  await expireBuyersOf(tx, connectionId)
  const { rows } = await tx.query<{ orders: number }>(
    `WITH removed AS (
       DELETE FROM ordersync.connections WHERE tenant_id = $1 AND connection_id = $2
       RETURNING tenant_id, region, selling_partner_id
     ), noted AS (
       INSERT INTO ordersync.removed_connections AS r (tenant_id, region, selling_partner_id)
       SELECT tenant_id, region, selling_partner_id FROM removed
       ON CONFLICT (tenant_id, region, selling_partner_id) DO UPDATE SET removed_at = excluded.removed_at
     )
     SELECT order_count::float8 AS orders FROM ordersync.tenants JOIN removed USING (tenant_id)`,
    [tx.tenantId, connectionId],
  )
  return rows[0] === undefined ? null : { ordersKept: rows[0].orders }
}

/** One authorisation of one connection. */
export interface AuthorizationName {
  readonly tenantId: string
  readonly connectionId: string
  readonly authorizationNumber: number
}

/** Of those named, of any tenant: the ones that ended because the connection was removed or authorised anew. */
export async function listEndedAuthorizations(
  db: FleetQueryable,
  names: readonly AuthorizationName[],
): Promise<readonly AuthorizationName[]> {
  const { rows } = await db.query<{ tenant_id: string; connection_id: string; authorization_number: number }>(
    `SELECT name.* FROM unnest($1::text[], $2::text[], $3::integer[]) name(tenant_id, connection_id, authorization_number)
     WHERE NOT EXISTS (SELECT FROM ordersync.fleet_connections c WHERE c.tenant_id = name.tenant_id
       AND c.connection_id = name.connection_id AND c.authorization_number = name.authorization_number)`,
    [
      names.map((name) => name.tenantId),
      names.map((name) => name.connectionId),
      names.map((name) => name.authorizationNumber),
    ],
  )
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    connectionId: row.connection_id,
    authorizationNumber: row.authorization_number,
  }))
}

/** Whether another tenant has connected the same selling partner in the same region; never says which. */
export async function isSellerOfAnotherTenant(
  tx: TenantQueryable,
  region: Region,
  sellingPartnerId: string,
): Promise<boolean> {
  const { rows } = await tx.query<{ taken: boolean }>(
    'SELECT ordersync.fleet_is_seller_of_another($1, $2, $3) AS taken',
    [tx.tenantId, region, sellingPartnerId],
  )
  return rows[0]?.taken === true
}

/** Notes the marketplaces that Amazon named for the seller. */
export async function saveMarketplaces(
  db: TenantQueryable,
  connectionId: string,
  marketplaceIds: readonly string[],
): Promise<void> {
  await db.query(
    'UPDATE ordersync.connections SET marketplace_ids = $3 WHERE tenant_id = $1 AND connection_id = $2',
    [db.tenantId, connectionId, marketplaceIds],
  )
}
