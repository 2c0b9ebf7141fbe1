/** Data rows 4, 14, 24, … are damaged: cut short, too long, and with a date that is none, in turn. */
const EVERY = 10
const FIRST = 4

export async function* breakLines(batches: AsyncIterable<readonly string[]>): AsyncGenerator<string[]> {
  let columns: string[] | null = null
  let row = 0
  for await (const batch of batches) {
    const lines: string[] = []
    for (const line of batch) {
      if (columns === null) {
        columns = line.split('\t')
        lines.push(line)
        continue
      }
      row++
      lines.push(row % EVERY === FIRST ? breakLine(line, columns, Math.floor(row / EVERY)) : line)
    }
    yield lines
  }
}

function breakLine(line: string, columns: readonly string[], turn: number): string {
  const cells = line.split('\t')
  switch (turn % 3) {
    case 0:
      return cells.slice(0, 7).join('\t')
    case 1:
      return [...cells, 'surplus', ''].join('\t')
    default:
      cells[columns.indexOf('purchase-date')] = '0000-00-00T99:00:00+00:00'
      return cells.join('\t')
  }
}
