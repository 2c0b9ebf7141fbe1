import type { Order } from '@sp-api-sdk/orders-api-2026-01-01'
import type { Marketplace } from '../marketplaces.ts'
import type { OrderPlan } from '../order-plan.ts'
import type { Random } from '../random.ts'
import type { Progress } from './progress.ts'
import { localeOf } from './words.ts'

const MAIL_STATUSES: ReadonlySet<string> = new Set(['UNSHIPPED', 'PARTIALLY_SHIPPED', 'SHIPPED'])

/**
 * Buyer and recipient as they would be if everything were asked for and allowed.
 * The e-mail address exists for merchant-fulfilled orders that are ready or shipped, the phone number
 * until delivery. Source: developer-docs.amazon.com/sp-api, "Access Orders PII"; orders_2026-01-01.json.
 */
export function buildBuyer(
  random: Random,
  plan: OrderPlan,
  progress: Progress,
  marketplace: Marketplace,
): Pick<Order, 'buyer' | 'recipient'> {
  const locale = localeOf(marketplace.countryCode)
  const name = random.pick(locale.names)
  const business = random.chance(0.07)
  const [city, postalCode, stateOrRegion] = random.pick(locale.cities)
  const street = `${random.pick(locale.streets)} ${random.int(1, 240)}`
  const extra = random.chance(0.2) ? 'c/o Weiß, 3. OG' : ''
  const mailbox = random.digits(10)
  const merchant = plan.fulfilledBy === 'MERCHANT'
  if (!progress.paid || progress.cancelledAt !== null) return { buyer: {} }
  return {
    buyer: {
      buyerName: name,
      ...(merchant && MAIL_STATUSES.has(progress.status)
        ? { buyerEmail: `${mailbox}@marketplace.${marketplace.domainName.slice(4)}` }
        : {}),
      ...(business
        ? { buyerCompanyName: `${name} & Söhne GmbH`, buyerPurchaseOrderNumber: `PO-${mailbox}` }
        : {}),
    },
    recipient: {
      deliveryAddress: {
        name,
        ...(business ? { companyName: `${name} & Söhne GmbH` } : {}),
        addressLine1: street,
        addressLine2: extra,
        addressLine3: '',
        city,
        stateOrRegion,
        municipality: '',
        postalCode,
        countryCode: marketplace.countryCode,
        ...(merchant && !progress.delivered ? { phone: `+${random.digits(11)}` } : {}),
        addressType: business ? 'COMMERCIAL' : 'RESIDENTIAL',
      },
    },
  }
}
