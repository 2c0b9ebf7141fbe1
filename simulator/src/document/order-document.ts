import type { Order } from '@sp-api-sdk/orders-api-2026-01-01'
import { isoSeconds } from '../clock.ts'
import type { LifecycleEvent } from '../lifecycle.ts'
import { findMarketplace, MARKETPLACES } from '../marketplaces.ts'
import type { OrderPlan, WorldSeller } from '../order-plan.ts'
import { createRandom, type Random } from '../random.ts'
import { fillEveryField } from './every-field.ts'
import { toMoney } from './money.ts'
import { addOddities } from './oddities.ts'
import { buildBuyer } from './order-buyer.ts'
import { buildItem, dayWindow, drawLines, type Line } from './order-items.ts'
import { buildPackages } from './order-packages.ts'
import { foldProgress, type Progress } from './progress.ts'
import { localeOf } from './words.ts'

const SERVICE_LEVELS = ['STANDARD', 'STANDARD', 'STANDARD', 'EXPEDITED', 'SECOND_DAY', 'NEXT_DAY'] as const

/**
 * The whole document of an order after the given events, every dataset included. Pure: the same plan and
 * events give the same document, and what does not change between two events is the same in both.
 */
export function buildOrder(
  worldSeller: WorldSeller,
  plan: OrderPlan,
  events: readonly LifecycleEvent[],
): Order {
  const progress = foldProgress(events)
  const marketplace = findMarketplace(plan.marketplaceId) ?? defaultMarketplace()
  const lines = drawLines(createRandom(plan.contentSeed), worldSeller, plan, marketplace)
  // Each part draws from its own seed, so that a package appearing does not change the address.
  const random = createRandom(plan.contentSeed ^ 0x0b0e)
  const draws = drawOrder(random)
  const wiped = progress.cancelledUnpaid && draws.wipedWhenCancelled
  const priced = progress.paid && !wiped
  const shippedUnits = countShippedUnits(lines, progress)
  let unitsLeft = shippedUnits
  const items = lines.map((line) => {
    const shippedQuantity = Math.min(line.quantity, unitsLeft)
    unitsLeft -= shippedQuantity
    return buildItem(line, {
      plan,
      progress,
      currencyCode: marketplace.currencyCode,
      priced,
      wiped,
      shippedQuantity,
    })
  })
  const locale = localeOf(marketplace.countryCode)
  const packages = buildPackages({
    random: createRandom(plan.contentSeed ^ 0xb0c5),
    plan,
    progress,
    locale,
    sellerName: worldSeller.seller.name,
    countryCode: marketplace.countryCode,
    packageItems: lines.map((line) => ({ orderItemId: line.orderItemId, quantity: line.quantity })),
  })
  const order: Order = {
    orderId: plan.orderId,
    ...(draws.aliased
      ? { orderAliases: [{ aliasId: `SO-${plan.orderId.slice(4, 11)}`, aliasType: 'SELLER_ORDER_ID' }] }
      : {}),
    createdTime: isoSeconds(plan.createdAt),
    lastUpdatedTime: isoSeconds(progress.lastUpdatedAt),
    programs: draws.programs,
    salesChannel: {
      channelName: plan.channelName,
      marketplaceId: plan.marketplaceId,
      marketplaceName: plan.channelName === 'AMAZON' ? marketplace.name : `Non-${marketplace.name}`,
    },
    ...buildBuyer(createRandom(plan.contentSeed ^ 0x9e45), plan, progress, marketplace),
    ...(priced ? orderProceeds(lines, marketplace.currencyCode) : {}),
    fulfillment: {
      fulfillmentStatus: progress.status as NonNullable<Order['fulfillment']>['fulfillmentStatus'],
      fulfilledBy: plan.fulfilledBy,
      fulfillmentServiceLevel: draws.serviceLevel,
      shipByWindow: dayWindow(plan.createdAt, 1, 2),
      deliverByWindow: dayWindow(plan.createdAt, 3, 6),
    },
    orderItems: items,
    ...(packages.length > 0 ? { packages } : {}),
  }
  addOddities(order, plan.contentSeed)
  return worldSeller.seller.everyField ? fillEveryField(order, marketplace.currencyCode) : order
}

interface OrderDraws {
  aliased: boolean
  programs: string[]
  serviceLevel: string
  wipedWhenCancelled: boolean
}

function drawOrder(random: Random): OrderDraws {
  return {
    aliased: random.chance(0.1),
    programs: [
      ...(random.chance(0.55) ? ['PRIME'] : []),
      ...(random.chance(0.07) ? ['AMAZON_BUSINESS'] : []),
      ...(random.chance(0.02) ? ['PREMIUM'] : []),
    ],
    serviceLevel: random.pick(SERVICE_LEVELS),
    wipedWhenCancelled: random.chance(0.6),
  }
}

/** A partial shipment sends half of the units, at least one, and keeps at least one back. */
function countShippedUnits(lines: readonly Line[], progress: Progress): number {
  const units = lines.reduce((sum, line) => sum + line.quantity, 0)
  if (progress.shippedAt !== null) return units
  return progress.partlyShippedAt === null ? 0 : Math.max(1, Math.floor(units / 2))
}

/** In Amazon's samples the grand total is the sum of the items' totals. */
function orderProceeds(lines: readonly Line[], currencyCode: string): Pick<Order, 'proceeds'> {
  const sum = (of: (line: Line) => number) => lines.reduce((total, line) => total + of(line), 0)
  const subtotal = (type: string, minorUnits: number) =>
    minorUnits === 0 ? [] : [{ type, subtotal: toMoney(minorUnits, currencyCode) }]
  return {
    proceeds: {
      grandTotal: toMoney(
        sum((line) => line.total),
        currencyCode,
      ),
      breakdowns: [
        ...subtotal(
          'ITEM',
          sum((line) => line.itemPrice),
        ),
        ...subtotal(
          'SHIPPING',
          sum((line) => line.shipping),
        ),
        ...subtotal(
          'TAX',
          sum((line) => line.tax),
        ),
        ...subtotal(
          'DISCOUNT',
          sum((line) => line.discount),
        ),
      ],
    },
  }
}

function defaultMarketplace() {
  const first = MARKETPLACES[0]
  if (!first) throw new Error('no marketplaces')
  return first
}
