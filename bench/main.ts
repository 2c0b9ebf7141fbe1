import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { backfill } from './backfill.ts'
import { backfillFaults } from './backfill-faults.ts'
import type { Benchmark } from './benchmark.ts'
import { capacity } from './capacity.ts'
import { dashboard } from './dashboard.ts'
import { importReports } from './import.ts'
import { importMemory } from './import-memory.ts'
import { ingest } from './ingest.ts'
import { describeMachine } from './machine.ts'
import { moveInBenchmark } from './move-in.ts'
import { queries } from './queries.ts'

const benchmarks: Readonly<Record<string, Benchmark>> = {
  ingest,
  backfill,
  'backfill-faults': backfillFaults,
  import: importReports,
  'import-memory': importMemory,
  queries,
  dashboard,
  capacity,
  'move-in': moveInBenchmark,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
})
const [name = ''] = positionals
const benchmark = benchmarks[name]
if (benchmark === undefined || positionals.length > 1) {
  console.error(
    `Usage: npm run bench -- NAME [--json], where NAME is one of: ${Object.keys(benchmarks).join(', ')}`,
  )
  process.exit(2)
}

// Ctrl-C ends the benchmark between two pages, so that its server is stopped and its files are removed.
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

try {
  const {
    ratios,
    figures,
    postgres,
    table,
    notes,
    failures = [],
  } = await benchmark((line) => console.error(line), stop.signal)
  const machine = describeMachine(postgres)
  if (values.json) {
    console.log(JSON.stringify({ name, ratios, figures, machine }, null, 2))
  } else {
    const [head = [], ...rows] = table
    const printed = new Table({ head: [...head], style: { head: [], border: [] } })
    printed.push(...rows.map((row) => [...row]))
    console.log(printed.toString())
    for (const note of notes) console.log(`- ${note}`)
    console.log(`- ${Object.values(machine).join(', ')} (cores, GB of memory, system, Node, PostgreSQL).`)
  }
  for (const failure of failures) console.error(`Not as it must be: ${failure}`)
  if (failures.length > 0) process.exitCode = 1
} catch (error) {
  if (!stop.signal.aborted) throw error
  console.error('Stopped.')
  process.exitCode = 130
}
