import { createOrdersync } from '../ordersync.ts'
import { ConfigError, readConfig } from '../runtime/config.ts'
import { createLog } from '../runtime/log.ts'
import { openTracing } from '../runtime/open-tracing.ts'
import { keepHeapSmall } from '../runtime/small-heap.ts'
import { version } from '../version.ts'
import { openDataFolder } from './data-folder.ts'
import { openKeys } from './open-keys.ts'
import { abortedBy, stopSignal, unlessStopped } from './stop-on-signal.ts'
import { openWorkerProbes } from './worker-probes.ts'

/** A worker process: takes lanes from the queue of the given database until it is told to stop. */
export async function work(env: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(env)
  const { databaseUrl, amazon } = config
  const problems = [
    ...(databaseUrl === null
      ? ['DATABASE_URL must be set: a worker shares the database of the other processes.']
      : []),
    ...(amazon === null
      ? ['AMAZON_CLIENT_ID and AMAZON_CLIENT_SECRET must be set: a worker calls Amazon.']
      : []),
  ]
  if (databaseUrl === null || amazon === null) throw new ConfigError(problems)
  const log = createLog(config.logLevel ?? 'info')
  const stopped = stopSignal()
  const stopping = abortedBy(stopped)
  const tracing = await openTracing({
    endpoint: config.tracesEndpoint,
    serviceName: 'ordersync-worker',
    version,
  })
  const ordersync = createOrdersync({
    config,
    databaseUrl,
    amazon,
    keyProvider: openKeys(config, openDataFolder(config.dataDir)),
    log,
    tracer: tracing.tracer,
    stopping,
  })
  try {
    const probes = await openWorkerProbes(ordersync, config)
    try {
      const worker = await unlessStopped(ordersync.startWorker(), stopping)
      if (worker === null) return
      keepHeapSmall()
      probes.working(worker)
      log.info({ event: 'worker_started', version }, 'the worker takes lanes from the queue')
      await stopped
      probes.draining()
      await worker.stop()
    } finally {
      await probes.close()
    }
  } finally {
    await ordersync.close()
    await tracing.close()
  }
}
