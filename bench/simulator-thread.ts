/** The simulated Amazon in a thread of its own, so that what it costs is not counted as the product's. */
import { parentPort, workerData } from 'node:worker_threads'
import { createClock, type Fleet, startSimulator } from '@ordersync/simulator'
import type { ClockSettings } from '../src/runtime/clock.ts'

export interface SimulatorThreadData {
  readonly fleet: Fleet
  readonly seed: string
  readonly clock: ClockSettings
}

const { fleet, seed, clock } = workerData as SimulatorThreadData
const simulator = await startSimulator({
  fleet,
  seed,
  epoch: clock.simulatedStart,
  clock: createClock(clock),
})
parentPort?.postMessage(simulator.url)
