import { once } from 'node:events'
import { createClock } from './clock.ts'
import { readSimulateOptions, type SimulateOptions, SimulateUsageError } from './simulate-options.ts'
import { type Simulator, startSimulator } from './start-simulator.ts'

/**
 * Runs a simulator as a process of its own until SIGINT or SIGTERM. Prints one JSON line {"url": …} when it listens.
 * Killed and started again with the same --seed, --epoch, --simulated-start and --real-start it comes back into the same
 * world at the time that has passed. Answers the exit status: 1 when it cannot listen, 2 when the flags make no sense.
 */
export async function simulate(
  args: readonly string[],
  sayError: (sentence: string) => void = console.error,
): Promise<number> {
  try {
    const options = readSimulateOptions(args)
    const simulator = await start(options)
    console.log(JSON.stringify({ url: simulator.url, realStart: options.realStart.toISOString() }))
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
    await simulator.close()
    return 0
  } catch (error) {
    const sentence = explain(error)
    if (sentence === null) throw error
    sayError(sentence)
    return error instanceof SimulateUsageError ? 2 : 1
  }
}

function start(options: SimulateOptions): Promise<Simulator> {
  const { fleet, seed, epoch, host, port } = options
  return startSimulator({
    fleet,
    seed,
    epoch,
    clock: createClock(options),
    host,
    port,
    log: (message, error) => console.error(message, error),
  })
}

function explain(error: unknown): string | null {
  if (error instanceof SimulateUsageError) return error.message
  const { code, port, message } = error as NodeJS.ErrnoException & { port?: number }
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use: stop what listens there, or give --port another one.`
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL' || code === 'EACCES')
    return `${message}. Give --host and --port an address of this machine that may be used.`
  return null
}
