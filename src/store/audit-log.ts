import { maskSecrets } from '../runtime/mask-secrets.ts'
import type { Queryable } from './database.ts'

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
      entry.subject ?? null,
      entry.note ?? null,
      entry.requestId ?? null,
      entry.address ?? null,
    ],
  )
}

function masked(text: string | undefined): string | null {
  return text === undefined ? null : maskSecrets(text)
}
