import type { Money, OrderItem } from '@sp-api-sdk/orders-api-2026-01-01'
import { isoSeconds } from '../clock.ts'
import type { Marketplace } from '../marketplaces.ts'
import type { OrderPlan, WorldSeller } from '../order-plan.ts'
import type { Random } from '../random.ts'
import { drawProduct, type Product } from './catalogue.ts'
import { fromEuroCents, toMoney } from './money.ts'
import type { Progress } from './progress.ts'
import { CANCEL_REASONS } from './words.ts'

/** Totals seen at a real seller, in cents of a euro. */
const MIN_TOTAL_CENTS = 1_872
const MAX_TOTAL_CENTS = 326_518

/** One line with its amounts in minor units, drawn once and the same at every stage of the order. */
export interface Line {
  orderItemId: string
  quantity: number
  product: Product
  unitPrice: number
  itemPrice: number
  shipping: number
  tax: number
  discount: number
  total: number
  promotionId: string | null
  giftMessage: string | null
  subscribed: boolean
}

export function drawLines(
  random: Random,
  worldSeller: WorldSeller,
  plan: OrderPlan,
  marketplace: Marketplace,
): Line[] {
  // A long tail above the smallest total: half of the orders stay below 60 EUR.
  const tail = Math.exp(3 * (random.unit() + random.unit() + random.unit() - 1.5))
  const lines = plan.quantities.length
  // Five cents more than the minimum: a line's unit price is rounded down.
  const cents = Math.min(MAX_TOTAL_CENTS, MIN_TOTAL_CENTS + 5 + Math.round(3_600 * tail))
  const share = Math.ceil(fromEuroCents(cents, marketplace.currencyCode, marketplace.perEuro) / lines)
  return plan.quantities.map((quantity) => drawLine(random, worldSeller, marketplace, share, quantity))
}

function drawLine(
  random: Random,
  worldSeller: WorldSeller,
  marketplace: Marketplace,
  total: number,
  quantity: number,
): Line {
  const shipping = random.chance(0.2) ? Math.round(total * 0.07) : 0
  const discounted = random.chance(0.08)
  const discount = discounted ? Math.round(total * 0.1) : 0
  // VAT is inside European prices; elsewhere tax is its own entry.
  const tax = marketplace.region === 'na' && random.chance(0.5) ? Math.round(total * 0.08) : 0
  const unitPrice = Math.floor((total - shipping - tax + discount) / quantity)
  const itemPrice = unitPrice * quantity
  return {
    orderItemId: random.digits(14),
    quantity,
    product: drawProduct(random, worldSeller),
    unitPrice,
    itemPrice,
    shipping,
    tax,
    discount,
    total: itemPrice + shipping + tax - discount,
    promotionId: discounted ? `PLM-${random.digits(8)}` : null,
    giftMessage: random.chance(0.02) ? 'Alles Gute zum Geburtstag!\nDeine "Mädels"' : null,
    subscribed: random.chance(0.02),
  }
}

export interface ItemContext {
  plan: OrderPlan
  progress: Progress
  currencyCode: string
  /** Amounts are withheld while the payment is open. */
  priced: boolean
  /** Quantities are wiped from some cancelled orders. */
  wiped: boolean
  /** Wiped together with the quantity. */
  shippedQuantity: number
}

export function buildItem(line: Line, context: ItemContext): OrderItem {
  const { progress, currencyCode, priced, wiped } = context
  const money = (minorUnits: number) => toMoney(minorUnits, currencyCode)
  const quantity = wiped ? 0 : line.quantity
  const fulfilled = wiped ? 0 : Math.min(quantity, context.shippedQuantity)
  const open = progress.cancelledAt === null ? quantity - fulfilled : 0
  return {
    orderItemId: line.orderItemId,
    quantityOrdered: quantity,
    ...(line.subscribed ? { programs: ['SUBSCRIBE_AND_SAVE'] } : {}),
    product: {
      asin: line.product.asin,
      title: line.product.title,
      sellerSku: line.product.sku,
      condition: { conditionType: 'NEW', conditionSubtype: 'NEW', conditionNote: '' },
      ...(priced ? { price: { unitPrice: money(line.unitPrice) } } : {}),
    },
    ...(priced ? { proceeds: itemProceeds(line, money) } : {}),
    ...(line.promotionId ? { promotion: { breakdowns: [{ promotionId: line.promotionId }] } } : {}),
    ...cancellation(line, progress),
    fulfillment: {
      quantityFulfilled: fulfilled,
      quantityUnfulfilled: open,
      ...(line.giftMessage === null
        ? {}
        : { packing: { giftOption: { giftMessage: line.giftMessage, giftWrapLevel: 'CLASSIC' } } }),
      ...(context.plan.fulfilledBy === 'MERCHANT' && line.total > 100_000
        ? { shipping: { shippingConstraints: { signatureConfirmation: 'MANDATORY' as const } } }
        : {}),
    },
    tax: {
      taxCollections: [{ model: 'MARKETPLACE_FACILITATOR', responsibleParty: 'Amazon Services, Inc.' }],
    },
  }
}

function itemProceeds(line: Line, money: (minorUnits: number) => Money): NonNullable<OrderItem['proceeds']> {
  return {
    proceedsTotal: money(line.total),
    breakdowns: [
      { type: 'ITEM', subtotal: money(line.itemPrice) },
      ...(line.shipping ? [{ type: 'SHIPPING', subtotal: money(line.shipping) }] : []),
      ...(line.discount
        ? [
            {
              type: 'DISCOUNT',
              subtotal: money(line.discount),
              detailedBreakdowns: [{ subtype: 'ITEM', value: money(line.discount) }],
            },
          ]
        : []),
      {
        type: 'TAX',
        subtotal: money(line.tax),
        detailedBreakdowns: [{ subtype: 'ITEM', value: money(line.tax) }],
      },
    ],
  }
}

function cancellation(line: Line, progress: Progress): Pick<OrderItem, 'cancellation'> {
  if (progress.cancelledAt === null && !progress.cancellationRequested) return {}
  const reason = CANCEL_REASONS[Number(line.orderItemId.slice(-2)) % CANCEL_REASONS.length] ?? 'UNKNOWN'
  return {
    cancellation: {
      ...(progress.cancellationRequested
        ? { cancellationRequest: { requester: 'BUYER', cancelReason: 'Changed my mind' } }
        : {}),
      ...(progress.cancelledAt === null
        ? {}
        : {
            cancellationExecution: {
              cancelledBy: progress.cancellationRequested ? 'MERCHANT' : 'AMAZON',
              cancelReason: reason,
            },
          }),
    },
  }
}

/** A window of whole days beginning the given number of days after an instant. */
export function dayWindow(fromSeconds: number, firstDay: number, lastDay: number) {
  const midnight = Math.floor(fromSeconds / 86_400) * 86_400
  return {
    earliestDateTime: isoSeconds(midnight + firstDay * 86_400),
    latestDateTime: isoSeconds(midnight + (lastDay + 1) * 86_400 - 1),
  }
}
