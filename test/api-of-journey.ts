import { buildApi } from '../src/api/app.ts'
import { systemRandom } from '../src/runtime/random.ts'
import { makeKeySecret, saveApiKey } from '../src/store/api-keys.ts'
import type { Journey } from './open-journey.ts'
import { silentLog } from './silent-log.ts'

/** The API on the engine of a journey, asked by its operator. */
export interface JourneyApi {
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string): Promise<{ status: number; body: any }>
  close(): Promise<void>
}

export async function openJourneyApi({ ordersync }: Journey): Promise<JourneyApi> {
  const operatorKey = makeKeySecret()
  await saveApiKey(
    ordersync.db,
    { keyId: 'key_journey', name: 'operator', role: 'operator', expiresAt: null },
    operatorKey,
  )
  const app = await buildApi({
    db: ordersync.db,
    vault: ordersync.vault,
    clock: ordersync.clock,
    random: systemRandom,
    replay: ordersync.replay,
    log: silentLog,
    version: '0.0.0',
    settings: {
      globalBatchSize: null,
      globalTenantDelayMs: 0,
      applicationId: ordersync.engine.settings.applicationId,
      simulated: true,
    },
  })
  return {
    ask: async (method, path) => {
      const { statusCode, body } = await app.inject({
        method,
        url: `/api/v1${path}`,
        headers: { authorization: `Bearer ${operatorKey.reveal()}` },
      })
      return { status: statusCode, body: JSON.parse(body) }
    },
    close: () => app.close(),
  }
}
