import { SECONDS_PER_DAY } from './clock.ts'
import { LIFECYCLE_SECONDS } from './lifecycle.ts'
import type { OrderPlan, WorldSeller } from './order-plan.ts'
import { BLOCK_DAYS, type PlanCache } from './plan-cache.ts'

export type DateFamily = 'created' | 'updated'

/** A place in the list: results are ordered by the searched time, then by order id. */
export interface Position {
  /** Seconds since 1970. */
  time: number
  orderId: string
}

export interface Candidate extends Position {
  plan: OrderPlan
  lastUpdatedAt: number
  /** How many of the plan's events count. */
  eventCount: number
}

export interface SelectInput {
  family: DateFamily
  /** Seconds since 1970, both inclusive. */
  from: number
  to: number
  after: Position | null
  /** As many as are needed; more may be returned. */
  limit: number
  nowSeconds: number
  freezeSeconds: number
  accepts(plan: OrderPlan, eventCount: number): boolean
}

const BLOCK_SECONDS = BLOCK_DAYS * SECONDS_PER_DAY

/** How many of the events a reader sees: up to the last one that is visible by now and not frozen. */
export function countVisibleEvents(plan: OrderPlan, nowSeconds: number, freezeSeconds: number): number {
  for (let count = plan.events.length; count > 0; count--) {
    const event = plan.events[count - 1]
    if (event && event.visibleAt <= nowSeconds && event.at <= freezeSeconds) return count
  }
  return 0
}

/**
 * The first `limit` generated orders of a window, in order. Blocks are walked oldest first, and the walk
 * ends as soon as no later order could come before those already found: no order is updated before it
 * was created.
 */
export function selectOrders(cache: PlanCache, worldSeller: WorldSeller, input: SelectInput): Candidate[] {
  const found: Candidate[] = []
  const start = input.after ? Math.max(input.from, input.after.time) : input.from
  const tail = input.family === 'updated' ? LIFECYCLE_SECONDS / (worldSeller.seller.tempo ?? 1) + 1 : 0
  const firstBlock = blockOf(Math.max(start - tail, worldSeller.historyStartsAt))
  const lastBlock = blockOf(Math.min(input.to, input.nowSeconds))
  for (let block = firstBlock; block <= lastBlock; block++) {
    for (const plan of cache.block(worldSeller, block)) {
      const candidate = candidateOf(plan, start, input)
      if (candidate) found.push(candidate)
    }
    if (found.length >= input.limit) {
      found.sort(comparePositions)
      const last = found[input.limit - 1]
      if (last && last.time < (block + 1) * BLOCK_SECONDS) break
    }
  }
  return found.sort(comparePositions).slice(0, input.limit)
}

function candidateOf(plan: OrderPlan, start: number, input: SelectInput): Candidate | null {
  if (plan.createdAt > input.to) return null
  const lastPlanned = plan.events[plan.events.length - 1]
  if (!lastPlanned || lastPlanned.at < start) return null
  const eventCount = countVisibleEvents(plan, input.nowSeconds, input.freezeSeconds)
  const lastEvent = plan.events[eventCount - 1]
  if (!lastEvent) return null
  const time = input.family === 'created' ? plan.createdAt : lastEvent.at
  if (time < start || time > input.to) return null
  const candidate = { plan, orderId: plan.orderId, time, lastUpdatedAt: lastEvent.at, eventCount }
  if (input.after && comparePositions(candidate, input.after) <= 0) return null
  return input.accepts(plan, eventCount) ? candidate : null
}

export function comparePositions(a: Position, b: Position): number {
  return a.time - b.time || (a.orderId < b.orderId ? -1 : a.orderId > b.orderId ? 1 : 0)
}

function blockOf(seconds: number): number {
  return Math.floor(seconds / BLOCK_SECONDS)
}
