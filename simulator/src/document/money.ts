import type { Money } from '@sp-api-sdk/orders-api-2026-01-01'

/** Currencies without decimals in Amazon's payloads; all others here have two. */
const WHOLE_CURRENCIES: ReadonlySet<string> = new Set(['JPY'])

/** Amounts are counted in minor units and written as decimal text: floats never touch them. */
export function toMoney(minorUnits: number, currencyCode: string): Money {
  if (WHOLE_CURRENCIES.has(currencyCode)) return { amount: String(minorUnits), currencyCode }
  const sign = minorUnits < 0 ? '-' : ''
  const digits = String(Math.abs(minorUnits)).padStart(3, '0')
  return { amount: `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`, currencyCode }
}

/** Cents of a euro in the minor units of another currency. */
export function fromEuroCents(cents: number, currencyCode: string, perEuro: number): number {
  return Math.round(cents * perEuro * (WHOLE_CURRENCIES.has(currencyCode) ? 0.01 : 1))
}
