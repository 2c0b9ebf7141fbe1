import { type Static, Type } from 'typebox'
import { Instant } from '../schemas.ts'

const Part = Type.Optional(Type.Record(Type.String(), Type.Unknown()))
const Text = Type.Optional(Type.String())

/** Who bought an order, as far as Amazon tells it to this application and it is still kept. */
export const BuyerView = Type.Object({
  kept: Type.Boolean({ description: 'Whether anything is kept.' }),
  deleteAfter: Type.Optional(
    Type.String({ format: 'date-time', description: 'It is deleted then: 30 days after delivery.' }),
  ),
  erasedAt: Type.Optional(Instant),
  erasedBecause: Type.Optional(Type.Enum(['retention', 'not_shipped', 'switched_off', 'request'])),
  name: Text,
  email: Text,
  companyName: Text,
  purchaseOrderNumber: Text,
  deliveryAddress: Part,
  deliveryPreference: Part,
  taxRegistrations: Type.Optional(Type.Array(Type.Unknown())),
  payments: Type.Optional(Type.Array(Type.Unknown())),
  items: Type.Optional(
    Type.Array(Type.Object({ orderItemId: Text, giftMessage: Text, customizedUrl: Text }), {
      description: 'What the buyer wrote or chose for an item.',
    }),
  ),
  document: Type.Optional(
    Type.Unknown({ description: "All that was taken out of Amazon's document, where it stood in it." }),
  ),
})
export type BuyerView = Static<typeof BuyerView>

/** What was taken out of an order (`src/amazon/split-buyer-data.ts`), by the names of Amazon's model. */
interface TakenDocument {
  readonly buyer?: Readonly<
    Record<'buyerName' | 'buyerEmail' | 'buyerCompanyName' | 'buyerPurchaseOrderNumber', unknown>
  >
  readonly recipient?: { readonly deliveryAddress?: unknown; readonly deliveryPreference?: unknown }
  readonly tax?: { readonly taxRegistrations?: unknown }
  readonly payment?: { readonly paymentExecutions?: unknown }
  readonly orderItems?: readonly TakenItem[]
}

interface TakenItem {
  readonly orderItemId?: unknown
  readonly product?: { readonly customization?: { readonly customizedUrl?: unknown } }
  readonly fulfillment?: { readonly packing?: { readonly giftOption?: { readonly giftMessage?: unknown } } }
}

export function toBuyerView(document: unknown, deleteAfter: Date): BuyerView {
  const { buyer, recipient, tax, payment, orderItems } = document as TakenDocument
  const view = {
    name: text(buyer?.buyerName),
    email: text(buyer?.buyerEmail),
    companyName: text(buyer?.buyerCompanyName),
    purchaseOrderNumber: text(buyer?.buyerPurchaseOrderNumber),
    deliveryAddress: part(recipient?.deliveryAddress),
    deliveryPreference: part(recipient?.deliveryPreference),
    taxRegistrations: list(tax?.taxRegistrations),
    payments: list(payment?.paymentExecutions),
    items: list(orderItems)?.map((item) => toItem(item as TakenItem)),
  }
  return { kept: true, deleteAfter: deleteAfter.toISOString(), ...withoutUnknown(view), document }
}

function toItem({ orderItemId, product, fulfillment }: TakenItem) {
  return withoutUnknown({
    orderItemId: text(orderItemId),
    giftMessage: text(fulfillment?.packing?.giftOption?.giftMessage),
    customizedUrl: text(product?.customization?.customizedUrl),
  })
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function list(value: unknown): unknown[] | undefined {
  return Array.isArray(value) ? value : undefined
}

function part(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
}

type Known<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function withoutUnknown<T extends object>(fields: T): Known<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Known<T>
}
