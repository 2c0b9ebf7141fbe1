import { type Money, parseMoney } from '../domain/money.ts'
import { readObject } from './wire-value.ts'

/** Amounts are decimal strings (`"19940"` JPY, `"34.99"` GBP). Source: orders_2026-01-01.json, Money. */
export function decodeMoney(value: unknown): Money | undefined {
  const wire = readObject(value)
  return parseMoney(wire?.amount, wire?.currencyCode) ?? undefined
}
