import type { Simulator } from '@ordersync/simulator'
import { createAskAmazon } from '../../../src/api/amazon-oauth/ask-amazon.ts'
import { callbackPath } from '../../../src/api/amazon-oauth/consent-application.ts'
import { buildApi } from '../../../src/api/app.ts'
import { signInPath } from '../../../src/api/session/create-sign-in-link.ts'
import type { Role } from '../../../src/domain/role.ts'
import type { Ordersync } from '../../../src/ordersync.ts'
import { systemRandom } from '../../../src/runtime/random.ts'
import { makeKeySecret, saveApiKey } from '../../../src/store/api-keys.ts'
import { makeSignInLink } from '../../../src/store/sign-in-links.ts'
import {
  amazonConfig,
  type Journey,
  type JourneyDatabase,
  type JourneyOptions,
  openJourney,
} from '../../open-journey.ts'
import { silentLog } from '../../silent-log.ts'

/** The whole product as `npm start` runs it: database, simulated Amazon, engine, API with dashboard, and a worker. */
export interface Product {
  readonly url: string
  readonly journey: Journey
  readonly ordersync: Ordersync
  readonly simulator: Simulator
  /** A new key; its secret. */
  makeKey(role: Role, tenantId?: string, canReadBuyers?: boolean): Promise<string>
  /** The address that signs a browser in once, for that role. */
  signInUrl(role: Role, tenantId?: string): Promise<string>
  close(): Promise<void>
}

/** Pages are rendered by browsers, as for whoever comes first, unless a test is about those that the server renders. */
export async function openProduct(
  options: JourneyOptions,
  database: JourneyDatabase,
  { rendersPages = false }: { readonly rendersPages?: boolean } = {},
): Promise<Product> {
  const journey = await openJourney(options, database)
  const { ordersync } = journey
  const api = await buildApi({
    db: ordersync.db,
    vault: ordersync.vault,
    clock: ordersync.clock,
    random: systemRandom,
    log: silentLog,
    version: '0.0.0-test',
    replay: ordersync.replay,
    askAmazon: createAskAmazon(ordersync.engine.amazon, systemRandom),
    settings: {
      globalBatchSize: null,
      globalTenantDelayMs: 0,
      applicationId: ordersync.engine.settings.applicationId,
      simulated: true,
      publicUrl: 'http://127.0.0.1:0',
      consent: amazonConfig(journey.simulator).consent,
      allowPrivateWebhooks: true,
      rendersPages,
    },
  })
  const url = await api.listen({ host: '127.0.0.1', port: 0 })
  journey.simulator.control.changeApplication({
    redirectUris: [`${url}${callbackPath}`],
    loginUri: `${url}/api/v1/amazon/oauth/login`,
  })
  const worker = await ordersync.startWorker()

  async function makeKeyWithId(role: Role, tenantId?: string, canReadBuyers = false) {
    const keyId = systemRandom.id('key')
    const secret = makeKeySecret()
    const name = tenantId ?? role
    await saveApiKey(
      ordersync.db.of(tenantId ?? null),
      { keyId, name, role, expiresAt: null, canReadBuyers },
      secret,
    )
    return { keyId, secret: secret.reveal() }
  }
  return {
    url,
    journey,
    ordersync,
    simulator: journey.simulator,
    makeKey: async (...of) => (await makeKeyWithId(...of)).secret,
    signInUrl: async (role, tenantId) => {
      const { keyId } = await makeKeyWithId(role, tenantId)
      return url + signInPath((await makeSignInLink(ordersync.db, keyId)).token.reveal())
    },
    close: async () => {
      await worker.stop()
      await api.close()
      await journey.close()
    },
  }
}
