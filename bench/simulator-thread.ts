/**
 * The simulated Amazon in a thread of its own, so that what it costs is not counted as the product's. Its time is what
 * somebody else wrote into `time`: milliseconds since 1970.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { type Fleet, startSimulator } from '@ordersync/simulator'

export interface SimulatorThreadData {
  readonly fleet: Fleet
  readonly seed: string
  readonly time: Float64Array
}

const { fleet, seed, time } = workerData as SimulatorThreadData
const now = (): Date => new Date(time[0] as number)
const simulator = await startSimulator({ fleet, seed, epoch: now(), clock: { now, speed: 1 } })
parentPort?.postMessage(simulator.url)
