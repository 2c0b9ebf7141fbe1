import { type Money, parseMoney } from '../domain/money.ts'
import { sumMoney } from './sum-money.ts'
import { readList, readObject } from './wire-value.ts'

/** Amounts are decimal strings (`"19940"` JPY, `"34.99"` GBP). Source: orders_2026-01-01.json, Money. */
export function decodeMoney(value: unknown): Money | undefined {
  const wire = readObject(value)
  return parseMoney(wire?.amount, wire?.currencyCode) ?? undefined
}

/**
 * The tax in the proceeds of an order or an item: what their breakdowns of the type TAX amount to; undefined when there
 * is none or one of them cannot be read. Source: orders_2026-01-01.json, OrderProceeds and ItemProceeds.
 */
export function decodeTax(proceeds: unknown): Money | undefined {
  const breakdowns = readList(readObject(proceeds)?.breakdowns)?.map(readObject) ?? []
  return sumMoney(
    breakdowns.filter((wire) => wire?.type === 'TAX').map((wire) => decodeMoney(wire?.subtotal)),
  )
}
