import { addressTexts } from '../../session/address-texts.ts'
import { type Freshness, freshnesses } from '../../sync/freshness.ts'

/** What tenants can be put in order by. The first is the order unless another is chosen: who needs somebody, first. */
export const sortKeys = ['health', 'tenant', 'success', 'lag', 'due', 'backfill', 'quota'] as const

export type SortKey = (typeof sortKeys)[number]

/** What the address of the fleet holds. `sort` begins with `-` for the other way round. */
export interface FleetSearch {
  readonly q?: string | undefined
  readonly health?: Freshness | undefined
  readonly sort?: `${'' | '-'}${SortKey}` | undefined
}

export interface Sorting {
  readonly key: SortKey
  readonly isReversed: boolean
}

/** What the address holds, as it came. */
export type FleetAddress = { readonly [Name in keyof FleetSearch]?: string | undefined }

export function toFleetAddress(search: Record<string, unknown>): FleetAddress {
  return addressTexts(search, ['q', 'health', 'sort'])
}

/** Leaves out what of an edited address makes no sense. */
export function toFleetSearch(search: Record<string, unknown>): FleetSearch {
  const health = freshnesses.find((freshness) => freshness === search.health)
  const key = sortKeys.find((name) => search.sort === name || search.sort === `-${name}`)
  return {
    ...(typeof search.q === 'string' && search.q !== '' ? { q: search.q.slice(0, 100) } : {}),
    ...(health === undefined ? {} : { health }),
    ...(key === undefined ? {} : { sort: search.sort as FleetSearch['sort'] }),
  }
}

export function readSorting({ sort }: FleetSearch): Sorting {
  if (sort === undefined) return { key: 'health', isReversed: false }
  const isReversed = sort.startsWith('-')
  return { key: (isReversed ? sort.slice(1) : sort) as SortKey, isReversed }
}

/** What a click on a column makes of the order: this column, and the other way round when it is this one already. */
export function nextSort(current: Sorting, key: SortKey): FleetSearch['sort'] {
  if (current.key === key && !current.isReversed) return `-${key}`
  return key === 'health' ? undefined : key
}
