import { lanes } from '../domain/lane.ts'
import type { Region } from '../domain/region.ts'
import { expireBuyersOf } from './buyers.ts'
import type { TenantQueryable } from './database.ts'
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
}

const columns = `tenant_id, connection_id, region, selling_partner_id, status, has_refresh_token, marketplace_ids,
  include_buyer_data, created_at, authorized_at`

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
  /** A cursor taken over from another system, as text; the first run reads or repairs it. */
  readonly importedCursor: string | null
  /** Undefined leaves a connection that exists as it is, and a new one without buyer data. */
  readonly includeBuyerData?: boolean | undefined
}

/**
 * Stores a connection and its lanes, due at once. The identity is (tenant, region, selling partner): a connection
 * that exists keeps its id, watermark and history, and takes the new authorisation.
 */
export async function saveConnection(tx: TenantQueryable, connection: NewConnection): Promise<Connection> {
  const { rows } = await tx.query<ConnectionRow>(
    `INSERT INTO ordersync.connections AS c (tenant_id, connection_id, region, selling_partner_id, status, refresh_token,
       marketplace_ids, authorized_at)
     VALUES ($1, $2, $3, $4, 'connected', $5, $6, CASE WHEN $5::bytea IS NULL THEN NULL ELSE ordersync.now() END)
     ON CONFLICT ON CONSTRAINT connections_one_per_selling_partner DO UPDATE SET
       refresh_token = COALESCE(excluded.refresh_token, c.refresh_token),
       authorized_at = COALESCE(excluded.authorized_at, c.authorized_at),
       marketplace_ids = excluded.marketplace_ids,
       status = CASE WHEN excluded.refresh_token IS NULL THEN c.status ELSE 'connected' END
     RETURNING ${columns}`,
    [
      tx.tenantId,
      connection.connectionId,
      connection.region,
      connection.sellingPartnerId,
      connection.sealedRefreshToken,
      connection.marketplaceIds,
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
     SELECT $1, $2, lane, CASE WHEN lane = 'delta' THEN $3 END, CASE WHEN $4 THEN ordersync.now() END
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

/** The sealed refresh token, or null when the connection has none or does not exist. */
export async function findSealedRefreshToken(
  db: TenantQueryable,
  connectionId: string,
): Promise<Buffer | null> {
  const { rows } = await db.query<{ refresh_token: Buffer | null }>(
    'SELECT refresh_token FROM ordersync.connections WHERE tenant_id = $1 AND connection_id = $2',
    [db.tenantId, connectionId],
  )
  return rows[0]?.refresh_token ?? null
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
 * Marks a connection as needing a new consent, provided that it still has the token which Amazon refused: a
 * token that was renewed in the meantime stays connected.
 */
export async function requireReauthorization(
  db: TenantQueryable,
  connectionId: string,
  refusedToken: Buffer | null,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE ordersync.connections SET status = 'reauthorization_required'
     WHERE tenant_id = $1 AND connection_id = $2 AND refresh_token IS NOT DISTINCT FROM $3`,
    [db.tenantId, connectionId, refusedToken],
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
 * Forgets the token for good and stops the lanes; the orders stay, buyer data goes with the job's next turn. Answers
 * false when there is no such connection.
 */
export async function deleteConnection(tx: TenantQueryable, connectionId: string): Promise<boolean> {
  await lockFeed(tx)
  await expireBuyersOf(tx, connectionId)
  const { rowCount } = await tx.query(
    'DELETE FROM ordersync.connections WHERE tenant_id = $1 AND connection_id = $2',
    [tx.tenantId, connectionId],
  )
  return rowCount === 1
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
