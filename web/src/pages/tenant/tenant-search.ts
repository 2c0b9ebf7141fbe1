import { type RunLane, type RunStatus, runLanes, runStatuses } from '../../data/runs.ts'

/** The tabs, from left to right. A new one: a line here, one in tabs.ts, its text `tab.<id>`, its file `<id>-tab.tsx`. */
export const tabIds = ['overview', 'history', 'runs', 'lag', 'quotas', 'quarantine'] as const

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
}

/** Drops what an edited address holds that makes no sense. */
export function toTenantSearch(search: Record<string, unknown>): TenantSearch {
  const tab = tabIds.find((id) => id === search.tab)
  const lane = runLanes.find((name) => name === search.lane)
  const status = runStatuses.find((name) => name === search.status)
  const run = /^[\w-]{1,80}$/.test(String(search.run ?? '')) ? String(search.run) : undefined
  const year = /^20\d\d$/.test(String(search.year ?? '')) ? Number(search.year) : undefined
  return {
    ...(tab === undefined ? {} : { tab }),
    ...(lane === undefined ? {} : { lane }),
    ...(status === undefined ? {} : { status }),
    ...(run === undefined ? {} : { run }),
    ...(year === undefined ? {} : { year }),
  }
}
