import type { OrderDetail } from '../../data/orders.ts'

type TimelineEvent = OrderDetail['timeline'][number]

/** One thing that happened to an order, ready to be put into words. */
export type TimelineLine =
  | { readonly kind: 'created' | 'detail' | 'nothing' }
  | {
      readonly kind: 'field'
      readonly field: FieldName
      readonly before: Value | null
      readonly after: Value
    }
  | { readonly kind: 'itemAdded' | 'itemRemoved'; readonly id: string }
  | {
      readonly kind: 'item'
      readonly field: ItemField
      readonly id: string
      readonly before: Value | null
      readonly after: Value
    }
  | { readonly kind: 'packageAdded' | 'packageRemoved'; readonly carrier: string; readonly number: string }
  | {
      readonly kind: 'package'
      readonly field: PackageField
      readonly number: string
      readonly before: Value | null
      readonly after: Value
    }
  | {
      readonly kind: 'packageChanged'
      readonly reference: string
      readonly before: string
      readonly after: string
    }

/** What a field holds: a text as the API has it, a number, or an amount. */
export type Value = string | number | Amount

export interface Amount {
  readonly amount: string
  readonly currency: string
}

export type FieldName = (typeof textFields)[number] | 'orderStatusRaw' | 'total' | 'taxTotal'
const textFields = [
  'orderStatus',
  'fulfilledBy',
  'serviceLevel',
  'programs',
  'orderDate',
  'shipByEarliest',
  'shipByLatest',
  'deliverByEarliest',
  'deliverByLatest',
  'salesChannel',
  'marketplaceId',
  'sellerOrderId',
  'replacedOrderId',
] as const

export type ItemField = (typeof itemFields)[number]
const itemFields = [
  'quantity',
  'quantityFulfilled',
  'requestedBy',
  'requestReason',
  'cancelledBy',
  'reason',
  'unitPrice',
  'total',
  'taxTotal',
  'sku',
  'asin',
  'title',
  'condition',
  'programs',
] as const

export type PackageField = (typeof packageFields)[number]
const packageFields = [
  'status',
  'detailedStatus',
  'createdAt',
  'shippedAt',
  'shippingService',
  'items',
] as const

type Entry = Readonly<Record<string, unknown>>

type Changes = Readonly<Record<string, readonly unknown[]>>

/** What an event of the timeline says, in the order in which people ask. */
export function toTimelineLines(event: TimelineEvent, order: OrderDetail): readonly TimelineLine[] {
  if (event.kind === 'created') return [{ kind: 'created' }]
  const changes: Changes = event.changes ?? {}
  const completed = changes.detailLevel?.[1] === 'full'
  const lines = [
    ...textFields.flatMap((field) => fieldLine(field, changes[field])),
    // Another word of Amazon's for the same status; a report has words of its own.
    ...(changes.orderStatus === undefined && !completed
      ? fieldLine('orderStatusRaw', changes.orderStatusRaw)
      : []),
    ...fieldLine('total', amounts(changes.totalAmount, changes.totalCurrency, order.total)),
    ...fieldLine('taxTotal', amounts(changes.taxTotalAmount, changes.taxTotalCurrency, order.taxTotal)),
    ...packageLines(changes),
    ...itemLines(changes),
    ...(completed ? [{ kind: 'detail' } as const] : []),
  ]
  return lines.length === 0 ? [{ kind: 'nothing' }] : lines
}

function fieldLine(field: FieldName, change: readonly unknown[] | undefined): TimelineLine[] {
  const [before, after] = [toValue(change?.[0]), toValue(change?.[1])]
  return after === null ? [] : [{ kind: 'field', field, before, after }]
}

/** Both sides of an amount. What did not change of it, amount or currency, is as the order has it. */
function amounts(
  amount: readonly unknown[] | undefined,
  currency: readonly unknown[] | undefined,
  now: Amount | undefined,
): readonly unknown[] | undefined {
  if (amount === undefined && currency === undefined) return undefined
  return [0, 1].map((side) => {
    const [value, unit] = [
      (amount ?? [now?.amount, now?.amount])[side],
      (currency ?? [now?.currency, now?.currency])[side],
    ]
    return isNothing(value) || isNothing(unit) ? null : { amount: String(value), currency: unit }
  })
}

/** What a change of a field holds, as far as people can read it. */
function toValue(value: unknown): Value | null {
  if (typeof value === 'string' || typeof value === 'number') return value
  if (Array.isArray(value)) return value.map(toPart).join(', ')
  if (typeof value !== 'object' || value === null) return null
  const { amount, currency } = value as Partial<Amount>
  return amount === undefined || currency === undefined
    ? Object.values(value).join(' ')
    : { amount, currency }
}

/** A program, or an item of a package with how many of it are in there. */
function toPart(part: unknown): string {
  if (typeof part !== 'object' || part === null) return String(part)
  const { orderItemId, quantity } = part as Entry
  return isNothing(quantity) ? String(orderItemId) : `${quantity} × ${orderItemId}`
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null
}

function itemLines({ items }: Changes): TimelineLine[] {
  const { before, after } = sidesOf(items, 'orderItemId')
  if (before.size === 0) return []
  return [
    ...[...after].flatMap(([id, item]): TimelineLine[] => {
      const old = before.get(id)
      if (old === undefined) return [{ kind: 'itemAdded', id }]
      return changedFields(itemFields, withCancellation(old), withCancellation(item)).map(
        (change) => ({ kind: 'item', id, ...change }) as const,
      )
    }),
    ...[...before.keys()].filter((id) => !after.has(id)).map((id) => ({ kind: 'itemRemoved', id }) as const),
  ]
}

/** An item with the parts of its cancellation, each of which people ask for, among its fields. */
function withCancellation({ cancellation, ...item }: Entry): Entry {
  return { ...item, ...(cancellation as Entry | null | undefined) }
}

function changedFields<Field extends string>(fields: readonly Field[], old: Entry, entry: Entry) {
  return fields.flatMap((field) => {
    const [before, after] = [toValue(old[field]), toValue(entry[field])]
    return after === null || JSON.stringify(before) === JSON.stringify(after)
      ? []
      : [{ field, before, after }]
  })
}

function packageLines({ packages }: Changes): TimelineLine[] {
  const { before, after } = sidesOf(packages, 'packageReferenceId')
  const wording = (pack: Entry) => ({ carrier: text(pack.carrier), number: text(pack.trackingNumber) })
  return [
    ...[...after].flatMap(([reference, pack]): TimelineLine[] => {
      const old = before.get(reference)
      if (old === undefined) return [{ kind: 'packageAdded', ...wording(pack) }]
      const number = text(pack.trackingNumber) || reference
      return [
        ...trackingLine(reference, old, pack),
        ...changedFields(packageFields, old, pack).map(
          (change) => ({ kind: 'package', number, ...change }) as const,
        ),
      ]
    }),
    ...[...before]
      .filter(([reference]) => !after.has(reference))
      .map(([, pack]) => ({ kind: 'packageRemoved', ...wording(pack) }) as const),
  ]
}

function trackingLine(reference: string, old: Entry, pack: Entry): TimelineLine[] {
  const [before, after] = [old, pack].map(({ carrier, trackingNumber }) =>
    [text(carrier), text(trackingNumber)].filter(Boolean).join(' '),
  ) as [string, string]
  return before === after ? [] : [{ kind: 'packageChanged', reference, before, after }]
}

function text(value: unknown): string {
  return isNothing(value) ? '' : String(value)
}

/** Both sides of a change of a list, by key. */
function sidesOf(change: readonly unknown[] | undefined, key: string) {
  const [before, after] = [change?.[0], change?.[1]].map((side) => {
    const entries = Array.isArray(side) ? (side as Entry[]) : []
    return new Map(entries.map((entry) => [String(entry[key]), entry]))
  }) as [Map<string, Entry>, Map<string, Entry>]
  return { before, after }
}
