import { parentPort } from 'node:worker_threads'
import { parseAllOrdersReport } from '../all-orders-report.ts'
import { reportColumns, reportText, sampleRow } from './sample-report.ts'

/** A worker that reads a report of 200,000 orders, makes their documents, and says how many there were. */
async function* longReport() {
  yield reportText([])
  const tail = reportColumns.slice(1).map((name) => sampleRow[name] ?? '')
  for (let row = 0; row < 200_000; row += 200) {
    const ids = Array.from({ length: 200 }, (_, index) => `902-3159896-${1_000_000 + row + index}`)
    yield ids.map((id) => `${[id, ...tail].join('\t')}\n`).join('')
  }
}

let orders = 0
for await (const entry of parseAllOrdersReport(longReport())) {
  if (entry.kind === 'order' && entry.observe('2026-11-21T19:00:00.000Z').document !== '') orders += 1
}
parentPort?.postMessage(orders)
