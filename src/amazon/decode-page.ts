import type { Instant, OrderObservation, UnreadableOrder } from '../domain/order.ts'
import { decodeOrder } from './decode-order.ts'
import { stripBuyerData } from './strip-buyer-data.ts'
import { known, readObject, readText } from './wire-value.ts'

export interface DecodedOrders {
  readonly observations: readonly OrderObservation[]
  readonly unreadable: readonly UnreadableOrder[]
}

/** The orders of one answer. One that cannot be read is set aside with its reason, and the others go on. */
export function decodeOrders(wires: readonly unknown[], observedAt: Instant): DecodedOrders {
  const observations: OrderObservation[] = []
  const unreadable: UnreadableOrder[] = []
  for (const wire of wires) {
    const document = JSON.stringify(stripBuyerData(wire))
    const decoded = decodeOrder(wire)
    if (decoded.kind === 'order') {
      observations.push({ order: decoded.order, source: 'api', detailLevel: 'full', observedAt, document })
    } else {
      const externalOrderId = readText(readObject(wire)?.orderId)
      unreadable.push(known({ externalOrderId, reason: decoded.reason, document }))
    }
  }
  return { observations, unreadable }
}
