import { createHash } from 'node:crypto'
import type { Region } from '../domain/region.ts'
import type { Secret } from '../runtime/secret.ts'
import type { FleetQueryable, TenantQueryable } from './database.ts'

/** What somebody asked a seller's consent for. */
export interface ConsentRequest {
  readonly tenantId: string
  readonly region: Region
  readonly marketplaceId: string
  /** The only selling partner who may answer; null: whoever signs in at Amazon. */
  readonly sellingPartnerId: string | null
  readonly allowSharedSeller: boolean
  /** The id of the key or user that asked. */
  readonly requestedBy: string
  /** A path of ours. */
  readonly returnTo: string
}

/** Why a state does not open a consent. With the request, where there is one, for the audit log and the way back. */
export type ConsentRefusal =
  | { readonly refused: 'unknown' }
  | { readonly refused: 'used' | 'expired' | 'other_session'; readonly request: ConsentRequest }

/** How long a seller may take at Amazon. */
const lifetimeMinutes = 15

/** Stores a request under the hash of its state. `binding`: the value of the cookie that must come back with it. */
export async function createConsentRequest(
  db: TenantQueryable,
  state: Secret,
  binding: Secret | null,
  request: Omit<ConsentRequest, 'tenantId'>,
): Promise<{ readonly expiresAt: Date }> {
  const { rows } = await db.query<{ expires_at: Date }>(
    `INSERT INTO ordersync.consent_requests (tenant_id, state_hash, region, marketplace_id, selling_partner_id,
       allow_shared_seller, requested_by, binding_hash, return_to, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, ordersync.now() + make_interval(mins => $10)) RETURNING expires_at`,
    [
      db.tenantId,
      hash(state),
      request.region,
      request.marketplaceId,
      request.sellingPartnerId,
      request.allowSharedSeller,
      request.requestedBy,
      binding === null ? null : hash(binding),
      request.returnTo,
      lifetimeMinutes,
    ],
  )
  return { expiresAt: (rows[0] as { expires_at: Date }).expires_at }
}

/**
 * Uses a state up and answers what it was for, once, however many ask. The state alone says which tenant is meant.
 */
export async function consumeConsentRequest(
  db: FleetQueryable,
  state: Secret,
  binding: Secret | null,
): Promise<ConsentRequest | ConsentRefusal> {
  const { rows } = await db.query<
    ConsentRow & { outcome: 'consumed' | 'used' | 'expired' | 'other_session' }
  >('SELECT * FROM ordersync.fleet_consume_consent($1, $2)', [
    hash(state),
    binding === null ? null : hash(binding),
  ])
  const [row] = rows
  if (row === undefined) return { refused: 'unknown' }
  return row.outcome === 'consumed' ? fromRow(row) : { refused: row.outcome, request: fromRow(row) }
}

/** Of all tenants: forgets what ended a day ago. Until then a replay is recognised as one. */
export async function sweepConsentRequests(db: FleetQueryable): Promise<void> {
  await db.query('SELECT ordersync.fleet_sweep_consents()')
}

interface ConsentRow {
  readonly tenant_id: string
  readonly region: Region
  readonly marketplace_id: string
  readonly selling_partner_id: string | null
  readonly allow_shared_seller: boolean
  readonly requested_by: string
  readonly return_to: string
}

function fromRow(row: ConsentRow): ConsentRequest {
  return {
    tenantId: row.tenant_id,
    region: row.region,
    marketplaceId: row.marketplace_id,
    sellingPartnerId: row.selling_partner_id,
    allowSharedSeller: row.allow_shared_seller,
    requestedBy: row.requested_by,
    returnTo: row.return_to,
  }
}

/** The values are 256 random bits: a plain hash of them tells nothing. */
function hash(value: Secret): Buffer {
  return createHash('sha256').update(value.reveal()).digest()
}
