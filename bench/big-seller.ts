import { type Fleet, type SimulatedSeller, seedFleet } from '@ordersync/simulator'
import { usagePlans } from '../src/domain/quota.ts'
import type { Log } from '../src/runtime/log.ts'
import { type Backfill, listBackfills } from '../src/store/backfills.ts'
import { listConnections } from '../src/store/connections.ts'
import { openDatabase } from '../src/store/database.ts'
import { listOutlineOrders } from '../src/store/outline-orders.ts'
import { runLane } from '../src/sync/run-lane.ts'
import { openAdministrator } from '../test/administrator.ts'
import { compareWithTruth, type Difference } from '../test/compare-with-truth.ts'
import { type Journey, openJourney, type PlayOptions } from '../test/open-journey.ts'

/** Two years of a real seller, 27,713 orders, played in virtual time: nobody waits for a quota or a report. */

export const seed = 'bench'
export const days = 730
const minuteMs = 60_000

const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** The seller and its one tenant, in the world of the benchmark; `change` makes it another seller in something. */
export function bigSeller(change: Partial<SimulatedSeller> = {}): {
  readonly fleet: Fleet
  readonly seller: SimulatedSeller
} {
  const { sellers, roster } = seedFleet(seed)
  const [found] = sellers
  if (found === undefined) throw new Error('The fleet has no seller.')
  const seller = { ...found, ...change }
  return {
    seller,
    fleet: { sellers: [seller], roster: roster.filter((entry) => entry.sellerId === seller.sellerId) },
  }
}

/** The journey of the seller in a database of its own, with what a benchmark asks of it again and again. */
export interface SellerJourney extends Journey {
  readonly tenantId: string
  readonly connectionId: string
  readonly connectedAt: Date
  readonly postgres: string
  backfill(): Promise<Backfill | undefined>
  hasOutlines(): Promise<boolean>
  /** Plays on until `until` holds or the user has seen enough. */
  playOn(options: PlayOptions): Promise<void>
}

export async function openSellerJourney(
  connectionString: string,
  fleet: Fleet,
  signal: AbortSignal,
): Promise<SellerJourney> {
  const database = openDatabase(
    { connectionString, applicationName: 'ordersync bench', maxConnections: 10 },
    silent,
  )
  const admin = openAdministrator(connectionString)
  const journey = await openJourney(
    { fleet, seed, initialSyncDays: 1, initialBackfillDays: days, log: silent },
    { ...database, connectionString, admin },
  )
  const tenantId = fleet.roster[0]?.tenantId ?? ''
  const [connection] = await listConnections(database.of(tenantId))
  if (!connection?.authorizedAt) throw new Error('The seller is not connected.')
  const { connectionId, authorizedAt } = connection
  const { rows } = await admin.query<{ version: string }>(
    `SELECT current_setting('server_version') AS version`,
  )
  return {
    ...journey,
    tenantId,
    connectionId,
    connectedAt: authorizedAt,
    postgres: rows[0]?.version ?? 'unknown',
    backfill: async () => (await listBackfills(database.of(tenantId), null))[0],
    hasOutlines: async () => (await listOutlineOrders(database.of(tenantId), connectionId, 1)).length > 0,
    close: async () => {
      await journey.close()
      await admin.close()
    },
    playOn: (options) =>
      journey.play({
        ...options,
        until: () => {
          signal.throwIfAborted()
          return options.until()
        },
      }),
  }
}

/** Stands Amazon still and completes all outlines under ample quotas, which are taken back in the end. */
export async function completeDetails(
  journey: SellerJourney,
  seller: SimulatedSeller,
  signal: AbortSignal,
): Promise<void> {
  const { simulator, ordersync, tenantId, connectionId } = journey
  const operations = ['searchOrders', 'getOrder'] as const
  simulator.control.freeze()
  for (const operation of operations)
    simulator.control.setQuota(seller.sellerId, operation, { ratePerSecond: 20, burst: 30 })
  // The buckets fill, so that calls tell the engine of the new quotas.
  await journey.advance(60 * minuteMs)
  for (let turns = 0; await journey.hasOutlines(); turns += 1) {
    if (turns > 500) throw new Error('The details of all orders have no end.')
    await runLane(ordersync.engine, { tenantId, connectionId, lane: 'detail' }, 'schedule', signal)
    await journey.advance(20_000)
  }
  for (const operation of operations)
    simulator.control.setQuota(seller.sellerId, operation, usagePlans[operation])
}

/** Stands Amazon still, lets its last changes come out, and compares every order of the backfill's time and after. */
export async function compareAll(journey: SellerJourney, since: Date): Promise<Difference> {
  const { simulator, database, now } = journey
  simulator.control.freeze()
  const settled = new Date(now().getTime() + 60 * minuteMs)
  await journey.playOn({
    until: async () => {
      const { rows } = await database.admin.query<{ settled: boolean }>(
        `SELECT watermark >= $1 AS settled FROM ordersync.sync_states WHERE lane = 'delta'`,
        [settled],
      )
      return rows[0]?.settled === true && !(await journey.hasOutlines())
    },
    maxRuns: 2000,
  })
  const { rows } = await database.admin.query<{ id: string }>(
    'SELECT external_order_id AS id FROM ordersync.orders',
  )
  const stored = new Set(rows.map(({ id }) => id))
  // What Amazon no longer shows, being older than two years, may be there: it was shown when it was read.
  const truthOf = (sellerId: string) => {
    const shown = new Set([...simulator.control.truth({ sellerId })].map(({ orderId }) => orderId))
    return [...simulator.control.truth({ sellerId, aged: true })].filter(
      ({ orderId, createdTime }) =>
        Date.parse(createdTime) >= since.getTime() && (shown.has(orderId) || stored.has(orderId)),
    )
  }
  return compareWithTruth(database.admin, simulator.fleet.roster, truthOf)
}

export function asTime(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}
