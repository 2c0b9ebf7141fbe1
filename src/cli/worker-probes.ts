import type { Ordersync } from '../ordersync.ts'
import type { Worker } from '../queue/worker.ts'
import { judgeLife, judgeReadiness } from '../queue/worker-health.ts'
import type { Config } from '../runtime/config.ts'
import { openProbeServer, type ProbeServer } from '../runtime/probe-server.ts'
import { CommandFailed } from './cli-context.ts'

/** The probes of a worker process, from before it starts until after it has stopped. */
export interface WorkerProbes {
  working(worker: Worker): void
  draining(): void
  close(): Promise<void>
}

/** Opens them where PROBE_PORT says; without it there are none. */
export async function openWorkerProbes(ordersync: Ordersync, config: Config): Promise<WorkerProbes> {
  let worker: Worker | null = null
  let state: 'starting' | 'working' | 'draining' = 'starting'
  const { probePort: port, host } = config
  const server: ProbeServer | null =
    port === null
      ? null
      : await openProbeServer(
          {
            // A start waits for the database, and ends by itself when that does not come.
            alive: () => judgeLife(worker?.silence() ?? { tickMs: 0, queueMs: 0 }),
            ready: () => judgeReadiness(ordersync.db, ordersync.queue, state),
            metrics: () => ordersync.metrics.ofProcess.metrics(),
            metricsToken: config.edge.metricsToken,
          },
          { host, port },
        ).catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'EADDRINUSE') throw error
          throw new CommandFailed(
            `Port ${port} is in use: stop what listens there, or set PROBE_PORT to another one.`,
          )
        })
  return {
    working: (started) => {
      worker = started
      state = 'working'
    },
    draining: () => {
      state = 'draining'
      worker = null
    },
    close: async () => server?.close(),
  }
}
