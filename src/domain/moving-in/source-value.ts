import { parseImportedCursor } from '../delta-window.ts'
import { findMarketplace } from '../marketplaces.ts'
import { type Money, parseMoney } from '../money.ts'

/**
 * Values as another system's PostgreSQL writes them as text (in UTC, floats in their shortest form), made into ours.
 * Pure. What cannot be read is null.
 */

/** An instant between 2000 and now: `2026-01-01 10:00:00+00`, ISO 8601, or a date. */
export function parseSourceInstant(text: string | null, now: Date): Date | null {
  if (text === null) return null
  // PostgreSQL writes a zone in hours; JavaScript wants minutes too.
  return parseImportedCursor(text.trim().replace(/([T ][\d:.]+[+-]\d{2})$/, '$1:00'), now)
}

/** More than this is no rounding error of a float any more, but a digit that somebody meant. */
const floatNoise = 1e-6
const largestFloat = 1e12

export interface SourceMoney {
  readonly money: Money
  /** Floating point had left digits that nobody meant. */
  readonly bent: boolean
}

/** An exact amount from what may have been a float: `19.990000000000002` is 19.99, and 19.9 is 19.90 EUR. */
export function parseSourceMoney(text: string, currency: string): SourceMoney | null {
  const digits = minorDigits(currency)
  if (digits === null) return null
  const exact = /^(-?\d{1,18})(?:\.(\d*))?$/.exec(text.trim())
  const fraction = exact?.[2] ?? ''
  if (exact !== null && fraction.length <= digits) {
    return toMoney(`${exact[1]}${digits === 0 ? '' : `.${fraction.padEnd(digits, '0')}`}`, currency, false)
  }
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || Math.abs(value) > largestFloat) return null
  const rounded = value.toFixed(digits)
  if (Math.abs(value - Number(rounded)) <= floatNoise) return toMoney(rounded, currency, true)
  return toMoney(text.trim(), currency, false)
}

function toMoney(amount: string, currency: string, bent: boolean): SourceMoney | null {
  const money = parseMoney(amount === '-0' ? '0' : amount, currency)
  return money === null ? null : { money, bent }
}

const digitsOf = new Map<string, number | null>()

/** How many digits the smallest coin of a currency has after the point; null for what is no currency's code. */
function minorDigits(currency: string): number | null {
  const known = digitsOf.get(currency)
  if (known !== undefined) return known
  const found = /^[A-Z]{3}$/.test(currency)
    ? (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
      2)
    : null
  if (digitsOf.size < 1000) digitsOf.set(currency, found)
  return found
}

/** The currency as it was kept, else that of the marketplace. */
export function chooseCurrency(kept: string | null, marketplaceId: string | null): string | null {
  const written = kept?.trim().toUpperCase() ?? ''
  if (/^[A-Z]{3}$/.test(written)) return written
  return marketplaceId === null ? null : (findMarketplace(marketplaceId)?.currency ?? null)
}
