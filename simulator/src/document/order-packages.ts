import type { OrderPackage, PackageItem } from '@sp-api-sdk/orders-api-2026-01-01'
import { isoSeconds } from '../clock.ts'
import type { OrderPlan } from '../order-plan.ts'
import type { Random } from '../random.ts'
import type { Progress } from './progress.ts'
import type { Locale } from './words.ts'

export interface PackageInput {
  random: Random
  plan: OrderPlan
  progress: Progress
  locale: Locale
  sellerName: string
  countryCode: string
  packageItems: PackageItem[]
}

/**
 * Only merchant-fulfilled orders have packages. A partial shipment is one package, the rest another.
 * Source: amzn/selling-partner-api-models, orders_2026-01-01.json, OrderPackage.
 */
export function buildPackages(input: PackageInput): OrderPackage[] {
  const { plan, progress } = input
  if (plan.fulfilledBy !== 'MERCHANT') return []
  const shippedTimes = [progress.partlyShippedAt, progress.shippedAt].filter((at) => at !== null)
  return shippedTimes.map((shippedAt, index) => buildPackage(input, shippedAt, index))
}

function buildPackage(input: PackageInput, shippedAt: number, index: number): OrderPackage {
  const { random, progress, locale } = input
  const [carrier, shippingService] = random.pick(locale.carriers)
  const trackingNumber = `${random.pick(['0034', 'JJD', '1Z', 'RR'])}${random.digits(12)}`
  // Letters go without a number.
  const tracked = random.chance(0.92)
  // Reported missing for ordinary orders. Source: amzn/selling-partner-api-models, issue 5127.
  const detailed = random.chance(0.3)
  const [status, detailedStatus] = statusOf(progress)
  return {
    packageReferenceId: String(index + 1),
    createdTime: isoSeconds(shippedAt),
    packageStatus: { status, ...(detailed ? { detailedStatus } : {}) },
    carrier,
    shipTime: isoSeconds(shippedAt),
    shippingService,
    ...(tracked ? { trackingNumber } : {}),
    shipFromAddress: {
      name: input.sellerName,
      addressLine1: 'Industriestraße 7',
      addressLine2: '',
      city: 'Kehl',
      postalCode: '77694',
      countryCode: input.countryCode,
    },
    packageItems: input.packageItems,
  }
}

function statusOf(progress: Progress) {
  if (progress.delivered) return ['DELIVERED', 'DELIVERED'] as const
  if (progress.undeliverable) return ['UNDELIVERABLE', 'RETURNING_TO_SELLER'] as const
  if (progress.inTransit) return ['IN_TRANSIT', 'PICKED_UP'] as const
  return ['SHIPPED', 'DROPPED_OFF'] as const
}
