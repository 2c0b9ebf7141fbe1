import { buildApi } from '../api/app.ts'
import { apiDependencies } from '../api-dependencies.ts'
import { saveFirstOperatorKey } from '../first-operator-key.ts'
import { createOrdersync } from '../ordersync.ts'
import { ConfigError, readConfig } from '../runtime/config.ts'
import { createLog } from '../runtime/log.ts'
import { openTracing } from '../runtime/open-tracing.ts'
import { tryPort } from '../runtime/try-port.ts'
import { version } from '../version.ts'
import { openDataFolder } from './data-folder.ts'
import { openKeys } from './open-keys.ts'
import { abortedBy, stopSignal, unlessStopped } from './stop-on-signal.ts'

/** An API process: no lanes run here; it asks for work by writing rows that the workers find. */
export async function serve(env: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(env)
  const { databaseUrl, amazon } = config
  if (databaseUrl === null || amazon === null) {
    throw new ConfigError([
      ...(databaseUrl === null
        ? ['DATABASE_URL must be set: the API shares the database of the workers.']
        : []),
      ...(amazon === null
        ? ['AMAZON_CLIENT_ID and AMAZON_CLIENT_SECRET must be set, as for the workers.']
        : []),
    ])
  }
  await tryPort(config)
  const log = createLog(config.logLevel ?? 'info')
  const stopped = stopSignal()
  const stopping = abortedBy(stopped)
  const keyProvider = openKeys(config, openDataFolder(config.dataDir))
  const tracing = await openTracing({
    endpoint: config.tracesEndpoint,
    serviceName: 'ordersync-api',
    version,
  })
  const { tracer } = tracing
  const ordersync = createOrdersync({ config, databaseUrl, amazon, keyProvider, log, tracer, stopping })
  try {
    await unlessStopped(ordersync.checkDatabase(), stopping)
    if (stopping.aborted) return
    if (config.adminKey !== null) await saveFirstOperatorKey(ordersync.db, config.adminKey)
    const api = await buildApi(apiDependencies(ordersync, config, amazon, log, false))
    try {
      const url = await api.listen({ host: config.host, port: config.port })
      log.info({ event: 'api_started', url }, 'the API listens')
      await stopped
    } finally {
      await api.close()
    }
  } finally {
    await ordersync.close()
    await tracing.close()
  }
}
