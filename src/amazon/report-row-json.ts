import type { ReportHeader } from './report-header.ts'

/** Writes the columns of a line that may be kept as a JSON object. */
export type RowWriter = (line: string) => string

export function createRowWriter({ kept }: ReportHeader): RowWriter {
  const columns = kept.map(({ index, name }, place) => ({
    index,
    before: `${place === 0 ? '{' : '",'}${JSON.stringify(name)}:"`,
  }))
  // Put together piece by piece, which takes a third of the time of an object for JSON.stringify.
  return (line) => {
    const cells = line.split('\t')
    const asItIs = !line.includes('"') && !line.includes('\\')
    let json = ''
    for (const { index, before } of columns) {
      const cell = cells[index] ?? ''
      json = json + before + (asItIs ? cell : JSON.stringify(cell).slice(1, -1))
    }
    return `${json}"}`
  }
}

const harmlessCell = /^([A-Z0-9]{3}-\d{7}-\d{7}|\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)|)$/

/**
 * A line whose number of cells is wrong, as a JSON list: nobody can tell which cell is about the buyer, so only order
 * ids, times and blanks are left, and null for any other.
 */
export function maskedRow(line: string): string {
  const cells = line.split('\t', 200)
  return JSON.stringify(cells.map((cell) => (harmlessCell.test(cell) ? cell : null)))
}

/** Lines end with `\n`, some with `\r\n`. */
export function withoutLineEnd(line: string): string {
  return line.slice(0, line.endsWith('\r\n') ? -2 : -1)
}
