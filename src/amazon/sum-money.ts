import type { Money } from '../domain/money.ts'

/** The exact sum, or undefined when an amount is unknown or the currencies differ. */
export function sumMoney(amounts: readonly (Money | undefined)[]): Money | undefined {
  const [first, ...others] = amounts
  return others.reduce((sum, amount) => sum && amount && add(sum, amount), first)
}

function add(a: Money, b: Money): Money | undefined {
  if (a.currency !== b.currency) return undefined
  const decimals = Math.max(countDecimals(a.amount), countDecimals(b.amount))
  const sum = scaled(a.amount, decimals) + scaled(b.amount, decimals)
  const digits = (sum < 0n ? -sum : sum).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = decimals === 0 ? '' : `.${digits.slice(-decimals)}`
  return { amount: `${sum < 0n ? '-' : ''}${whole}${fraction}`, currency: a.currency }
}

function countDecimals(amount: string): number {
  const point = amount.indexOf('.')
  return point < 0 ? 0 : amount.length - point - 1
}

function scaled(amount: string, decimals: number): bigint {
  return BigInt(amount.replace('.', '') + '0'.repeat(decimals - countDecimals(amount)))
}
