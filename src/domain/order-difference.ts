import type { DetailLevel, Order } from './order.ts'

/**
 * What a newer copy of an order changed: `{field: [before, after]}`, null for what was not known before. Amounts, currencies
 * and both ends of a range have a field each; items and packages are whole lists.
 */
export type OrderDifference = Readonly<Record<string, readonly [before: unknown, after: unknown]>>

type Fields = Readonly<Record<string, unknown>>

/**
 * Everything that an answer shows of an order and that a newer copy tells otherwise. What the copy does not tell is no
 * change, because it is kept; neither is an amount with other zeros at its end, nor a list in another order.
 */
export function orderDifference(
  stored: Order & { readonly detailLevel: DetailLevel },
  copy: Order,
  detailLevel: DetailLevel,
): OrderDifference {
  // No programs are shown as an empty list, whether or not Amazon told that there are none.
  const before: Fields = {
    ...toFields(stored),
    programs: stored.programs ?? [],
    detailLevel: stored.detailLevel,
  }
  const after: Fields = { ...toFields(copy), detailLevel }
  const told = Object.entries(after).filter(([, value]) => value !== undefined)
  const changed = told.filter(([name, value]) => !isSame(name, before[name], value))
  // The items of an outline are placeholders: real ones are not compared with them. Nearly all of an order is new then, and that
  // it is complete says enough: millions of old orders become so.
  const completes = stored.detailLevel === 'outline' && detailLevel === 'full'
  return {
    ...Object.fromEntries(changed.map(([name, value]) => [name, [before[name] ?? null, value]])),
    ...listDifference('items', itemList, completes ? null : stored.items, copy.items, completes),
    ...listDifference('packages', packageList, stored.packages ?? [], copy.packages, completes),
  }
}

/** The fields of an order in the words of the feed, but for its key and its version, which stand beside a difference. */
function toFields({
  externalOrderId: _key,
  lastUpdatedAt: _version,
  items: _items,
  packages: _packages,
  total,
  taxTotal,
  shipBy,
  deliverBy,
  ...fields
}: Order): Fields {
  return {
    ...fields,
    totalAmount: total?.amount,
    totalCurrency: total?.currency,
    taxTotalAmount: taxTotal?.amount,
    taxTotalCurrency: taxTotal?.currency,
    shipByEarliest: shipBy?.earliest,
    shipByLatest: shipBy?.latest,
    deliverByEarliest: deliverBy?.earliest,
    deliverByLatest: deliverBy?.latest,
  }
}

/** How the entries of a list are known again, and what is told of each even if it is the same before and after. */
interface ListKind {
  readonly key: string
  readonly always: readonly string[]
}

const itemList: ListKind = { key: 'orderItemId', always: ['quantity', 'quantityFulfilled'] }
const packageList: ListKind = {
  key: 'packageReferenceId',
  always: ['carrier', 'trackingNumber', 'status', 'shippedAt'],
}

/**
 * Both sides of a list in which something differs: of an entry that is on both, what is always told and what differs;
 * of one that came or went, all that is known, or in `brief` only what is always told.
 */
function listDifference(
  name: string,
  { key, always }: ListKind,
  stored: readonly object[] | null,
  copies: readonly object[] | undefined,
  brief: boolean,
): OrderDifference {
  if (copies === undefined) return {}
  const before = byKey(key, stored ?? [])
  const after = byKey(key, copies)
  for (const [id, entry] of after) after.set(id, merge(before.get(id), entry) as Fields)
  if (isSame(name, [...before.values()], [...after.values()])) return {}

  const side = (own: ReadonlyMap<string, Fields>, other: ReadonlyMap<string, Fields>): readonly Fields[] =>
    [...own].map(([id, entry]) => {
      const counterpart = other.get(id)
      const names = new Set([key, ...always, ...Object.keys(entry), ...Object.keys(counterpart ?? {})])
      const told = [...names].filter(
        (field) =>
          field === key ||
          always.includes(field) ||
          (counterpart === undefined ? !brief : !isSame(field, entry[field], counterpart[field])),
      )
      return Object.fromEntries(told.map((field) => [field, entry[field] ?? null]))
    })
  return { [name]: [stored === null ? null : side(before, after), side(after, before)] }
}

function byKey(key: string, entries: readonly object[]): Map<string, Fields> {
  const keyed = entries.map((entry): [string, Fields] => [String((entry as Fields)[key]), entry as Fields])
  return new Map(keyed.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What is stored once a copy has come: what it tells, and of the rest what was known. */
function merge(known: unknown, told: unknown): unknown {
  if (told === undefined) return known
  if (!isObject(known) || !isObject(told)) return told
  const names = new Set([...Object.keys(known), ...Object.keys(told)])
  return Object.fromEntries([...names].map((name) => [name, merge(known[name], told[name])]))
}

function isSame(name: string, before: unknown, after: unknown): boolean {
  if (Array.isArray(before) && Array.isArray(after)) {
    return (
      before.length === after.length && after.every((entry) => before.some((old) => isSame(name, old, entry)))
    )
  }
  if (isObject(before) && isObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...names].every((part) => isSame(part, before[part], after[part]))
  }
  return before === after || (/amount$/i.test(name) && shortest(before) === shortest(after))
}

/** A decimal without zeros at its end. */
function shortest(amount: unknown): unknown {
  return typeof amount === 'string' && amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
