import type { ReportRow } from './report-order.ts'

export type RowsOfOrder = [ReportRow, ...ReportRow[]]

/** Gathers the rows of one order, which mostly but not always follow each other. */
export interface RowGroups {
  add(row: ReportRow): void
  /** The orders that are complete as far as can be told, in the order in which they began. */
  takeComplete(): readonly RowsOfOrder[]
  /** All that is left, at the end of the document. */
  takeRest(): readonly RowsOfOrder[]
}

/**
 * Rows are kept in two generations. When the younger one is full, the older one's orders are complete and its place
 * is taken: an order stays open for at least `generationSize` rows after its first, and memory stays the same however
 * long the document is. How rows are sorted is not documented; those of one order have one date, so only orders of
 * the same second should come between them. Should they be further apart after all, the order is declared again with
 * its later rows alone, and the detail that follows from the API puts it right.
 */
export function createRowGroups(generationSize = 512): RowGroups {
  let younger = new Map<string, RowsOfOrder>()
  let older = new Map<string, RowsOfOrder>()
  let complete: RowsOfOrder[] = []
  let rowsInGeneration = 0
  let last: RowsOfOrder | undefined

  return {
    add(row) {
      const id = row.externalOrderId
      const open = last?.[0].externalOrderId === id ? last : (younger.get(id) ?? older.get(id))
      if (open === undefined) {
        last = [row]
        younger.set(id, last)
      } else {
        last = open
        last.push(row)
      }
      rowsInGeneration += 1
      if (rowsInGeneration < generationSize) return
      complete.push(...older.values())
      older = younger
      younger = new Map()
      rowsInGeneration = 0
      last = undefined
    },
    takeComplete() {
      const taken = complete
      complete = []
      return taken
    },
    takeRest() {
      return [...complete, ...older.values(), ...younger.values()]
    },
  }
}
