import type { OrderDetail } from '../../data/orders.ts'

type TimelineEvent = OrderDetail['timeline'][number]

/** One thing that happened to an order, ready to be put into words. */
export type TimelineLine =
  | { readonly kind: 'created' | 'detail' | 'nothing' }
  | {
      readonly kind: 'field'
      readonly field: FieldName
      readonly before: string | null
      readonly after: string
    }
  | { readonly kind: 'money'; readonly before: Amount | null; readonly after: Amount }
  | { readonly kind: 'itemAdded' | 'itemRemoved'; readonly id: string }
  | {
      readonly kind: 'itemQuantity' | 'itemFulfilled'
      readonly id: string
      readonly before: number | null
      readonly after: number
    }
  | { readonly kind: 'packageAdded' | 'packageRemoved'; readonly carrier: string; readonly number: string }
  | {
      readonly kind: 'packageStatus'
      readonly number: string
      readonly before: string | null
      readonly after: string
    }
  | {
      readonly kind: 'packageChanged'
      readonly reference: string
      readonly before: string
      readonly after: string
    }

export type FieldName = (typeof fieldNames)[number]
const fieldNames = ['orderStatus', 'fulfilledBy', 'serviceLevel', 'shipByLatest', 'deliverByLatest'] as const

interface Amount {
  readonly amount: string
  readonly currency: string
}

interface Item {
  readonly orderItemId: string
  readonly quantity: number | null
  readonly quantityFulfilled: number | null
}

interface Package {
  readonly packageReferenceId: string
  readonly carrier: string | null
  readonly trackingNumber: string | null
  readonly status: string | null
}

type Changes = Readonly<Record<string, readonly unknown[]>>

/** What an event of the timeline says, in the order in which people ask. */
export function toTimelineLines(event: TimelineEvent, order: OrderDetail): readonly TimelineLine[] {
  if (event.kind === 'created') return [{ kind: 'created' }]
  const changes: Changes = event.changes ?? {}
  const lines = [
    ...fieldNames.flatMap((field) => fieldLine(changes, field)),
    ...moneyLine(changes, order),
    ...packageLines(changes),
    ...itemLines(changes),
    ...(changes.detailLevel?.[1] === 'full' ? [{ kind: 'detail' } as const] : []),
  ]
  return lines.length === 0 ? [{ kind: 'nothing' }] : lines
}

function fieldLine(changes: Changes, field: FieldName): TimelineLine[] {
  const [before, after] = changes[field] ?? []
  if (typeof after !== 'string') return []
  return [{ kind: 'field', field, before: typeof before === 'string' ? before : null, after }]
}

function moneyLine({ totalAmount, totalCurrency }: Changes, order: OrderDetail): TimelineLine[] {
  const amounts = totalAmount ?? []
  const [currencyBefore, currencyAfter] = totalCurrency ?? [order.total?.currency, order.total?.currency]
  const [before, after] = [toAmount(amounts[0], currencyBefore), toAmount(amounts[1], currencyAfter)]
  return after === null ? [] : [{ kind: 'money', before, after }]
}

/** PostgreSQL writes decimals as JSON numbers. */
function toAmount(amount: unknown, currency: unknown): Amount | null {
  const isAmount = typeof amount === 'number' || typeof amount === 'string'
  return isAmount && typeof currency === 'string' ? { amount: String(amount), currency } : null
}

function itemLines({ items }: Changes): TimelineLine[] {
  const { before, after } = sidesOf<Item>(items, 'orderItemId')
  if (before.size === 0) return []
  return [
    ...[...after].flatMap(([id, item]): TimelineLine[] => {
      const old = before.get(id)
      if (old === undefined) return [{ kind: 'itemAdded', id }]
      return [
        ...countLine('itemQuantity', id, old.quantity, item.quantity),
        ...countLine('itemFulfilled', id, old.quantityFulfilled, item.quantityFulfilled),
      ]
    }),
    ...[...before.keys()].filter((id) => !after.has(id)).map((id) => ({ kind: 'itemRemoved', id }) as const),
  ]
}

function countLine(
  kind: 'itemQuantity' | 'itemFulfilled',
  id: string,
  before: number | null,
  after: number | null,
): TimelineLine[] {
  return after === null || after === before ? [] : [{ kind, id, before, after }]
}

function packageLines({ packages }: Changes): TimelineLine[] {
  const { before, after } = sidesOf<Package>(packages, 'packageReferenceId')
  const wording = (pack: Package) => ({ carrier: pack.carrier ?? '', number: pack.trackingNumber ?? '' })
  return [
    ...[...after].flatMap(([reference, pack]): TimelineLine[] => {
      const old = before.get(reference)
      if (old === undefined) return [{ kind: 'packageAdded', ...wording(pack) }]
      return [...trackingLine(reference, old, pack), ...packageStatusLine(reference, old, pack)]
    }),
    ...[...before]
      .filter(([reference]) => !after.has(reference))
      .map(([, pack]) => ({ kind: 'packageRemoved', ...wording(pack) }) as const),
  ]
}

function trackingLine(reference: string, old: Package, pack: Package): TimelineLine[] {
  const [before, after] = [old, pack].map(({ carrier, trackingNumber }) =>
    [carrier, trackingNumber].filter(Boolean).join(' '),
  ) as [string, string]
  return before === after ? [] : [{ kind: 'packageChanged', reference, before, after }]
}

function packageStatusLine(reference: string, old: Package, pack: Package): TimelineLine[] {
  if (pack.status === null || pack.status === old.status) return []
  const number = pack.trackingNumber ?? reference
  return [{ kind: 'packageStatus', number, before: old.status, after: pack.status }]
}

/** Both sides of a change of a list, by key. */
function sidesOf<Entry extends object>(change: readonly unknown[] | undefined, key: keyof Entry & string) {
  const [before, after] = [change?.[0], change?.[1]].map((side) => {
    const entries = Array.isArray(side) ? (side as Entry[]) : []
    return new Map(entries.map((entry) => [String(entry[key]), entry]))
  }) as [Map<string, Entry>, Map<string, Entry>]
  return { before, after }
}
