import type { Order, OrderItem, OrderObservation } from '../order.ts'
import { toOrderStatus } from '../order-status.ts'
import type { Note } from './finding.ts'
import { chooseCurrency, parseSourceInstant, parseSourceMoney } from './source-value.ts'

/**
 * An order of the earlier system as an outline of ours: what a person wants to see until Amazon's own copy is there.
 * Pure. Nothing about the buyer is read, and no tracking: Amazon tells it. Everything is text as PostgreSQL writes it.
 */
export interface SourceOrder {
  readonly id: string
  readonly tenantId: string
  readonly marketplace: string | null
  readonly externalOrderId: string | null
  readonly orderDate: string | null
  readonly lastUpdatedAt: string | null
  readonly updatedAt: string | null
  readonly orderStatus: string | null
  readonly fulfilledBy: string | null
  readonly marketplaceId: string | null
  readonly salesChannel: string | null
  readonly totalAmount: string | null
  readonly currency: string | null
  readonly items: readonly SourceItem[]
}

export interface SourceItem {
  readonly id: string
  readonly orderItemId: string | null
  readonly asin: string | null
  readonly sku: string | null
  readonly title: string | null
  readonly quantity: string | null
  readonly unitPrice: string | null
  readonly totalAmount: string | null
  readonly currency: string | null
}

/** What can be named in an address of the API. */
const usableKey = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$/

/** The outline of an order, or null when it cannot be stored; `note` hears what is wrong with it either way. */
export function toMovedOrder(source: SourceOrder, now: Date, note: Note): OrderObservation | null {
  const externalOrderId = source.externalOrderId?.trim() ?? ''
  if (!usableKey.test(externalOrderId)) {
    note('order_id_missing', source.id)
    return null
  }
  const orderDate = parseSourceInstant(source.orderDate, now)
  if (orderDate === null) {
    note('order_date_unusable', source.id)
    return null
  }
  // Without Amazon's own word for it, the oldest version there can be: whatever Amazon says is newer.
  const lastUpdatedAt = parseSourceInstant(source.lastUpdatedAt, now) ?? orderDate
  if (source.items.length === 0) note('order_without_items', source.id)
  const keepsId = usableKey.test(source.id)
  if (!keepsId) note('order_key_unusable', source.id)
  const order: Order = {
    externalOrderId,
    orderDate: orderDate.toISOString(),
    lastUpdatedAt: lastUpdatedAt.toISOString(),
    ...toStatus(source.orderStatus),
    ...toFulfiller(source.fulfilledBy),
    ...text('marketplaceId', source.marketplaceId),
    ...text('salesChannel', source.salesChannel),
    ...toMoneyField('total', source.totalAmount, source, source.id, note),
    items: toItems(source, note),
  }
  return {
    order,
    source: 'report',
    detailLevel: 'outline',
    observedAt: orderDate.toISOString(),
    document: JSON.stringify({ movedIn: order }),
    ...(keepsId ? { keptId: source.id } : {}),
  }
}

function toStatus(word: string | null): Pick<Order, 'orderStatus' | 'orderStatusRaw'> {
  if (word === null || word.trim() === '') return {}
  return { orderStatus: toOrderStatus(word), orderStatusRaw: word.trim() }
}

/** The words of Orders v0 (AFN, MFN), of reports, and our own. */
const fulfillers: ReadonlyMap<string, string> = new Map([
  ['AFN', 'AMAZON'],
  ['FBA', 'AMAZON'],
  ['AMAZON', 'AMAZON'],
  ['MFN', 'MERCHANT'],
  ['FBM', 'MERCHANT'],
  ['MERCHANT', 'MERCHANT'],
])

function toFulfiller(word: string | null): Pick<Order, 'fulfilledBy'> {
  const known = fulfillers.get(word?.trim().toUpperCase() ?? '')
  return known === undefined ? {} : { fulfilledBy: known }
}

function toItems(source: SourceOrder, note: Note): readonly OrderItem[] {
  const byId = new Map<string, OrderItem>()
  for (const item of source.items) {
    const orderItemId = item.orderItemId?.trim() || item.id
    if (byId.has(orderItemId)) note('item_twice', item.id)
    else byId.set(orderItemId, toItem(item, orderItemId, source, note))
  }
  return [...byId.values()]
}

function toItem(item: SourceItem, orderItemId: string, order: SourceOrder, note: Note): OrderItem {
  const money = { currency: item.currency ?? order.currency, marketplaceId: order.marketplaceId }
  return {
    orderItemId,
    ...text('asin', item.asin),
    ...text('sku', item.sku),
    ...text('title', item.title),
    ...toQuantity(item, note),
    ...toMoneyField('unitPrice', item.unitPrice, money, order.id, note),
    ...toMoneyField('total', item.totalAmount, money, order.id, note),
  }
}

function toQuantity({ id, quantity }: SourceItem, note: Note): Pick<OrderItem, 'quantity'> {
  if (quantity === null) return {}
  const pieces = Number(quantity)
  if (/^\d{1,9}(\.0+)?$/.test(quantity)) return { quantity: pieces }
  note('quantity_unusable', id)
  return {}
}

function toMoneyField<Name extends 'total' | 'unitPrice'>(
  name: Name,
  amount: string | null,
  of: { readonly currency: string | null; readonly marketplaceId: string | null },
  orderKey: string,
  note: Note,
): Partial<Record<Name, { amount: string; currency: string }>> {
  if (amount === null) return {}
  const currency = chooseCurrency(of.currency, of.marketplaceId)
  if (of.currency?.trim().toUpperCase() !== currency || currency === null) note('currency_missing', orderKey)
  if (currency === null) return {}
  const found = parseSourceMoney(amount, currency)
  if (found === null) note('money_unreadable', orderKey)
  else if (found.bent) note('money_as_float', orderKey)
  return found === null ? {} : ({ [name]: found.money } as Partial<Record<Name, typeof found.money>>)
}

/** A text that says something; control characters would break the row that it is copied in. */
function text<Name extends string>(name: Name, value: string | null): Partial<Record<Name, string>> {
  const clean = value?.replaceAll(/\p{Cc}+/gu, ' ').trim() ?? ''
  return clean === '' ? {} : ({ [name]: clean } as Partial<Record<Name, string>>)
}

/** Of several copies of one order the one that was changed last, with items where any copy has some. */
export function chooseCopy(copies: readonly SourceOrder[]): SourceOrder | undefined {
  const age = (copy: SourceOrder): string => `${copy.lastUpdatedAt ?? ''} ${copy.updatedAt ?? ''} ${copy.id}`
  const [newest, ...others] = copies.toSorted((a, b) => (age(a) < age(b) ? 1 : -1))
  if (newest === undefined || newest.items.length > 0) return newest
  return { ...newest, items: others.find(({ items }) => items.length > 0)?.items ?? [] }
}
