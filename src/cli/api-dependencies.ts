import type { ApiDependencies } from '../api/context.ts'
import type { Ordersync } from '../ordersync.ts'
import type { Config } from '../runtime/config.ts'
import type { Log } from '../runtime/log.ts'
import { systemRandom } from '../runtime/random.ts'
import { version } from '../version.ts'

/** What the API of a process needs of its engine and settings. */
export function apiDependencies(
  ordersync: Ordersync,
  config: Config,
  log: Log,
  simulated: boolean,
): ApiDependencies {
  return {
    db: ordersync.db,
    vault: ordersync.vault,
    clock: ordersync.clock,
    random: systemRandom,
    log,
    version,
    metrics: () => ordersync.metrics.registry.metrics(),
    gauge: ordersync.metrics.gauge,
    settings: {
      globalBatchSize: config.sync.globalBatchSize,
      globalTenantDelayMs: config.sync.globalTenantDelayMs,
      applicationId: ordersync.engine.settings.applicationId,
      simulated,
      allowPrivateWebhooks: config.allowPrivateWebhooks,
    },
  }
}
