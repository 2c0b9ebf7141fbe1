import { type OrderField, type Place, placedFields } from './order-fields.ts'

/** An order of Amazon in which every field of the model is filled, and what was planted where. */
export interface PlantedOrder {
  readonly document: Record<string, unknown>
  /** Texts, times and amounts that occur once in the order, by the place in which they must be found again. */
  readonly planted: Readonly<Record<Place, readonly string[]>>
}

/** Fields in which only Amazon's own words mean anything to the mapping. */
const fixedWords: Readonly<Partial<Record<OrderField, string>>> = {
  'orderAliases[].aliasType': 'SELLER_ORDER_ID',
  'associatedOrders[].associationType': 'REPLACEMENT_ORIGINAL_ID',
  'proceeds.breakdowns[].type': 'TAX',
  'orderItems[].proceeds.breakdowns[].type': 'TAX',
  'fulfillment.fulfillmentStatus': 'SHIPPED',
  'packages[].packageStatus.status': 'DELIVERED',
}

/**
 * Fills every field with a value of its own that a search can find; `name` tells two orders apart. `own` replaces what
 * must fit the world: id and times.
 */
export function plantOrder(
  name: string,
  own: Readonly<Partial<Record<OrderField, string>>> = {},
): PlantedOrder {
  const document: Record<string, unknown> = {}
  const planted: Record<Place, string[]> = { column: [], raw: [], buyer: [] }
  let number = 0
  for (const [place, fields] of Object.entries(placedFields) as [Place, readonly OrderField[]][]) {
    for (const field of fields) {
      number += 1
      const given = own[field] ?? fixedWords[field]
      const value = given ?? plantedValue(field, `planted-${place}-${name}-${number}`, number)
      setAt(document, field.split('.'), value)
      if (given === undefined && typeof value === 'string' && value.length > 3) planted[place].push(value)
    }
  }
  return { document, planted }
}

function plantedValue(field: OrderField, text: string, number: number): string | number {
  const key = field.split('.').at(-1) ?? ''
  if (/Time$/.test(key)) return new Date(Date.UTC(2026, 0, 1, 0, number)).toISOString()
  if (key === 'exceptionDate') return '1987-05-04'
  if (key === 'amount') return `${7_000_000 + number}.77`
  if (key === 'currencyCode') return currency(number)
  if (/^(quantity|quantity(Ordered|Fulfilled|Unfulfilled)|pointsNumber|hour|minute)$/.test(key)) return number
  if (field.endsWith('measurement.value')) return number
  return text
}

/** Three letters that say the number: nothing checks that there is such a currency. */
function currency(number: number): string {
  return [Math.floor(number / 26), number % 26]
    .map((n) => String.fromCharCode(65 + n))
    .join('')
    .padStart(3, 'X')
}

/** Lists have one element each. */
function setAt(
  object: Record<string, unknown>,
  [key = '', ...rest]: readonly string[],
  value: unknown,
): void {
  const name = key.replace('[]', '')
  if (rest.length === 0) {
    object[name] = key.endsWith('[]') ? [value] : value
    return
  }
  object[name] ??= key.endsWith('[]') ? [{}] : {}
  const next = object[name] as Record<string, unknown> | [Record<string, unknown>]
  setAt(Array.isArray(next) ? next[0] : next, rest, value)
}

/** The paths of a document's values, as `OrderField` writes them, each once. */
export function pathsOf(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((element) => pathsOf(element, `${path}[]`)))]
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, field]) => pathsOf(field, path === '' ? key : `${path}.${key}`))
}
