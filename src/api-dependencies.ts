import { createAskAmazon } from './api/amazon-oauth/ask-amazon.ts'
import type { ApiDependencies } from './api/context.ts'
import { createIdentityProvider, type IdentityProvider } from './oidc/identity-provider.ts'
import type { Ordersync } from './ordersync.ts'
import type { AmazonConfig, Config } from './runtime/config.ts'
import type { Log } from './runtime/log.ts'
import { systemRandom } from './runtime/random.ts'
import { version } from './version.ts'

/** What the API of a process needs of its engine and settings. */
export function apiDependencies(
  ordersync: Ordersync,
  config: Config,
  amazon: AmazonConfig,
  log: Log,
  simulated: boolean,
): ApiDependencies {
  return {
    db: ordersync.db,
    vault: ordersync.vault,
    replay: ordersync.replay,
    clock: ordersync.clock,
    random: systemRandom,
    log,
    version,
    askAmazon: createAskAmazon(ordersync.engine.amazon, systemRandom),
    tracer: ordersync.engine.tracer,
    metrics: () => ordersync.metrics.registry.metrics(),
    countRefusal: ordersync.metrics.apiCallRefused,
    gauge: ordersync.metrics.gauge,
    settings: {
      globalBatchSize: config.sync.globalBatchSize,
      globalTenantDelayMs: config.sync.globalTenantDelayMs,
      applicationId: ordersync.engine.settings.applicationId,
      simulated,
      publicUrl: config.publicUrl,
      consent: amazon.consent,
      allowPrivateWebhooks: config.allowPrivateWebhooks,
    },
    identityProvider: openIdentityProvider(config),
    edge: {
      publicUrl: new URL(config.publicUrl),
      session: { hours: config.edge.sessionHours, idleMinutes: config.edge.sessionIdleMinutes },
      trustedProxies: config.edge.trustedProxies,
      corsOrigins: config.edge.corsOrigins,
      metricsToken: config.edge.metricsToken,
      callsPerMinute: config.edge.callsPerMinute,
    },
  }
}

function openIdentityProvider({ oidc, publicUrl }: Config): IdentityProvider | null {
  if (oidc === null) return null
  return createIdentityProvider({
    ...oidc,
    client:
      oidc.client === null
        ? null
        : { ...oidc.client, redirectUri: `${publicUrl}/api/v1/session/oidc/callback` },
  })
}
