import type { Instant, OrderObservation, UnreadableOrder } from '../domain/order.ts'
import { Secret } from '../runtime/secret.ts'
import { decodeOrder } from './decode-order.ts'
import { splitBuyerData } from './split-buyer-data.ts'
import { known, readObject, readText } from './wire-value.ts'

export interface DecodedOrders {
  readonly observations: readonly OrderObservation[]
  readonly unreadable: readonly UnreadableOrder[]
}

/**
 * The orders of one answer. One that cannot be read is set aside with its reason, and the others go on. `keepBuyers`
 * hands on what is about the buyer, beside the order; otherwise it ends here, whatever Amazon sent.
 */
export function decodeOrders(
  wires: readonly unknown[],
  observedAt: Instant,
  keepBuyers = false,
): DecodedOrders {
  const observations: OrderObservation[] = []
  const unreadable: UnreadableOrder[] = []
  for (const wire of wires) {
    const { kept, taken } = splitBuyerData(wire)
    const document = JSON.stringify(kept)
    const decoded = decodeOrder(wire)
    if (decoded.kind === 'order') {
      const { order } = decoded
      observations.push({
        ...{ order, source: 'api', detailLevel: 'full', observedAt, document },
        ...(keepBuyers && taken !== undefined ? { buyer: new Secret(JSON.stringify(taken)) } : {}),
      })
    } else {
      const externalOrderId = readText(readObject(wire)?.orderId)
      unreadable.push(known({ externalOrderId, reason: decoded.reason, document }))
    }
  }
  return { observations, unreadable }
}
