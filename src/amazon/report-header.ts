import { mayKeepColumn } from './report-columns.ts'

/** The columns that we read. */
const readColumns = {
  orderId: 'amazon-order-id',
  sellerOrderId: 'merchant-order-id',
  orderDate: 'purchase-date',
  lastUpdated: 'last-updated-date',
  status: 'order-status',
  fulfillmentChannel: 'fulfillment-channel',
  salesChannel: 'sales-channel',
  serviceLevel: 'ship-service-level',
  title: 'product-name',
  sku: 'sku',
  asin: 'asin',
  quantity: 'quantity',
  currency: 'currency',
  price: 'item-price',
} as const

/** Where a matched line has the cell of a column. */
export type CellIndex = Readonly<Record<keyof typeof readColumns, number>>

/** The first line of a report, made ready for reading a million others. */
export interface ReportHeader {
  readonly columnCount: number
  /**
   * Matches one line with the right number of cells, its end included, where `lastIndex` stands. One such expression
   * is twice as fast as splitting the text into lines and the lines into cells of which a third is read.
   */
  readonly row: RegExp
  readonly cell: CellIndex
  /** The columns that a document may keep, by their place in the line. */
  readonly kept: readonly { readonly index: number; readonly name: string }[]
}

/** Anything but control characters, so that what is matched needs no further look before it is stored. */
const cellPattern = '[^\\x00-\\x1f]*'

/** Null when one of the columns is missing without which a line is no line of an order. */
export function readReportHeader(line: string): ReportHeader | null {
  const names = unique(line.split('\t').map((name) => name.trim().toLowerCase()))
  const { orderId, orderDate, lastUpdated } = readColumns
  if (![orderId, orderDate, lastUpdated].every((name) => names.includes(name))) return null

  const wanted: ReadonlySet<string> = new Set(Object.values(readColumns))
  const read = names.filter((name) => wanted.has(name))
  const cells = names.map((name) => (wanted.has(name) ? `(${cellPattern})` : cellPattern))
  // The empty group at the end is the cell of every column that this report does not have.
  const cell = Object.entries(readColumns).map(([key, name]) => {
    const place = read.indexOf(name)
    return [key, (place < 0 ? read.length : place) + 1]
  })
  return {
    columnCount: names.length,
    row: new RegExp(`${cells.join('\\t')}\\r?\\n()`, 'y'),
    cell: Object.fromEntries(cell) as CellIndex,
    kept: names.map((name, index) => ({ index, name })).filter(({ name }) => mayKeepColumn(name)),
  }
}

/** The first column of a name keeps it: a document must have all of them. */
function unique(names: readonly string[]): readonly string[] {
  return names.map((name, index) =>
    name === '' || names.indexOf(name) < index ? `${name}(${index + 1})` : name,
  )
}
