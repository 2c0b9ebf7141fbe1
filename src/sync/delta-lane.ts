import { AmazonError } from '../amazon/errors.ts'
import { includedDataFor, type OrdersPage } from '../amazon/orders-api.ts'
import {
  type DeltaPosition,
  type DeltaWindow,
  parseImportedCursor,
  planDeltaWindow,
  smoothOrdersPerHour,
} from '../domain/delta-window.ts'
import { backOffMs, pollPeriodMs } from '../domain/poll-period.ts'
import { findBucketLevel } from '../store/quota-buckets.ts'
import { savePage } from '../store/save-page.ts'
import { type Checkpoint, type OpenWindow, type SyncState, saveCheckpoint } from '../store/sync-states.ts'
import type { LaneResult, LaneRun, SyncEngine } from './lane-context.ts'
import { afterPage, frozen, isRepeated, openWindow, restart, usableWindow } from './open-window.ts'

/**
 * The delta lane: everything that changed at Amazon since the watermark.
 *
 *   plan window ──▶ ask page ──▶ store page + checkpoint ──▶ last page? ──▶ watermark = bound that Amazon echoed
 *                      ▲                   │ no
 *                      └───────────────────┘
 *
 * A window's parameters are frozen when it opens and stored with each page, so that any process goes on where the
 * last one stopped. The watermark moves with the last page only: an order that changes while the window is read
 * gets a later `lastUpdatedTime` and belongs to the next window.
 */

/** How long a run waits for a token of the bucket before it gives its worker back. */
const maxQuotaDelayMs = 3000
export async function runDelta(engine: SyncEngine, laneRun: LaneRun): Promise<LaneResult> {
  const { state } = laneRun
  const { position, repaired } = readPosition(state, engine.clock.now())
  const wanted = includedDataFor(laneRun.connection.includeBuyerData)
  const resumed = usableWindow(state.window, engine.clock.now(), wanted)
  const planned = planNext(engine, laneRun, position)
  const window = resumed ?? (planned === null ? null : openWindow(planned, wanted))
  const counts = { pages: 0, orders: 0, changed: 0, unreadable: 0 }

  if (window !== null) {
    const early = await readWindow(engine, laneRun, window, position, counts)
    if (early !== null) return early
  }
  if (counts.unreadable > 0 && counts.orders === 0) return nothingReadable(engine, laneRun, counts)
  return {
    status: 'success',
    reasonCode: repaired ? 'INVALID_DATE_FIXED' : counts.unreadable > 0 ? 'PARTIAL' : 'SUCCESS',
    message: describe(counts, repaired, engine.settings.initialSyncDays),
    complete: true,
    nextDue: { afterMs: await nextPollMs(engine, laneRun) },
  }
}

interface Counts {
  pages: number
  orders: number
  changed: number
  unreadable: number
}

/** Reads the window to its end (null), or as far as the quota goes (the result that says when to go on). */
async function readWindow(
  engine: SyncEngine,
  laneRun: LaneRun,
  first: OpenWindow,
  position: DeltaPosition,
  counts: Counts,
): Promise<LaneResult | null> {
  let window = first
  let restarted = false
  for (;;) {
    laneRun.signal.throwIfAborted()
    let page: OrdersPage
    try {
      page = await engine.amazon.orders.searchOrders(
        laneRun.account,
        frozen(window).request,
        window.pageToken,
        {
          priority: 'delta',
          maxQuotaDelayMs,
          signal: laneRun.signal,
        },
      )
    } catch (error) {
      if (error instanceof AmazonError && error.kind === 'page_token_refused' && !restarted) {
        // Nothing is lost: what was stored stays, and the window is read again from its first page. Said in the
        // database first, so that nobody goes on with the old token after a crash.
        restarted = true
        window = restart(window)
        await engine.db
          .of(laneRun.run.tenantId)
          .transaction((tx) => saveCheckpoint(tx, laneRun.run, { window }))
        continue
      }
      const waiting = waitForQuota(error, counts)
      if (waiting !== null) return waiting
      throw error
    }
    const next = afterPage(window, page, engine.clock.now())
    if (next !== null && isRepeated(window, next)) {
      await savePage(
        engine.db,
        laneRun.run,
        { observations: [], unreadable: [], checkpoint: { window: null } },
        engine.random,
      )
      throw new AmazonError(
        'unavailable',
        'Amazon sent the same page twice; the window will be read again from its start.',
      )
    }
    counts.changed += await savePage(
      engine.db,
      laneRun.run,
      {
        observations: page.observations,
        unreadable: page.unreadable,
        checkpoint: toCheckpoint(window, next, page, position, engine.clock.now()),
      },
      engine.random,
    )
    counts.pages += 1
    counts.orders += page.observations.length
    counts.unreadable += page.unreadable.length
    if (next === null) return null
    window = next
    if (engine.settings.minIntervalMs > 0)
      await engine.clock.sleep(engine.settings.minIntervalMs, laneRun.signal)
  }
}

/**
 * The next window. A watermark that is as new as Amazon allows leaves nothing to ask, unless nothing was ever asked: a
 * connection proves that it works before it is called a success.
 */
function planNext(
  engine: SyncEngine,
  { state, connection }: LaneRun,
  position: DeltaPosition,
): DeltaWindow | null {
  const now = engine.clock.now()
  const skewMs = engine.amazon.skewMs(connection.region)
  const { initialSyncDays } = engine.settings
  const planned = planDeltaWindow(position, now, skewMs, initialSyncDays)
  if (planned !== null || state.lastSuccessAt !== null || position.watermark === null) return planned
  const earlier = new Date(position.watermark.getTime() - 60_000)
  return planDeltaWindow({ ...position, watermark: earlier }, now, skewMs, initialSyncDays)
}

/** Where the lane stands: its watermark, or the cursor of another system, or, when that is no date, the beginning. */
function readPosition(
  state: SyncState,
  now: Date,
): { readonly position: DeltaPosition; readonly repaired: boolean } {
  if (state.importedCursor === null || state.watermark !== null) return { position: state, repaired: false }
  const watermark = parseImportedCursor(state.importedCursor, now)
  return { position: { ...state, watermark }, repaired: watermark === null }
}

function toCheckpoint(
  window: OpenWindow,
  next: OpenWindow | null,
  page: OrdersPage,
  position: DeltaPosition,
  now: Date,
): Checkpoint {
  if (next !== null) return { window: next }
  const { request, wide } = frozen(window)
  // Amazon may have read less than we asked for; its word counts, and never more than we asked.
  const bounds = [request.lastUpdatedBefore, page.lastUpdatedBefore].filter((bound) => bound !== null)
  const watermark = new Date(Math.min(...bounds.map((bound) => Date.parse(bound))))
  return {
    window: null,
    watermark: position.watermark !== null && position.watermark > watermark ? position.watermark : watermark,
    followedFrom: new Date(request.lastUpdatedAfter),
    ...(wide ? { wideWindowAt: now } : {}),
    ordersPerHour: smoothOrdersPerHour(
      position.ordersPerHour,
      window.orders + page.observations.length,
      watermark.getTime() - Date.parse(request.lastUpdatedAfter),
    ),
  }
}

/** A bucket without tokens is no failure: what was read is stored, and the lane goes on when Amazon allows it. */
function waitForQuota(error: unknown, counts: Counts): LaneResult | null {
  if (!(error instanceof AmazonError) || error.availableAt === null) return null
  const at = error.availableAt.toISOString()
  return {
    status: counts.pages > 0 ? 'success' : 'skipped',
    reasonCode: 'AMAZON_RATE_LIMIT',
    message:
      counts.pages > 0
        ? `${counts.orders} orders stored; Amazon's quota is used up, the rest follows from ${at} on`
        : `Amazon's quota for this seller is used up; the next call is allowed at ${at} and is made by itself`,
    complete: false,
    nextDue: { at: error.availableAt },
  }
}

/** Nothing is lost, it is all in quarantine; but a sync that could not read one order is no success. */
function nothingReadable(engine: SyncEngine, { state }: LaneRun, counts: Counts): LaneResult {
  return {
    status: 'failed',
    reasonCode: 'PARTIAL',
    message: `none of the ${counts.unreadable} orders that Amazon sent could be read; they wait in quarantine for a version that can`,
    complete: false,
    nextDue: { afterMs: backOffMs(state.failures + 1, engine.random.unit()) },
  }
}

async function nextPollMs(engine: SyncEngine, { connection }: LaneRun): Promise<number> {
  const level = await findBucketLevel(engine.db, {
    region: connection.region,
    sellingPartnerId: connection.sellingPartnerId,
    applicationId: engine.settings.applicationId,
    operation: 'searchOrders',
  })
  return pollPeriodMs(level, level.connections)
}

function describe(counts: Counts, repaired: boolean, initialDays: number): string {
  const parts = [`${counts.orders} orders read, ${counts.changed} of them new or changed`]
  if (counts.unreadable > 0) parts.push(`${counts.unreadable} could not be read and wait in quarantine`)
  if (repaired)
    parts.unshift(
      `the stored cursor was not a date: started again ${initialDays === 1 ? 'one day' : `${initialDays} days`} back`,
    )
  return parts.join('; ')
}
