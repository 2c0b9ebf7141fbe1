import type { ItemCancellation, ItemCondition, OrderItem } from '../domain/order.ts'
import { decodeMoney, decodeTax } from './decode-money.ts'
import { known, readList, readObject, readQuantity, readText, readTexts } from './wire-value.ts'

export type DecodedItems =
  | { readonly kind: 'items'; readonly items: readonly OrderItem[] }
  | { readonly kind: 'unreadable'; readonly reason: string }

/**
 * The lines of an order: always all of them, so a list that cannot be read completely makes the order unreadable
 * rather than shorter. Source: orders_2026-01-01.json, OrderItem.
 */
export function decodeItems(value: unknown): DecodedItems {
  const wires = readList(value)
  if (wires === undefined) return { kind: 'unreadable', reason: 'orderItems is not a list' }
  const items: OrderItem[] = []
  const ids = new Set<string>()
  for (const [index, element] of wires.entries()) {
    const wire = readObject(element)
    const orderItemId = readText(wire?.orderItemId)
    const path = `orderItems[${index}].orderItemId`
    if (orderItemId === undefined) return { kind: 'unreadable', reason: `${path} is not a text` }
    if (ids.has(orderItemId)) return { kind: 'unreadable', reason: `${path} is there twice` }
    ids.add(orderItemId)

    const product = readObject(wire?.product)
    items.push(
      known({
        orderItemId,
        asin: readText(product?.asin),
        sku: readText(product?.sellerSku),
        title: readText(product?.title),
        quantity: readQuantity(wire?.quantityOrdered),
        quantityFulfilled: readQuantity(readObject(wire?.fulfillment)?.quantityFulfilled),
        unitPrice: decodeMoney(readObject(product?.price)?.unitPrice),
        total: decodeMoney(readObject(wire?.proceeds)?.proceedsTotal),
        taxTotal: decodeTax(wire?.proceeds),
        programs: readTexts(wire?.programs),
        condition: decodeCondition(product?.condition),
        cancellation: decodeCancellation(wire?.cancellation),
      }),
    )
  }
  return { kind: 'items', items }
}

function decodeCondition(value: unknown): ItemCondition | undefined {
  const wire = readObject(value)
  return unlessEmpty(
    known({ type: readText(wire?.conditionType), subtype: readText(wire?.conditionSubtype) }),
  )
}

function decodeCancellation(value: unknown): ItemCancellation | undefined {
  const request = readObject(readObject(value)?.cancellationRequest)
  const execution = readObject(readObject(value)?.cancellationExecution)
  return unlessEmpty(
    known({
      requestedBy: readText(request?.requester),
      requestReason: readText(request?.cancelReason),
      cancelledBy: readText(execution?.cancelledBy),
      reason: readText(execution?.cancelReason),
    }),
  )
}

function unlessEmpty<T extends object>(fields: T): T | undefined {
  return Object.keys(fields).length === 0 ? undefined : fields
}
