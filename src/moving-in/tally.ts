import { type Finding, findings, type Note, type SourceTable } from '../domain/moving-in/finding.ts'
import type { SourceFigures } from '../store/source/read-source.ts'

/** What became of the rows of one table: `rows` is the sum of the other three. */
export interface TableReport {
  readonly rows: number
  /** Stored now. */
  readonly taken: number
  /** Here already, from an earlier import or from Amazon: they stay as they are. */
  readonly known: number
  readonly leftOut: number
}

export interface FindingReport {
  readonly finding: Finding
  readonly table: SourceTable
  readonly count: number
  readonly text: string
  /** Ids of the first few rows. */
  readonly examples: readonly string[]
}

/** What an import found and did. Holds ids and counts: nothing about buyers, no token. */
export interface ImportReport {
  readonly dryRun: boolean
  readonly tenants: { readonly taken: number; readonly known: number; readonly leftOut: number }
  readonly tables: Readonly<Record<SourceTable, TableReport>>
  readonly findings: readonly FindingReport[]
  readonly buyerColumns: SourceFigures['buyerColumns']
}

const examplesKept = 5

/** Counts while an import goes on. */
export class Tally {
  readonly #counts = new Map<Finding, { count: number; examples: string[] }>()
  readonly #taken: Record<SourceTable, number> = emptyCounts()
  readonly #known: Record<SourceTable, number> = emptyCounts()
  readonly tenants = { taken: 0, known: 0, leftOut: 0 }

  readonly note: Note = (finding, id) => {
    const entry = this.#counts.get(finding) ?? { count: 0, examples: [] }
    entry.count += 1
    if (entry.examples.length < examplesKept && !entry.examples.includes(id)) entry.examples.push(id)
    this.#counts.set(finding, entry)
  }

  taken(table: SourceTable, rows: number): void {
    this.#taken[table] += rows
  }

  known(table: SourceTable, rows: number): void {
    this.#known[table] += rows
  }

  get ordersTaken(): number {
    return this.#taken.Order
  }

  /** Orders that were read so far, less those that are left out. */
  get orders(): number {
    return this.#taken.Order + this.#known.Order
  }

  report(figures: SourceFigures, dryRun: boolean): ImportReport {
    const { orphans } = figures
    if (orphans.count > 0)
      this.#counts.set('item_without_order', { ...orphans, examples: [...orphans.examples] })
    const table = (name: SourceTable): TableReport => {
      const rows = figures.rows[name]
      const [taken, known] = [this.#taken[name], this.#known[name]]
      return { rows, taken, known, leftOut: rows - taken - known }
    }
    return {
      dryRun,
      tenants: { ...this.tenants },
      tables: {
        MarketplaceConnection: table('MarketplaceConnection'),
        MarketplaceSyncState: table('MarketplaceSyncState'),
        Order: table('Order'),
        OrderItem: table('OrderItem'),
      },
      findings: (Object.keys(findings) as Finding[]).flatMap((finding) => {
        const entry = this.#counts.get(finding)
        return entry === undefined ? [] : [{ finding, ...findings[finding], ...entry }]
      }),
      buyerColumns: figures.buyerColumns,
    }
  }
}

function emptyCounts(): Record<SourceTable, number> {
  return { MarketplaceConnection: 0, MarketplaceSyncState: 0, Order: 0, OrderItem: 0 }
}
