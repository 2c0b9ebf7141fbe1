/**
 * What is known about a buyer after a further copy of the order: a part that the copy has (`buyer`, `recipient`, …)
 * replaces the known one as a whole, so that no address is ever made of two; a part that it lacks stays. Both are the
 * JSON text of an object.
 */
export function mergeBuyer(before: string, after: string): string {
  const known = JSON.parse(before) as Record<string, unknown>
  const copy = JSON.parse(after) as Record<string, unknown>
  return JSON.stringify({ ...known, ...copy })
}
