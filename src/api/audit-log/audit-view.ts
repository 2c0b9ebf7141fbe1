import { type Static, Type } from 'typebox'
import type { RecordedAudit } from '../../store/audit-log.ts'
import { Instant, nullable } from '../schemas.ts'

export const AuditView = Type.Object({
  at: Instant,
  tenantId: nullable(Type.String({ description: 'The tenant concerned; null when none is.' })),
  actor: Type.String({ description: 'The id of a key, `oidc:` and a subject, or `anonymous`.' }),
  action: Type.String({ examples: ['POST /api/v1/orders/sync/run'] }),
  allowed: Type.Boolean(),
  code: nullable(Type.String({ description: 'Why it was refused: see /docs/errors.' })),
  subject: nullable(Type.String({ description: 'What it was about: ids only.' })),
  note: nullable(Type.String({ description: 'What the caller said of itself: unchecked.' })),
  requestId: nullable(Type.String()),
  address: nullable(Type.String({ description: 'Where the call came from.' })),
})

export function toAuditView(entry: RecordedAudit): Static<typeof AuditView> {
  const { position, at, ...rest } = entry
  return { at: at.toISOString(), ...rest }
}
