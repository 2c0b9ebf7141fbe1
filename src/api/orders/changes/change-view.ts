import { type Static, Type } from 'typebox'
import type { OrderDifference } from '../../../domain/order-difference.ts'
import type { TenantQueryable } from '../../../store/database.ts'
import type { OrderChange } from '../../../store/order-changes.ts'
import { listOrdersByNumber } from '../../../store/orders.ts'
import { OrderView, toOrderView } from '../order-view.ts'

const changeFields = {
  kind: Type.Enum(['created', 'updated']),
  at: Type.String({ format: 'date-time', description: 'When the change was stored here.' }),
  lastUpdatedAt: Type.String({ format: 'date-time', description: 'When it happened at Amazon.' }),
  source: Type.Enum(['api', 'report'], { description: 'Which of them told: the Orders API, or a report.' }),
  changes: Type.Optional(
    Type.Record(Type.String(), Type.Array(Type.Unknown(), { minItems: 2, maxItems: 2 }), {
      description:
        '`{field: [before, after]}` of all that an order shows. Items and packages are whole lists, each entry with what differs in it; null: not known before. Absent for a created order.',
    }),
  ),
}

/** What happened to an order once, as its timeline shows it. */
export const TimelineEntry = Type.Object(changeFields)

/** An entry of the feed. */
export const ChangeView = Type.Object({
  position: Type.Integer({ description: 'Counts up by one within the tenant, in the order of commits.' }),
  ...changeFields,
  externalOrderId: Type.String(),
  order: Type.Union([OrderView, Type.Null()], {
    description: 'The order as it is now, which may be newer than this change; null if it was erased since.',
  }),
})
export type ChangeView = Static<typeof ChangeView>

export function toTimelineEntry(change: OrderChange): Static<typeof TimelineEntry> {
  return {
    kind: change.kind,
    at: change.at.toISOString(),
    lastUpdatedAt: change.lastUpdatedAt.toISOString(),
    source: change.source,
    ...(change.difference === null ? {} : { changes: toChanges(change.difference) }),
  }
}

/** Changes with their orders as they are now. */
export async function describeChanges(
  db: TenantQueryable,
  changes: readonly OrderChange[],
): Promise<readonly ChangeView[]> {
  if (changes.length === 0) return []
  const numbers = [...new Set(changes.map(({ externalOrderId }) => externalOrderId))]
  const orders = await listOrdersByNumber(db, numbers)
  return changes.map((change) => {
    const order = orders.get(change.externalOrderId)
    return {
      position: change.position,
      ...toTimelineEntry(change),
      externalOrderId: change.externalOrderId,
      order: order === undefined ? null : toOrderView(order),
    }
  })
}

/** Earlier versions left it to PostgreSQL how instants inside a difference are written. */
const instantFields = new Set(['shipByLatest', 'deliverByLatest', 'shippedAt'])

function toChanges(difference: OrderDifference): Record<string, unknown[]> {
  return Object.fromEntries(
    Object.entries(difference).map(([field, [before, after]]) => [
      field,
      [withInstants(field, before), withInstants(field, after)],
    ]),
  )
}

function withInstants(field: string, value: unknown): unknown {
  if (typeof value === 'string') return instantFields.has(field) ? new Date(value).toISOString() : value
  if (Array.isArray(value)) return value.map((entry) => withInstants(field, entry))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withInstants(name, part)]))
}
