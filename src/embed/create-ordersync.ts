import type { EventEmitter } from 'node:events'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { buildApi } from '../api/app.ts'
import { createFeedWatch } from '../api/orders/changes/feed-watch.ts'
import { apiDependencies } from '../api-dependencies.ts'
import { saveFirstOperatorKey } from '../first-operator-key.ts'
import { createOrdersync as createEngine } from '../ordersync.ts'
import type { Worker } from '../queue/worker.ts'
import { createLog } from '../runtime/log.ts'
import { openTracing } from '../runtime/open-tracing.ts'
import { tracerOnceOpen } from '../runtime/tracer.ts'
import type { Database } from '../store/database.ts'
import { migrate } from '../store/migrate.ts'
import { version } from '../version.ts'
import { createEmitter, type OrdersyncEvents } from './events.ts'
import { type FollowedChange, type FollowOptions, followChanges } from './follow-changes.ts'
import { createFastifyPlugin, type NodeHandler } from './mount.ts'
import { type OrdersyncOptions, readOptions } from './ordersync-options.ts'

/** Ordersync inside another program. Nothing runs and nothing is connected until one of these is called. */
export interface Ordersync {
  /** The stored orders, in plain SQL: what `db.of('acme')` runs sees that tenant only. */
  readonly db: Database
  /** Brings the schema up to this version; answers the migrations that were applied. Throws when it is newer. */
  migrate(): Promise<readonly string[]>
  /** Takes part in the work of all processes on this database until `stop`. */
  startWorker(): Promise<Worker>
  /** The API and the dashboard for Express, Connect or `http.createServer`. */
  handler(): Promise<NodeHandler>
  /** The same for Fastify: `app.register(ordersync.fastifyPlugin, { prefix: '/ordersync' })`. */
  readonly fastifyPlugin: FastifyPluginAsync
  /** Every stored change of a tenant's orders once, in order, as they come; see FollowOptions. */
  changes(tenantId: string, options: FollowOptions): AsyncGenerator<FollowedChange, void, undefined>
  /** What happens in this process. */
  readonly on: EventEmitter<OrdersyncEvents>['on']
  readonly off: EventEmitter<OrdersyncEvents>['off']
  /** Stops the worker and the API, if they run, and closes every connection. Called again, it waits for the same end. */
  close(): Promise<void>
}

/** Ordersync as a library. Throws ConfigError when the options make no sense. */
export function createOrdersync(options: OrdersyncOptions): Ordersync {
  const { config, amazon, keyProvider } = readOptions(options)
  const log = options.log ?? createLog(config.logLevel ?? 'warn')
  const { events, runFinished } = createEmitter(log)
  const tracing = openTracing({ endpoint: config.tracesEndpoint, serviceName: 'ordersync', version })
  const tracer = tracerOnceOpen(tracing.then((opened) => opened.tracer))
  const { databaseUrl } = options
  const engine = createEngine({ config, databaseUrl, amazon, keyProvider, log, tracer })
  const closers: (() => Promise<unknown>)[] = []

  async function openApi(): Promise<FastifyInstance> {
    await engine.checkDatabase()
    if (config.adminKey !== null) await saveFirstOperatorKey(engine.db, config.adminKey)
    const api = await buildApi(apiDependencies(engine, config, amazon, log, false))
    closers.push(() => api.close())
    await api.ready()
    return api
  }

  async function closeAll(): Promise<void> {
    await Promise.all(closers.splice(0).map((close) => close()))
    await engine.close()
    await (await tracing).close()
  }
  let closing: Promise<void> | null = null

  return {
    db: engine.db,
    migrate: () => migrate(options.migrationDatabaseUrl ?? databaseUrl),
    startWorker: async () => {
      const worker = await engine.startWorker(runFinished)
      closers.push(() => worker.stop())
      return worker
    },
    handler: async () => {
      const api = await openApi()
      return (request, response) => api.routing(request, response)
    },
    fastifyPlugin: createFastifyPlugin(openApi),
    changes: (tenantId, follow) =>
      followChanges({ db: engine.db, watch: createFeedWatch(engine.db) }, tenantId, follow),
    on: events.on.bind(events),
    off: events.off.bind(events),
    close: () => {
      closing ??= closeAll()
      return closing
    },
  }
}
