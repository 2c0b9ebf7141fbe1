import { Type } from 'typebox'

const List = (description: string) => Type.Optional(Type.Array(Type.Unknown(), { description }))
const ofItem = <Name extends string>(name: Name, description: string) =>
  List(`${description} Each with its \`orderItemId\` and \`${name}\`.`)

/** Parts of Amazon's document that have no columns, under names of their own. Absent where Amazon told nothing. */
export const documentParts = {
  breakdown: List('The total in its parts, as Amazon has them.'),
  itemBreakdowns: ofItem('breakdowns', 'The total of each item in its parts.'),
  promotions: ofItem('promotions', 'Promotions that an item was sold with.'),
  expenses: ofItem('expense', 'What an item cost the seller, such as points.'),
  cancellations: ofItem('cancellation', 'Who wished an item cancelled, who cancelled it, and why.'),
  tax: Type.Optional(
    Type.Object(
      { invoicing: Type.Optional(Type.Unknown()), items: ofItem('tax', 'Who collects the tax of an item.') },
      { description: 'Tax without registrations, which are buyer data.' },
    ),
  ),
  fulfillment: Type.Optional(
    Type.Object(
      {
        order: Type.Optional(Type.Unknown()),
        items: ofItem('fulfillment', 'How an item is to be picked, packed and shipped.'),
      },
      { description: 'How the order is fulfilled.' },
    ),
  ),
  associatedOrders: List('Replacements and exchanges.'),
  associatedItems: ofItem('associatedOrderItems', 'Items of other orders that belong to an item.'),
  aliases: List('Other numbers of the order.'),
  fulfillmentOrders: List('Easy Ship only.'),
  raw: Type.Optional(Type.Unknown({ description: "Amazon's document, less everything about the buyer." })),
}

type Fields = Readonly<Record<string, unknown>>

/** Finds the parts in a stored document, given as JSON text. */
export function readDocumentParts(text: string): Record<string, unknown> {
  const raw = object(JSON.parse(text)) ?? {}
  const items = (list(raw.orderItems) ?? []).map((item) => object(item) ?? {})
  /** The same part of every item that has it. */
  const ofItems = (name: string, pick: (item: Fields) => unknown): unknown[] | undefined => {
    const found = items.flatMap((item) => {
      const part = pick(item)
      return part === undefined ? [] : [{ orderItemId: item.orderItemId, [name]: part }]
    })
    return found.length === 0 ? undefined : found
  }
  return withoutUnknown({
    breakdown: list(object(raw.proceeds)?.breakdowns),
    itemBreakdowns: ofItems('breakdowns', (item) => list(object(item.proceeds)?.breakdowns)),
    promotions: ofItems('promotions', (item) => list(object(item.promotion)?.breakdowns)),
    expenses: ofItems('expense', (item) => item.expense),
    cancellations: ofItems('cancellation', (item) => item.cancellation),
    tax: unlessEmpty({
      invoicing: object(raw.tax)?.taxInvoicing,
      items: ofItems('tax', (item) => item.tax),
    }),
    fulfillment: unlessEmpty({
      order: raw.fulfillment,
      items: ofItems('fulfillment', (item) => item.fulfillment),
    }),
    associatedOrders: list(raw.associatedOrders),
    associatedItems: ofItems('associatedOrderItems', (item) => list(item.associatedOrderItems)),
    aliases: list(raw.orderAliases),
    fulfillmentOrders: list(raw.fulfillmentOrders),
    raw,
  })
}

function object(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined
}

function list(value: unknown): unknown[] | undefined {
  return Array.isArray(value) ? value : undefined
}

function withoutUnknown(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

function unlessEmpty(fields: Fields): Record<string, unknown> | undefined {
  const known = withoutUnknown(fields)
  return Object.keys(known).length === 0 ? undefined : known
}
