import type { FastifyInstance } from 'fastify'
import { createAskAmazon } from '../src/api/amazon-oauth/ask-amazon.ts'
import { callbackPath } from '../src/api/amazon-oauth/consent-application.ts'
import { buildApi } from '../src/api/app.ts'
import type { Role } from '../src/domain/role.ts'
import { systemRandom } from '../src/runtime/random.ts'
import { makeKeySecret, saveApiKey } from '../src/store/api-keys.ts'
import { amazonConfig, type Journey } from './open-journey.ts'

export interface JourneyAnswer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  readonly body: any
}

/** The API of a journey, listening on loopback and registered with the journey's Amazon. */
export interface JourneyApi {
  readonly url: string
  readonly operator: string
  /** As the operator, without a body. */
  ask(method: string, path: string): Promise<JourneyAnswer>
  makeKey(role: Role, tenantId: string | null): Promise<string>
  call(
    key: string,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<JourneyAnswer>
  close(): Promise<void>
}

export async function openJourneyApi(journey: Journey): Promise<JourneyApi> {
  const { ordersync, simulator } = journey
  const app: FastifyInstance = await buildApi({
    db: ordersync.db,
    vault: ordersync.vault,
    clock: ordersync.clock,
    random: systemRandom,
    replay: ordersync.replay,
    log: ordersync.engine.log,
    version: '0.0.0-test',
    askAmazon: createAskAmazon(ordersync.engine.amazon, systemRandom),
    metrics: () => ordersync.metrics.registry.metrics(),
    tracer: ordersync.engine.tracer,
    countRefusal: ordersync.metrics.apiCallRefused,
    settings: {
      globalBatchSize: null,
      globalTenantDelayMs: 0,
      applicationId: ordersync.engine.settings.applicationId,
      simulated: true,
      publicUrl: 'http://127.0.0.1:0',
      consent: amazonConfig(simulator).consent,
      // Its callers are no browsers: they see the plain pages.
      dashboardFolder: `${import.meta.dirname}/no-dashboard`,
    },
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  simulator.control.changeApplication({
    redirectUris: [`${url}${callbackPath}`],
    loginUri: `${url}/api/v1/amazon/oauth/login`,
  })

  const makeKey = async (role: Role, tenantId: string | null): Promise<string> => {
    const secret = makeKeySecret()
    const key = { keyId: systemRandom.id('key'), name: role, role, expiresAt: null }
    await saveApiKey(ordersync.db.of(tenantId), key, secret)
    return secret.reveal()
  }
  const operator = await makeKey('operator', null)
  const call: JourneyApi['call'] = async (key, method, path, body, headers = {}) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') === true
    return { status: response.status, body: isJson ? JSON.parse(text) : text }
  }
  return {
    url,
    operator,
    makeKey,
    call,
    ask: (method, path) => call(operator, method, path),
    close: () => app.close(),
  }
}
