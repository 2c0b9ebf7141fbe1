import { maskSecrets } from '../runtime/mask-secrets.ts'
import type { FleetQueryable, Queryable, Scoped } from './database.ts'

/** Who did, or tried to do, what to which tenant. Never a secret, never anything about a buyer. */
export interface AuditEntry {
  /** The tenant concerned, if one is. */
  readonly tenantId: string | null
  /** The id of the key that acted, `oidc:` and the subject of a person, or `anonymous`. */
  readonly actor: string
  /** What was asked, as method and route: `POST /api/v1/orders/sync/run`. */
  readonly action: string
  readonly allowed: boolean
  /** The code of the problem that a refused call was answered with. */
  readonly code?: string
  readonly subject?: string
  /** What the caller says of itself, such as `X-User-Email`: a note that grants nothing. */
  readonly note?: string
  readonly requestId?: string
  readonly address?: string
}

export async function recordAudit(db: Queryable, entry: AuditEntry): Promise<void> {
  await db.query(
    `INSERT INTO ordersync.audit_log (tenant_id, actor, action, allowed, code, subject, note, request_id, address)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      entry.tenantId,
      entry.actor,
      entry.action,
      entry.allowed,
      entry.code ?? null,
      masked(entry.subject),
      masked(entry.note),
      entry.requestId ?? null,
      entry.address ?? null,
    ],
  )
}

/** An entry as it is read: what was written, and when. */
export interface RecordedAudit {
  readonly at: Date
  readonly tenantId: string | null
  readonly actor: string
  readonly action: string
  readonly allowed: boolean
  readonly code: string | null
  readonly subject: string | null
  readonly note: string | null
  readonly requestId: string | null
  readonly address: string | null
  readonly position: AuditPosition
}

/** Where a page ended: the instant as the database writes it, with microseconds, which a Date would lose. */
export interface AuditPosition {
  readonly at: string
  readonly auditId: string
}

export interface AuditFilter {
  readonly actor: string | null
  /** How the action begins: `DELETE`, or `POST /api/v1/orders`. */
  readonly action: string | null
  readonly allowed: boolean | null
  readonly from: Date | null
  readonly before: Date | null
}

interface AuditRow {
  readonly audit_id: string
  readonly at: Date
  readonly exact_at: string
  readonly tenant_id: string | null
  readonly actor: string
  readonly action: string
  readonly allowed: boolean
  readonly code: string | null
  readonly subject: string | null
  readonly note: string | null
  readonly request_id: string | null
  readonly address: string | null
}

/** The log of one tenant, or as nobody of everything that happened; newest first, after a position. */
export async function listAudit(
  db: Scoped<string | null>,
  filter: AuditFilter,
  after: AuditPosition | null,
  limit: number,
): Promise<readonly RecordedAudit[]> {
  const { rows } = await db.query<AuditRow>(
    `SELECT *, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS exact_at
     FROM ${db.tenantId === null ? 'ordersync.fleet_audit_log' : 'ordersync.audit_log'}
     WHERE ($1::text IS NULL OR tenant_id = $1) AND ($2::text IS NULL OR actor = $2)
       AND ($3::text IS NULL OR starts_with(action, $3)) AND ($4::boolean IS NULL OR allowed = $4)
       AND ($5::timestamptz IS NULL OR at >= $5) AND ($6::timestamptz IS NULL OR at < $6)
       AND ($7::timestamptz IS NULL OR (at, audit_id) < ($7, $8::bigint))
     ORDER BY at DESC, audit_id DESC LIMIT $9`,
    [
      db.tenantId,
      filter.actor,
      filter.action,
      filter.allowed,
      filter.from,
      filter.before,
      after?.at ?? null,
      after?.auditId ?? null,
      limit,
    ],
  )
  return rows.map((row) => ({
    at: row.at,
    tenantId: row.tenant_id,
    actor: row.actor,
    action: row.action,
    allowed: row.allowed,
    code: row.code,
    subject: row.subject,
    note: row.note,
    requestId: row.request_id,
    address: row.address,
    position: { at: row.exact_at, auditId: row.audit_id },
  }))
}

/**
 * Deletes what is older than twelve months, and can delete nothing else: the database decides, not its caller.
 * Answers how many entries went. Source: Amazon's Data Protection Policy, logs are kept for twelve months at least.
 */
export async function deleteExpiredAudit(db: FleetQueryable): Promise<number> {
  const { rows } = await db.query<{ deleted: string }>(
    'SELECT ordersync.fleet_delete_expired_audit_entries() AS deleted',
  )
  return Number(rows[0]?.deleted)
}

function masked(text: string | undefined): string | null {
  return text === undefined ? null : maskSecrets(text)
}
