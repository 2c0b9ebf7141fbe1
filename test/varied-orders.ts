import { decodeOrders } from '../src/amazon/decode-page.ts'
import type { OrderObservation } from '../src/domain/order.ts'
import { pathsOf, plantOrder } from './planted-order.ts'

const createdTime = '2026-03-01T10:00:00.000Z'

/** An order as Amazon tells it, with every field that there is. */
export function makeFullOrder(orderId: string): OrderObservation {
  const { document } = plantOrder('full', { orderId, createdTime, lastUpdatedTime: createdTime })
  const [observation] = decodeOrders([document], '2026-03-01T12:00:00.000Z').observations
  if (observation === undefined) throw new Error('the planted order cannot be read')
  return observation
}

/** A newer copy of an order that differs in one field, and which field that is: `items[].unitPrice.amount`. */
export interface VariedOrder {
  readonly field: string
  readonly observation: OrderObservation
}

/** What names an order and its version: a newer copy is of the same order, and its version is new anyway. */
const keys = ['externalOrderId', 'lastUpdatedAt']

/** For each field of a full order a newer copy in which only this field has another value. */
export function varyFields(full: OrderObservation): readonly VariedOrder[] {
  return pathsOf(full.order)
    .filter((field) => !keys.includes(field))
    .map((field) => {
      const order = structuredClone(full.order)
      setOtherValue(order, field.split('.'))
      return {
        field,
        observation: {
          ...full,
          order: { ...order, lastUpdatedAt: '2026-03-02T10:00:00.000Z' },
          document: JSON.stringify(order),
        },
      }
    })
}

/** Lists have one element each. */
function setOtherValue(parent: object, [step = '', ...rest]: readonly string[]): void {
  const fields = parent as Record<string, unknown>
  const name = step.replace('[]', '')
  if (rest.length > 0) {
    const next = fields[name] as object | readonly [object]
    setOtherValue(Array.isArray(next) ? next[0] : next, rest)
  } else {
    fields[name] = step.endsWith('[]') ? ['ANOTHER'] : otherValue(name, fields[name])
  }
}

function otherValue(name: string, value: unknown): unknown {
  if (typeof value === 'number') return value + 1
  if (name === 'amount') return '0.01'
  if (name === 'currency') return 'USD'
  if (name === 'orderStatus') return 'CANCELLED'
  return Number.isNaN(Date.parse(String(value))) || !/^\d{4}-/.test(String(value))
    ? 'ANOTHER'
    : '2026-12-24T00:00:00.000Z'
}
