/**
 * Ordersync as a library: put the engine together, start a worker, mount the API. The server is its first user;
 * `src/cli/up-command.ts` shows all of it in one place.
 */
export { buildApi } from './api/app.ts'
export type { ApiDependencies, ApiSettings } from './api/context.ts'
export { createOrdersync, type Ordersync, type OrdersyncOptions } from './ordersync.ts'
export type { Worker } from './queue/worker.ts'
export { type AmazonConfig, type Config, ConfigError, readConfig } from './runtime/config.ts'
export { environmentKeyProvider, fileKeyProvider, type KeyProvider } from './runtime/key-provider.ts'
export { createLog, type Log } from './runtime/log.ts'
export { Secret } from './runtime/secret.ts'
export { migrate } from './store/migrate.ts'
