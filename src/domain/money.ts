/**
 * Money is an exact decimal string with its ISO 4217 code. It is never a float: Amazon sends
 * `"34.99"` and `"19940"` (JPY) as strings and they are stored and shown as they came.
 * Source: amzn/selling-partner-api-models, orders_2026-01-01.json, Money.
 */
export interface Money {
  readonly amount: string
  readonly currency: string
}

const decimal = /^-?\d{1,18}(\.\d{1,8})?$/

/** Money from an amount and a currency as somebody sent them, or null when either is not usable as such. */
export function parseMoney(amount: unknown, currency: unknown): Money | null {
  if (typeof amount !== 'string' || typeof currency !== 'string') return null
  if (!decimal.test(amount) || !/^[A-Z]{3}$/.test(currency)) return null
  return { amount, currency }
}
