/** Decimal text in whole minor units, so that a line's amounts can be divided without a float. */
export interface Decimal {
  units: bigint
  decimals: number
}

/** Null for what is not a decimal number. */
export function parseDecimal(text: string): Decimal | null {
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) return null
  const fraction = match[2] ?? ''
  return { units: BigInt(`${match[1]}${fraction}`), decimals: fraction.length }
}

export function formatDecimal({ units, decimals }: Decimal): string {
  if (decimals === 0) return String(units)
  const sign = units < 0n ? '-' : ''
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0')
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** `part` of `whole` shares of an amount, and what is left: the two always sum to the amount. */
export function divideAmount(amount: string, part: number, whole: number): [string, string] {
  const parsed = parseDecimal(amount)
  if (!parsed) return [amount, '']
  const share = (parsed.units * BigInt(part)) / BigInt(whole)
  const { decimals } = parsed
  return [formatDecimal({ units: share, decimals }), formatDecimal({ units: parsed.units - share, decimals })]
}
