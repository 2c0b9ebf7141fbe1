import type { Instant } from '../domain/order.ts'

/**
 * Reading single values of a JSON document that promises nothing. What is not there in a usable form is undefined:
 * unknown, neither null nor zero.
 */
export type WireObject = Readonly<Record<string, unknown>>

export function readObject(value: unknown): WireObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as WireObject)
    : undefined
}

export function readList(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined
}

/** A non-empty text. NUL and halves of surrogate pairs, which PostgreSQL cannot hold, are taken out or replaced. */
export function readText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const text = value.replaceAll('\0', '').toWellFormed()
  return text === '' ? undefined : text
}

/** The texts of a list, less those that are none. */
export function readTexts(value: unknown): readonly string[] | undefined {
  return readList(value)
    ?.map(readText)
    .filter((text) => text !== undefined)
}

/** A whole number from 0 to what a PostgreSQL integer holds. Cancelled lines have 0. */
export function readQuantity(value: unknown): number | undefined {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 2_147_483_647
    ? (value as number)
    : undefined
}

export function readBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined
}

const isoInstant = /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/

/** A time of any precision and offset, in UTC with milliseconds. One without an offset is not an instant. */
export function readInstant(value: unknown): Instant | undefined {
  if (typeof value !== 'string' || !isoInstant.test(value)) return undefined
  const milliseconds = Date.parse(value)
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString()
}

type Known<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** The same object without its undefined fields: absent means unknown. */
export function known<T extends object>(fields: T): Known<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Known<T>
}
