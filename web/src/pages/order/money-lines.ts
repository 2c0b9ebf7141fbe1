import type { OrderDetail } from '../../data/orders.ts'
import type { Money } from '../../i18n/format.ts'

/** A line of the breakdown: Amazon's own word for it, how deep it stands, and its amount where there is one. */
export interface MoneyLine {
  readonly type: string
  readonly depth: 0 | 1
  readonly money: Money
}

interface WireMoney {
  readonly amount?: unknown
  readonly currencyCode?: unknown
}

interface WireBreakdown {
  readonly type?: unknown
  readonly subtotal?: WireMoney
  readonly detailedBreakdowns?: readonly { readonly subtype?: unknown; readonly value?: WireMoney }[]
}

/**
 * The total of an order in its parts, as Amazon has them. Parts of nothing are left out.
 * Source: orders_2026-01-01.json, OrderProceeds, ProceedsBreakdown.
 */
export function toMoneyLines(breakdown: OrderDetail['breakdown']): readonly MoneyLine[] {
  return (breakdown ?? []).flatMap((part) => {
    const { type, subtotal, detailedBreakdowns = [] } = part as WireBreakdown
    const details = detailedBreakdowns.map(({ subtype, value }) => toLine(subtype, 1, value))
    return [toLine(type, 0, subtotal), ...details].filter(
      (line) => line !== null && !isZero(line.money),
    ) as MoneyLine[]
  })
}

function toLine(type: unknown, depth: 0 | 1, money: WireMoney | undefined): MoneyLine | null {
  const { amount, currencyCode } = money ?? {}
  if (typeof type !== 'string' || typeof amount !== 'string' || typeof currencyCode !== 'string') return null
  return {
    type,
    depth,
    money: { amount: type === 'DISCOUNT' ? lessen(amount) : amount, currency: currencyCode },
  }
}

/** A discount takes away, whichever sign it came with. */
function lessen(amount: string): string {
  return amount.startsWith('-') ? amount : `-${amount}`
}

function isZero({ amount }: Money): boolean {
  return /^-?0+(\.0*)?$/.test(amount)
}
