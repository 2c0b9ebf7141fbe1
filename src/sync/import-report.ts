import { parseAllOrdersReport, ReportTextError } from '../amazon/all-orders-report.ts'
import type { ReportText } from '../amazon/reports-api.ts'
import type { Instant, OrderObservation, UnreadableOrder } from '../domain/order.ts'
import { saveReportBatch } from '../store/save-history.ts'
import type { LaneRun, SyncEngine } from './lane-context.ts'

/** Orders a transaction: large enough for bulk, small enough that a delta page of the same tenant waits little. */
const batchOrders = 1000

export type ImportResult =
  | { readonly kind: 'imported'; readonly orders: number; readonly brokenRows: number }
  /** The document is a message, not a report. */
  | { readonly kind: 'error_text'; readonly text: string }
  /** Somebody paused or cancelled the backfill: what was stored until then stays. */
  | { readonly kind: 'stopped' }

interface ReportImport {
  /** When the report was created. */
  readonly observedAt: Instant
  /** Names what the report tells about, the same when it is asked for again: two broken rows of two reports are two. */
  readonly place: string
  /** Asked before each batch. */
  readonly goesOn: () => Promise<boolean>
}

/**
 * Reads a report while it is downloaded and stores it batch by batch: memory does not grow with its size. A batch that
 * is stored stays; importing the report again repeats nothing. Broken rows go to quarantine with their line numbers.
 */
export async function importReport(
  engine: SyncEngine,
  laneRun: LaneRun,
  text: ReportText,
  { observedAt, place, goesOn }: ReportImport,
): Promise<ImportResult> {
  const counts = { orders: 0, brokenRows: 0 }
  let observations: OrderObservation[] = []
  let unreadable: UnreadableOrder[] = []

  async function store(): Promise<boolean> {
    laneRun.signal.throwIfAborted()
    if (!(await goesOn())) return false
    await saveReportBatch(engine.db, laneRun.run, observations, unreadable, engine.random)
    counts.orders += observations.length
    counts.brokenRows += unreadable.length
    observations = []
    unreadable = []
    return true
  }

  try {
    for await (const entry of parseAllOrdersReport(text.chunks)) {
      if (entry.kind === 'order') observations.push(entry.observe(observedAt))
      else {
        unreadable.push({
          ...(entry.externalOrderId === undefined ? {} : { externalOrderId: entry.externalOrderId }),
          reason: `line ${entry.lineNumber} of a report: ${entry.reason}`,
          document: entry.text,
          place: `${place} line ${entry.lineNumber}`,
        })
      }
      if (observations.length + unreadable.length >= batchOrders && !(await store()))
        return { kind: 'stopped' }
    }
  } catch (error) {
    if (error instanceof ReportTextError) return { kind: 'error_text', text: error.message }
    throw error
  } finally {
    text.close()
  }
  if (observations.length + unreadable.length > 0 && !(await store())) return { kind: 'stopped' }
  return { kind: 'imported', ...counts }
}
