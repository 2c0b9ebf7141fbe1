import { parseArgs } from 'node:util'
import { createClock } from './clock.ts'
import { chaosFleet, demoFleet, lessonsFleet, seedFleet } from './fleets.ts'
import type { Fleet } from './seller.ts'
import { startSimulator } from './start-simulator.ts'

/**
 * The simulator as a process of its own:
 *
 *   node simulator/src/standalone.ts --fleet demo --seed 1 --port 9100
 *
 * Prints one JSON line {"url": …} when it listens. Killed and started again with the same --seed, --epoch,
 * --simulated-start and --real-start it comes back into the same world at the time that has passed.
 */
const { values } = parseArgs({
  options: {
    fleet: { type: 'string', default: 'demo' },
    seed: { type: 'string', default: '1' },
    epoch: { type: 'string' },
    'simulated-start': { type: 'string' },
    'real-start': { type: 'string' },
    speed: { type: 'string', default: '1' },
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '0' },
    tenants: { type: 'string', default: '5' },
    'orders-per-month': { type: 'string', default: '300' },
    'history-days': { type: 'string', default: '10' },
    tempo: { type: 'string', default: '1' },
    scale: { type: 'string', default: '1' },
  },
})

const realStart = values['real-start'] ? new Date(values['real-start']) : new Date()
const simulatedStart = values['simulated-start'] ? new Date(values['simulated-start']) : realStart
const simulator = await startSimulator({
  fleet: createFleet(values.fleet, values.seed),
  seed: values.seed,
  epoch: values.epoch ? new Date(values.epoch) : simulatedStart,
  clock: createClock({ simulatedStart, realStart, speed: Number(values.speed) }),
  host: values.host,
  port: Number(values.port),
  log: (message, error) => console.error(message, error),
})
console.log(JSON.stringify({ url: simulator.url, realStart: realStart.toISOString() }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void simulator.close().then(() => process.exit(0)))
}

function createFleet(name: string, seed: string): Fleet {
  switch (name) {
    case 'seed':
      return seedFleet(seed)
    case 'demo':
      return demoFleet(seed)
    case 'lessons':
      return lessonsFleet(seed, { scale: Number(values.scale) })
    case 'chaos':
      return chaosFleet(seed, Number(values.tenants), {
        ordersPerMonth: Number(values['orders-per-month']),
        historyDays: Number(values['history-days']),
        tempo: Number(values.tempo),
      })
    default:
      throw new RangeError(`no fleet ${name}: seed, demo, lessons or chaos`)
  }
}
