import { planDeltaWindow, smoothOrdersPerHour } from '../delta-window.ts'
import { pollPeriodMs } from '../poll-period.ts'
import { reservedShareOf, usagePlans } from '../quota.ts'
import { levelOf, type TokenBucket, takeToken } from '../token-bucket.ts'
import type { Changes } from './changes.ts'

/**
 * Follows one seller in virtual time, as the delta lane does: which window to ask for, whether the bucket has a token,
 * and when to ask again are decided by the functions that the product decides with. Pure.
 */
export interface FollowOptions {
  readonly changes: Changes
  readonly untilMs: number
  /** What is counted happens from here on: before it, buckets and rhythms settle. */
  readonly measureFromMs: number
  /** When the connection is due for the first time. */
  readonly firstDueMs: number
  readonly initialSyncDays: number
  /** How far it was followed before; null: it is new. */
  readonly watermarkMs: number | null
  /** From due to begun, drawn for each run; and how long a page takes. */
  pickUpMs(): number
  readonly pageMs: number
}

export interface Followed {
  /** From each change until its order was stored, milliseconds, in the order of storing. */
  readonly lagMs: readonly number[]
  readonly calls: number
  readonly throttled: number
  readonly runs: number
}

const pageSize = 100
/** As the delta lane: how long a run waits for a token before it gives its worker back. */
const maxQuotaDelayMs = 3000

interface Reading {
  readonly beforeMs: number
  readonly afterMs: number
  readonly wide: boolean
  /** Indexes of the changes that the window shows, from the first page on. */
  readonly shown: readonly number[]
  page: number
}

interface State {
  bucket: TokenBucket
  /** Amazon's own bucket, which fills a little faster than ours. */
  amazon: TokenBucket
  watermark: Date | null
  lastWideWindowAt: Date | null
  ordersPerHour: number
  reading: Reading | null
}

/** Virtual time 0 in the calendar: windows are planned with dates. */
const epochMs = Date.UTC(2026, 0, 1)

export function followSeller(options: FollowOptions): Followed {
  const plan = usagePlans.searchOrders
  const full: TokenBucket = { ...plan, tokens: plan.burst, filledAtMs: 0 }
  const state: State = {
    ...{ bucket: full, amazon: full, ordersPerHour: 0, reading: null },
    watermark: options.watermarkMs === null ? null : new Date(epochMs + options.watermarkMs),
    lastWideWindowAt: options.watermarkMs === null ? null : new Date(epochMs),
  }
  const counted = { lagMs: [] as number[], calls: 0, throttled: 0, runs: 0 }
  const stored = new Uint8Array(options.changes.count)
  let dueMs = options.firstDueMs
  for (;;) {
    const startMs = dueMs + options.pickUpMs()
    if (startMs >= options.untilMs) return counted
    if (startMs >= options.measureFromMs) counted.runs += 1
    dueMs = runOnce(options, state, stored, counted, startMs)
  }
}

interface Counted {
  readonly lagMs: number[]
  calls: number
  throttled: number
  runs: number
}

/** One run: reads a window to its end, or as far as the quota goes. Answers when the lane is due again. */
function runOnce(
  options: FollowOptions,
  state: State,
  stored: Uint8Array,
  counted: Counted,
  startMs: number,
): number {
  let nowMs = startMs
  state.reading ??= openWindow(options, state, nowMs)
  const { reading } = state
  while (reading !== null && state.reading !== null) {
    const taken = takeToken(state.bucket, reservedShareOf('searchOrders', 'delta'), maxQuotaDelayMs, nowMs)
    if (taken.kind === 'exhausted') return taken.availableAtMs
    state.bucket = taken.bucket
    nowMs += taken.delayMs
    if (nowMs >= options.measureFromMs) counted.calls += 1
    if (!amazonAllows(state, nowMs)) {
      if (nowMs >= options.measureFromMs) counted.throttled += 1
      return nowMs + 1000 / state.bucket.ratePerSecond
    }
    nowMs += options.pageMs
    storePage(options, reading, stored, counted, nowMs)
    if (reading.page * pageSize >= reading.shown.length) closeWindow(state, reading, startMs)
  }
  const level = { ...state.bucket, tokens: levelOf(state.bucket, nowMs) }
  return nowMs + pollPeriodMs(level, 1)
}

function openWindow(
  { changes, initialSyncDays }: FollowOptions,
  state: State,
  nowMs: number,
): Reading | null {
  const window = planDeltaWindow(state, new Date(epochMs + nowMs), 0, initialSyncDays)
  if (window === null) return null
  const afterMs = window.after.getTime() - epochMs
  const beforeMs = window.before.getTime() - epochMs
  const shown: number[] = []
  for (let index = firstFrom(changes, afterMs); index < changes.count; index += 1) {
    if ((changes.at[index] as number) >= beforeMs) break
    if ((changes.visibleAt[index] as number) <= nowMs && (changes.replacedAt[index] as number) > nowMs)
      shown.push(index)
  }
  return { afterMs, beforeMs, wide: window.wide, shown, page: 0 }
}

function storePage(
  { changes, measureFromMs }: FollowOptions,
  reading: Reading,
  stored: Uint8Array,
  counted: Counted,
  nowMs: number,
): void {
  const from = reading.page * pageSize
  for (const index of reading.shown.slice(from, from + pageSize)) {
    if (stored[index] === 1) continue
    stored[index] = 1
    if (nowMs >= measureFromMs) counted.lagMs.push(nowMs - (changes.at[index] as number))
  }
  reading.page += 1
}

function closeWindow(state: State, { afterMs, beforeMs, wide, shown }: Reading, startMs: number): void {
  state.reading = null
  state.watermark = new Date(epochMs + beforeMs)
  if (wide) state.lastWideWindowAt = new Date(epochMs + startMs)
  state.ordersPerHour = smoothOrdersPerHour(state.ordersPerHour, shown.length, beforeMs - afterMs)
}

function amazonAllows(state: State, nowMs: number): boolean {
  const level = levelOf(state.amazon, nowMs, 1)
  // One millionth forgives the rounding of a bucket that should be exactly one again.
  if (level < 1 - 1e-6) return false
  state.amazon = { ...state.amazon, tokens: level - 1, filledAtMs: nowMs }
  return true
}

/** The first change at or after a time. */
function firstFrom({ at, count }: Changes, timeMs: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((at[middle] as number) < timeMs) low = middle + 1
    else high = middle
  }
  return low
}
