import { InvalidInput } from './reply.ts'

/** Reads query parameters as strictly as the model describes them; anything else is a 400. */
export function refuseUnknownParameters(query: URLSearchParams, known: readonly string[]): void {
  for (const name of query.keys()) {
    if (!known.includes(name)) throw new InvalidInput(`Unknown query parameter '${name}'.`)
    if (query.getAll(name).length > 1) throw new InvalidInput(`Query parameter '${name}' is given twice.`)
  }
}

/** Lists are comma-separated in one parameter (the default collectionFormat of OpenAPI 2). */
export function readList(query: URLSearchParams, name: string, maxItems: number): string[] | null {
  const text = query.get(name)
  if (text === null) return null
  const values = text.split(',')
  if (values.some((value) => value === '')) throw new InvalidInput(`Parameter '${name}' has an empty value.`)
  if (values.length > maxItems) throw new InvalidInput(`Parameter '${name}' takes up to ${maxItems} values.`)
  return values
}

export function readEnumList<T extends string>(
  query: URLSearchParams,
  name: string,
  allowed: readonly T[],
): T[] | null {
  const values = readList(query, name, allowed.length)
  return (
    values?.map((value) => {
      const known = allowed.find((candidate) => candidate === value)
      if (!known) throw new InvalidInput(`Value '${value}' of parameter '${name}' is not valid.`)
      return known
    }) ?? null
  )
}

const ISO_8601 = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2}))?$/

/** Milliseconds since 1970. */
export function readTime(query: URLSearchParams, name: string): number | null {
  const text = query.get(name)
  if (text === null) return null
  const milliseconds = parseIsoTime(text)
  if (milliseconds === null) throw new InvalidInput(`Parameter '${name}' is not in ISO 8601 format.`)
  return milliseconds
}

/** Milliseconds since 1970; null for what is not ISO 8601. */
export function parseIsoTime(text: string): number | null {
  const milliseconds = ISO_8601.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(milliseconds) ? null : milliseconds
}

export function readInteger(query: URLSearchParams, name: string, min: number, max: number): number | null {
  const text = query.get(name)
  if (text === null) return null
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= min && value <= max)) {
    throw new InvalidInput(`Parameter '${name}' must be a whole number from ${min} to ${max}.`)
  }
  return value
}
