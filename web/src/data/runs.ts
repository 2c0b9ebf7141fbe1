import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, ask } from '../api/client.ts'
import type { operations } from '../api/schema.d.ts'

export type Run = operations['listRuns']['responses'][200]['content']['application/json']['runs'][number]
export type RunStatus = NonNullable<Run['status']>
type RunAnswer = operations['getRun']['responses'][200]['content']['application/json']
export type RunDetail = Extract<RunAnswer, { calls: unknown }>
export type RunCall = RunDetail['calls'][number]

export const runLanes = ['delta', 'backfill', 'detail'] as const
export const runStatuses = ['success', 'failed', 'skipped', 'interrupted'] as const
export type RunLane = (typeof runLanes)[number]

export interface RunFilters {
  readonly lane?: RunLane
  readonly status?: RunStatus
}

/** The runs of a tenant, newest first, page after page. */
export function runsQuery(tenantId: string, filters: RunFilters) {
  return infiniteQueryOptions({
    queryKey: ['runs', tenantId, 'list', filters],
    queryFn: ({ signal, pageParam }) => {
      const query = { tenantId, ...filters, limit: 50, ...(pageParam === null ? {} : { after: pageParam }) }
      return ask(api.GET('/api/v1/orders/sync/runs', { params: { query }, signal }))
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: 30_000,
  })
}

/** How often a run that goes on is asked for again: the stream may be missing. One that has ended stays as it is. */
const openRunMs = 5000

/** One run with every call that it made. Null for an id that is not that of a run. */
export function runQuery(tenantId: string, runId: string) {
  return queryOptions({
    queryKey: ['runs', tenantId, 'run', runId],
    queryFn: async ({ signal }) => {
      const params = { path: { runId }, query: { tenantId } }
      const answer = await ask(api.GET('/api/v1/orders/sync/runs/{runId}', { params, signal }))
      return 'calls' in answer ? answer : null
    },
    refetchInterval: ({ state }) => (state.data?.status === null ? openRunMs : false),
  })
}

/** The orders that a run created or changed; of one that goes on, those so far. Once it has ended, all are asked for. */
export function runOrdersQuery(tenantId: string, runId: string, goesOn: boolean) {
  return infiniteQueryOptions({
    queryKey: ['runs', tenantId, 'orders', runId, goesOn],
    queryFn: ({ signal, pageParam }) => {
      const query = { tenantId, limit: 50, ...(pageParam === null ? {} : { after: pageParam }) }
      const params = { path: { runId }, query }
      return ask(api.GET('/api/v1/orders/sync/runs/{runId}/orders', { params, signal }))
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: goesOn ? openRunMs : false,
  })
}

/** As many runs as a chart of a day reads at most. */
const mostRunsOfADay = 2000

/** The runs of the delta lane within the last day, newest first. */
export function deltaRunsOfTheDayQuery(tenantId: string) {
  return queryOptions({
    queryKey: ['runs', tenantId, 'day'],
    queryFn: async ({ signal }) => {
      const runs: Run[] = []
      let after: string | null = null
      do {
        const query = { tenantId, lane: 'delta' as const, limit: 200, ...(after === null ? {} : { after }) }
        const page: { runs: Run[]; next: string | null } = await ask(
          api.GET('/api/v1/orders/sync/runs', { params: { query }, signal }),
        )
        runs.push(...page.runs)
        after = page.next
        const oldest = runs.at(-1)?.startedAt
        const newest = runs[0]?.startedAt
        if (oldest === undefined || newest === undefined) break
        if (Date.parse(newest) - Date.parse(oldest) > 86_400_000) break
      } while (after !== null && runs.length < mostRunsOfADay)
      return runs
    },
    refetchInterval: 60_000,
  })
}
