import { readDay } from '../../data/day.ts'
import type { OrderFilters, OrderStatus } from '../../data/orders.ts'

/**
 * What the address of the list holds, as text and as it came: people edit addresses. What of it makes sense says
 * `readFilters`.
 */
export type OrdersSearch = { readonly [Name in SearchName]?: string | undefined }

export const filterNames = [
  'q',
  'status',
  'fulfilledBy',
  'marketplaceId',
  'hasTracking',
  'dateFrom',
  'dateTo',
] as const

export type FilterName = (typeof filterNames)[number]
type SearchName = FilterName | 'after'

/** The API finds nothing shorter. */
export const shortestSearch = 3
const longestSearch = 100

/** The order in which an order goes through them; the tabs stand in it. */
export const statuses = [
  'PENDING_AVAILABILITY',
  'PENDING',
  'UNSHIPPED',
  'PARTIALLY_SHIPPED',
  'SHIPPED',
  'CANCELLED',
  'UNFULFILLABLE',
  'UNKNOWN',
] as const satisfies readonly OrderStatus[]

export function toOrdersSearch(search: Record<string, unknown>): OrdersSearch {
  const names = [...filterNames, 'after'] as const
  return Object.fromEntries(
    names.flatMap((name) =>
      typeof search[name] === 'string' && search[name] !== '' ? [[name, search[name]]] : [],
    ),
  )
}

/** The filters that the address holds, and the names of those in it that mean nothing. */
export function readFilters(search: OrdersSearch): { filters: OrderFilters; ignored: readonly FilterName[] } {
  const filters: Partial<Record<FilterName, unknown>> = {}
  const ignored: FilterName[] = []
  for (const name of filterNames) {
    const text = search[name]
    if (text === undefined) continue
    const value = readers[name](text)
    if (value === undefined) ignored.push(name)
    else filters[name] = value
  }
  return { filters: filters as OrderFilters, ignored }
}

/** Each filter's value in a text, or undefined when it has none. */
const readers: { readonly [Name in FilterName]: (text: string) => OrderFilters[Name] | undefined } = {
  q: (text) => {
    const words = text.replaceAll(/\p{Cc}+/gu, ' ').trim()
    return [...words].length >= shortestSearch && words.length <= longestSearch ? words : undefined
  },
  status: (text) => statuses.find((status) => status === text),
  fulfilledBy: (text) => (['MERCHANT', 'AMAZON'] as const).find((who) => who === text),
  marketplaceId: (text) => (/^[A-Z0-9]{1,30}$/.test(text) ? text : undefined),
  hasTracking: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
  dateFrom: readDay,
  dateTo: readDay,
}
