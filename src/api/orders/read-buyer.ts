import type { FastifyRequest } from 'fastify'
import { buyerContext, findBuyer, type StoredBuyer } from '../../store/buyers.ts'
import { audit } from '../audit.ts'
import type { ApiContext } from '../context.ts'
import { mayReadBuyers } from '../may-read-buyers.ts'
import { Problem } from '../problem.ts'
import { type BuyerView, toBuyerView } from './buyer-view.ts'

/**
 * The buyer of an order for a caller who may see it. Each reading and each refusal is written to the audit log, with the
 * order and the caller and no value, before anything is opened. Throws a 403.
 */
export async function readBuyer(
  { db, vault }: ApiContext,
  request: FastifyRequest,
  tenantId: string,
  externalOrderId: string,
): Promise<BuyerView> {
  const subject = `buyer of orderId=${externalOrderId}`
  if (!mayReadBuyers(request.caller)) {
    throw new Problem('buyer_forbidden', 'Ask for a key that may read buyers.', { auditedAs: subject })
  }
  await audit(db, request, { allowed: true, tenantId, subject })
  const stored = await findBuyer(db.of(tenantId), externalOrderId)
  if (stored?.kind !== 'kept') return toAbsence(stored)
  const opened = await vault.open(tenantId, buyerContext(externalOrderId), stored.sealed)
  return toBuyerView(JSON.parse(opened.reveal()), stored.deleteAfter)
}

function toAbsence(stored: Exclude<StoredBuyer, { kind: 'kept' }> | null): BuyerView {
  if (stored === null) return { kept: false }
  return { kept: false, erasedAt: stored.erasedAt.toISOString(), erasedBecause: stored.reason }
}
