import { type Static, Type } from 'typebox'
import type { OrderItem, OrderPackage } from '../../domain/order.ts'
import { orderStatuses } from '../../domain/order-status.ts'
import type { StoredOrder } from '../../store/orders.ts'
import { Instant, TenantId } from '../schemas.ts'
import { trackingUrl } from './tracking-url.ts'

export const MoneySchema = Type.Object({
  amount: Type.String({ description: 'An exact decimal.', examples: ['12.34'] }),
  currency: Type.String({ examples: ['EUR'] }),
})

const Range = Type.Object({ earliest: Type.Optional(Instant), latest: Type.Optional(Instant) })
const Text = Type.Optional(Type.String())

const Item = Type.Object({
  orderItemId: Type.String(),
  asin: Text,
  sku: Text,
  title: Text,
  quantity: Type.Optional(Type.Integer()),
  quantityFulfilled: Type.Optional(Type.Integer()),
  unitPrice: Type.Optional(MoneySchema),
  total: Type.Optional(MoneySchema),
  taxTotal: Type.Optional(MoneySchema),
  programs: Type.Optional(Type.Array(Type.String())),
  condition: Type.Optional(Type.Object({ type: Text, subtype: Text })),
  cancellation: Type.Optional(
    Type.Object({ requestedBy: Text, requestReason: Text, cancelledBy: Text, reason: Text }),
  ),
})

const Package = Type.Object({
  packageReferenceId: Type.String(),
  carrier: Text,
  shippingService: Text,
  trackingNumber: Text,
  trackingUrl: Text,
  status: Text,
  detailedStatus: Text,
  createdAt: Type.Optional(Instant),
  shippedAt: Type.Optional(Instant),
  items: Type.Optional(
    Type.Array(Type.Object({ orderItemId: Type.String(), quantity: Type.Optional(Type.Integer()) }), {
      description: 'Which items are in it.',
    }),
  ),
})

export const orderFields = {
  id: Type.String(),
  tenantId: TenantId,
  marketplace: Type.String(),
  marketplaceId: Text,
  salesChannel: Text,
  externalOrderId: Type.String(),
  sellerOrderId: Text,
  orderDate: Instant,
  lastUpdatedAt: Type.String({ format: 'date-time', description: "Amazon's." }),
  orderStatus: Type.Enum([...orderStatuses]),
  orderStatusRaw: Text,
  fulfilledBy: Text,
  serviceLevel: Text,
  programs: Type.Array(Type.String(), { description: 'Empty when Amazon told none.' }),
  total: Type.Optional(MoneySchema),
  taxTotal: Type.Optional(MoneySchema),
  replacedOrderId: Type.Optional(
    Type.String({ description: 'The order that this one replaces or exchanges.' }),
  ),
  items: Type.Array(Item),
  packages: Type.Array(Package, { description: 'Empty when Amazon told none.' }),
  shipBy: Type.Optional(Range),
  deliverBy: Type.Optional(Range),
  detailLevel: Type.Enum(['full', 'outline']),
  syncedAt: Instant,
}

/** An order, the same wherever one is shown. A field that Amazon did not tell is absent, never invented; a list is empty. */
export const OrderView = Type.Object(orderFields)
export type OrderView = Static<typeof OrderView>

export function toOrderView(order: StoredOrder): OrderView {
  const { items, packages = [], programs = [], orderStatus = 'UNKNOWN', ...fields } = order
  return {
    ...fields,
    orderStatus,
    programs: [...programs],
    items: items.map(toItemView),
    packages: packages.map(toPackageView),
  }
}

function toItemView({ programs, ...item }: OrderItem): OrderView['items'][number] {
  return programs === undefined ? item : { ...item, programs: [...programs] }
}

function toPackageView({ items, ...pack }: OrderPackage): OrderView['packages'][number] {
  const url = trackingUrl(pack.carrier, pack.trackingNumber)
  return {
    ...pack,
    ...(url === null ? {} : { trackingUrl: url }),
    ...(items === undefined ? {} : { items: items.map((item) => ({ ...item })) }),
  }
}
