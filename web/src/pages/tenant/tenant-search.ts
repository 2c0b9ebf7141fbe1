import { readDay } from '../../data/day.ts'
import { type RunLane, type RunStatus, runLanes, runStatuses } from '../../data/runs.ts'
import { addressTexts } from '../../session/address-texts.ts'

/** The tabs, from left to right. A new one: a line here, one in tabs.ts, its text `tab.<id>`, its file `<id>-tab.tsx`. */
export const tabIds = [
  'overview',
  'history',
  'runs',
  'lag',
  'quotas',
  'quarantine',
  'webhooks',
  'keys',
  'audit',
] as const

/** The tabs whose questions the API answers to nobody who only reads. */
export const writersTabs: readonly TabId[] = ['webhooks', 'keys', 'audit']

/** How calls are told apart in the audit log: changes by their method, and the readings that are written down. */
export const auditMethods = ['POST', 'PUT', 'PATCH', 'DELETE', 'GET'] as const
export type AuditMethod = (typeof auditMethods)[number]

export type TabId = (typeof tabIds)[number]

/** What the address of a tenant's page holds. */
export interface TenantSearch {
  readonly tab?: TabId | undefined
  /** Filters of the runs, and the run that is open. */
  readonly lane?: RunLane | undefined
  readonly status?: RunStatus | undefined
  readonly run?: string | undefined
  /** The year of the calendar. */
  readonly year?: number | undefined
  /** The webhook that is open. */
  readonly webhook?: string | undefined
  /** Filters of the audit log; the days are in UTC. */
  readonly method?: AuditMethod | undefined
  readonly allowed?: 'yes' | 'no' | undefined
  readonly actor?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** What the address holds, as it came. */
export type TenantAddress = { readonly [Name in keyof TenantSearch]?: string | number | undefined }

/** All but the webhook: whether there is such a one knows its tab alone. */
export const namesOfTenantSearch = [
  'tab',
  'lane',
  'status',
  'run',
  'year',
  'method',
  'allowed',
  'actor',
  'from',
  'to',
] as const satisfies readonly (keyof TenantSearch)[]

export function toTenantAddress(search: Record<string, unknown>): TenantAddress {
  return addressTexts(search, [...namesOfTenantSearch, 'webhook'])
}

/** Leaves out what of an edited address makes no sense. */
export function toTenantSearch(search: Record<string, unknown>): TenantSearch {
  const word = (name: keyof TenantSearch, pattern: RegExp): string | undefined => {
    const text = String(search[name] ?? '')
    return pattern.test(text) ? text : undefined
  }
  const year = word('year', /^20\d\d$/)
  return withoutUndefined({
    tab: tabIds.find((id) => id === search.tab),
    lane: runLanes.find((name) => name === search.lane),
    status: runStatuses.find((name) => name === search.status),
    run: word('run', /^[\w-]{1,80}$/),
    year: year === undefined ? undefined : Number(year),
    webhook: word('webhook', /^[\w-]{1,80}$/),
    method: auditMethods.find((name) => name === search.method),
    allowed: (['yes', 'no'] as const).find((value) => value === search.allowed),
    actor: word('actor', /^[\x21-\x7e]{1,260}$/),
    from: readDay(search.from),
    to: readDay(search.to),
  })
}

function withoutUndefined<Values extends object>(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Values
}
