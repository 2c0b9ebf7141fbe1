import { readDay } from '../../data/day.ts'
import type { OrderFilters, OrderStatus } from '../../data/orders.ts'
import { addressTexts } from '../../session/address-texts.ts'

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
  return addressTexts(search, [...filterNames, 'after'])
}

/** The filters that the address holds, without what of them means nothing. */
export function readFilters(search: OrdersSearch): OrderFilters {
  const read = filterNames.flatMap((name) => {
    const text = search[name]
    const value = text === undefined ? undefined : readers[name](text)
    return value === undefined ? [] : [[name, value]]
  })
  return Object.fromEntries(read) as OrderFilters
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
