import type { OrderItem, OrderObservation } from './order.ts'

/**
 * What two declarations of one order in the same report say together. A report declares an order again when further
 * rows of it come long after the first ones; they are further lines of the order, not a new version of it. What holds
 * for the whole order comes from the rows that were updated last.
 *
 * Without rows in both documents the one that was updated last is all there is.
 */
export function joinOutlines(first: OrderObservation, further: OrderObservation): OrderObservation {
  const latest = further.order.lastUpdatedAt >= first.order.lastUpdatedAt ? further : first
  const rows = readRows(first)
  const furtherRows = readRows(further)
  if (rows === null || furtherRows === null) return latest
  return {
    ...latest,
    order: { ...latest.order, items: joinItems(first.order.items, further.order.items) },
    document: JSON.stringify({ rows: sortRows([...rows, ...furtherRows]) }),
  }
}

/** Whether all rows of a declaration are among those of another: it was read before. */
export function hasRowsOf(all: OrderObservation, some: OrderObservation): boolean {
  if (all.document === some.document) return true
  const rows = readRows(some)
  if (rows === null) return false
  const counts = new Map<string, number>()
  for (const row of readRows(all) ?? []) {
    const text = JSON.stringify(row)
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return rows.every((row) => {
    const text = JSON.stringify(row)
    const count = counts.get(text) ?? 0
    counts.set(text, count - 1)
    return count > 0
  })
}

type Row = Readonly<Record<string, unknown>>

function readRows({ document }: OrderObservation): readonly Row[] | null {
  const { rows } = JSON.parse(document) as { rows?: readonly Row[] }
  return rows ?? null
}

/** As they are in a document whose rows came together, so that both are the same content. */
function sortRows(rows: readonly Row[]): readonly Row[] {
  const keyed = rows.map((row) => ({ row, sku: String(row.sku ?? ''), json: JSON.stringify(row) }))
  keyed.sort((a, b) => compare(a.sku, b.sku) || compare(a.json, b.json))
  return keyed.map(({ row }) => row)
}

/** The n-th item of a name ends in `:n`; further ones of the same name count on. */
function joinItems(items: readonly OrderItem[], further: readonly OrderItem[]): readonly OrderItem[] {
  const joined = [...items]
  const taken = new Set(items.map((item) => item.orderItemId))
  for (const item of further) {
    const name = item.orderItemId.replace(/:\d+$/, '')
    let orderItemId = item.orderItemId
    for (let number = 1; taken.has(orderItemId); number += 1) orderItemId = `${name}:${number}`
    taken.add(orderItemId)
    joined.push({ ...item, orderItemId })
  }
  return joined
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
