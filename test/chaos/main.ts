import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { runChaos } from './run-chaos.ts'

/** `npm run chaos -- --seed S --minutes M [--json]`: the full size. Exit status 0 only when nothing is wrong. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now()) },
    minutes: { type: 'string', default: '4' },
    tenants: { type: 'string', default: '200' },
    workers: { type: 'string', default: '3' },
    kills: { type: 'string', default: '20' },
    speed: { type: 'string', default: '30' },
    json: { type: 'boolean', default: false },
  },
})
const result = await runChaos({
  seed: values.seed,
  tenants: Number(values.tenants),
  workers: Number(values.workers),
  seconds: Number(values.minutes) * 60,
  kills: Number(values.kills),
  crashDatabase: true,
  speed: Number(values.speed),
  progress: (line) => process.stderr.write(`${line}\n`),
})
if (values.json)
  console.log(JSON.stringify({ seed: values.seed, ...result, machine: `${cpus().length} cores` }))
else console.table({ seed: values.seed, ...result, examples: result.examples.join('; ') })
const wrong =
  result.lost +
  result.doubled +
  result.stale +
  result.phantom +
  result.crossTenant +
  result.overlaps +
  result.interleaved +
  result.brokenFeeds +
  result.openRuns +
  result.deaths
process.exitCode = wrong === 0 ? 0 : 1
