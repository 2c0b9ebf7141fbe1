import { createHmac, timingSafeEqual } from 'node:crypto'
import { Problem } from './problem.ts'

/** What a cursor was made for. It holds there and nowhere else. */
export interface CursorPlace {
  readonly list: string
  readonly tenantId: string | null
  /** What the list is narrowed by. */
  readonly filters?: object
}

export type CursorPosition = readonly (string | null)[]

/**
 * Where lists go on, as texts that callers pass back: a position, signed together with the place that it was made for. So
 * one of another list, tenant or filter is refused, and one that somebody wrote.
 */
export interface Cursors {
  write(place: CursorPlace, position: CursorPosition): Promise<string>
  /** The position in a cursor. Throws a 400 when it was not made here for this place. */
  read(cursor: string, place: CursorPlace): Promise<CursorPosition>
}

const signatureBytes = 16

/** `readKey` answers the same to every process of an installation. It is asked once, when the first cursor needs it. */
export function createCursors(readKey: () => Promise<Buffer>): Cursors {
  let key: Buffer | null = null
  const sign = async ({ list, tenantId, filters }: CursorPlace, position: string): Promise<Buffer> => {
    key ??= await readKey()
    const signed = JSON.stringify([list, tenantId, filters ?? null, position])
    return createHmac('sha256', key).update(signed).digest().subarray(0, signatureBytes)
  }
  return {
    write: async (place, position) => {
      const text = JSON.stringify(position)
      return Buffer.concat([await sign(place, text), Buffer.from(text)]).toString('base64url')
    },
    read: async (cursor, place) => {
      const bytes = Buffer.from(cursor, 'base64url')
      const isOurs = bytes.length > signatureBytes && bytes.toString('base64url') === cursor
      if (!isOurs) throw invalidCursor()
      const text = bytes.subarray(signatureBytes).toString()
      if (!timingSafeEqual(bytes.subarray(0, signatureBytes), await sign(place, text))) throw invalidCursor()
      return JSON.parse(text) as CursorPosition
    },
  }
}

// Also a signed position is looked at: a version before may have written it, when the list had another order.

/** An instant of a cursor as ISO 8601 in UTC, to the microsecond. Throws a 400 when it is none. */
export function instantOfCursor(value: string | null | undefined): string {
  const match = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z$/.exec(value ?? '')
  if (match === null || Number.isNaN(Date.parse(match[0])) || match[0] < '1900') throw invalidCursor()
  return match[0]
}

/** An id of a cursor. Throws a 400 when it is none. */
export function idOfCursor(value: string | null | undefined): string {
  if (value === null || value === undefined || !/^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$/.test(value))
    throw invalidCursor()
  return value
}

/** A position in a feed. Throws a 400 when it is none. */
export function positionOfCursor(value: string | null | undefined): bigint {
  if (value === null || value === undefined || !/^\d{1,18}$/.test(value)) throw invalidCursor()
  return BigInt(value)
}

/** What a cursor that belongs somewhere else is answered with. */
export function invalidCursor(): Problem {
  return new Problem(
    'invalid_cursor',
    'This cursor is not of this list, or of another tenant or other filters. Start without one.',
    { field: 'after' },
  )
}
