import { type Static, Type } from 'typebox'
import type { ErasureReceipt } from '../../store/erase-tenant.ts'
import { Instant, TenantId } from '../schemas.ts'

export const ErasureView = Type.Object({
  erasureId: Type.String(),
  tenantId: TenantId,
  erasedAt: Instant,
  erasedBy: Type.String({ description: 'The id of the key that asked for it.' }),
  erasedRows: Type.Record(Type.String(), Type.Integer(), {
    description: 'How many rows went from which table.',
  }),
})

export function toErasureView(receipt: ErasureReceipt): Static<typeof ErasureView> {
  return { ...receipt, erasedAt: receipt.erasedAt.toISOString(), erasedRows: { ...receipt.erasedRows } }
}
