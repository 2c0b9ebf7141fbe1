import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { syntheticReport } from './synthetic-report.ts'

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

async function readAll(rows: number): Promise<string[]> {
  const chunks: Buffer[] = []
  for await (const chunk of syntheticReport(rows)) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8').replace(/\n$/, '').split('\n')
}

test('a synthetic report has as many rows as asked for, each as wide as the header', async () => {
  const [header = '', ...rows] = await readAll(20_000)
  const width = header.split('\t').length
  expect(rows).toHaveLength(20_000)
  expect(rows.every((row) => row.split('\t').length === width)).toBe(true)
  const orders = Map.groupBy(rows, (row) => row.split('\t')[0] ?? '')
  expect(orders.size).toBe(20_000 * 0.98)
  expect(Math.max(...[...orders.values()].map((group) => group.length))).toBe(2)
  expect([...orders.keys()].every((id) => /^305-\d{7}-\d{7}$/.test(id))).toBe(true)
  const cancelled = rows.filter((row) => row.split('\t')[4] === 'Cancelled')
  expect(cancelled.length / rows.length).toBeCloseTo(0.245, 1)
})

test('the same seed gives the same rows', async () => {
  expect(await readAll(1000)).toEqual(await readAll(1000))
})

test('a report of 300,000 rows is made in the memory of a small one', async () => {
  let bytes = 0
  let peak = 0
  const before = heldBytes()
  for await (const chunk of syntheticReport(300_000) as AsyncIterable<Buffer>) {
    if (bytes >> 24 !== (bytes + chunk.length) >> 24) peak = Math.max(peak, heldBytes() - before)
    bytes += chunk.length
  }
  expect(bytes).toBeGreaterThan(60_000_000)
  expect(peak).toBeLessThan(10_000_000)
})

/** What is in use: garbage lies about for as long as there is room for it. */
function heldBytes(): number {
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
