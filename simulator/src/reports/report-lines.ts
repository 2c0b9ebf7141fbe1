import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Position } from '../page-select.ts'
import type { World } from '../world.ts'
import { columnsOf, type ReportColumn } from './report-columns.ts'
import type { ReportRecord } from './report-record.ts'
import { type ReportRow, toReportRows } from './report-rows.ts'
import { dateFamilyOf } from './report-types.ts'

/** Orders built between two turns of the event loop: some milliseconds' work. */
const ORDERS_PER_BATCH = 200

/**
 * The lines of a report, header first, in batches: all orders of the seller's region in the window, as of
 * the record's snapshot. The marketplaces asked for do not matter.
 * Source: amzn/selling-partner-api-models, issue 1404; amzn/selling-partner-api-docs, issue 724.
 */
export async function* reportLines(world: World, record: ReportRecord): AsyncGenerator<string[]> {
  const seller = world.sellers.get(record.sellerId)
  if (!seller) return
  const columns = columnsOf(seller, world.seed, record.dataFrom)
  yield [columns.join('\t')]
  let after: Position | null = null
  do {
    const found = searchSnapshot(world, record, ORDERS_PER_BATCH, after)
    yield found.flatMap(({ order }) => toReportRows(order).map((row) => toLine(row, columns)))
    after = found.length < ORDERS_PER_BATCH ? null : (found.at(-1) ?? null)
    await nextTurn()
  } while (after)
}

export function hasReportData(world: World, record: ReportRecord): boolean {
  if ((world.sellers.get(record.sellerId)?.syntheticRows ?? 0) > 0) return true
  return searchSnapshot(world, record, 1, null).length > 0
}

function searchSnapshot(world: World, record: ReportRecord, limit: number, after: Position | null) {
  return world.search(record.sellerId, {
    family: dateFamilyOf(record.reportType),
    from: Math.ceil(record.dataFrom / 1000),
    to: Math.floor(record.dataTo / 1000),
    after: after && { time: after.time, orderId: after.orderId },
    limit,
    now: new Date(record.snapshotAt),
    filter: {},
  })
}

/** Nothing is quoted, so a tab or a line break inside a title cannot stay. */
function toLine(row: ReportRow, columns: readonly ReportColumn[]): string {
  return columns.map((column) => (row[column] ?? '').replace(/[\t\r\n]+/g, ' ')).join('\t')
}
