import { Problem } from './problem.ts'

/**
 * Where a list goes on, as a text that callers pass back and do not look into. It names the list and the tenant that
 * it was made for, and is refused anywhere else.
 */
export function encodeCursor(
  list: string,
  tenantId: string | null,
  position: readonly (string | null)[],
): string {
  return Buffer.from(JSON.stringify([list, tenantId, ...position])).toString('base64url')
}

/** The position in a cursor, with as many parts as the list has. Throws a 400 for any other text. */
export function decodeCursor(
  cursor: string,
  list: string,
  tenantId: string | null,
  parts: number,
): readonly (string | null)[] {
  const values = parse(cursor)
  if (values?.length !== parts + 2 || values[0] !== list || values[1] !== tenantId) throw invalidCursor()
  return values.slice(2)
}

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

function parse(cursor: string): (string | null)[] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const fits =
      Array.isArray(value) &&
      value.every((part) => part === null || (typeof part === 'string' && part.length <= 200))
    return fits ? value : null
  } catch {
    return null
  }
}

/** What a cursor that belongs somewhere else is answered with. */
export function invalidCursor(): Problem {
  return new Problem(
    'invalid_cursor',
    'This cursor is not of this list, or of another tenant. Start without one.',
    {
      field: 'after',
    },
  )
}
