import { randomBytes } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { Compile } from 'typebox/compile'
import { expect } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/postgres.ts'
import { silentLog } from '../../../test/silent-log.ts'
import type { Role } from '../../domain/role.ts'
import { systemClock } from '../../runtime/clock.ts'
import { environmentKeyProvider } from '../../runtime/key-provider.ts'
import { systemRandom } from '../../runtime/random.ts'
import { Secret } from '../../runtime/secret.ts'
import { makeKeySecret, saveApiKey } from '../../store/api-keys.ts'
import { refreshTokenContext, saveConnection } from '../../store/connections.ts'
import { claimTargets, settleTargets, type TargetOutcome } from '../../store/sync-requests.ts'
import { saveTenant } from '../../store/tenants.ts'
import { createVault, type Vault } from '../../store/vault.ts'
import { createReplay } from '../../sync/create-replay.ts'
import { buildApi } from '../app.ts'
import type { ApiDependencies } from '../context.ts'

/** Tests call as often as they like, unless they are about that. */
const withoutLimits = { callsPerMinute: 1e9, publicCallsPerMinute: 1e9, refusedCallsPerMinute: 1e9 }

export interface Answer {
  readonly status: number
  readonly headers: Record<string, unknown>
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  readonly body: any
}

export interface TestApi {
  readonly app: FastifyInstance
  readonly db: TestDatabase
  readonly vault: Vault
  readonly operator: string
  /** Sends a request and holds the answer to the published document. */
  call(
    key: string | null,
    method: string,
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>
  send(options: InjectOptions): Promise<Answer>
  makeKey(role: Role, tenantId: string | null, rights?: { canReadBuyers: boolean }): Promise<string>
  makeTenant(tenantId: string): Promise<string>
  /** A tenant's connection; without a token when `token` is false. */
  connect(
    tenantId: string,
    options?: { seller?: string; token?: boolean; importedCursor?: string },
  ): Promise<string>
  /** Does what workers do until `stop`: takes what is asked for and gives it the outcome that `decide` says. */
  startWorker(decide: (tenantId: string, connectionId: string) => Partial<TargetOutcome> | null): {
    stop(): Promise<void>
  }
  close(): Promise<void>
}

/** The API on a database of its own. */
export async function createTestApi(options: Partial<ApiDependencies> = {}): Promise<TestApi> {
  const db = await createTestDatabase()
  const vault = createVault(db, environmentKeyProvider(randomBytes(32).toString('base64')))
  const app = await buildApi({
    db,
    vault,
    replay: createReplay(db, systemRandom),
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
    version: '0.0.0-test',
    settings: {
      globalBatchSize: null,
      globalTenantDelayMs: 0,
      applicationId: 'test',
      simulated: true,
      waitLimitMs: 10_000,
    },
    metrics: async () => 'ordersync_up 1\n',
    ...options,
    edge: { ...withoutLimits, ...options.edge },
  })
  await app.ready()
  const makeKey: TestApi['makeKey'] = async (role, tenantId, rights = { canReadBuyers: false }) => {
    const secret = makeKeySecret()
    await saveApiKey(
      db.of(tenantId),
      { keyId: systemRandom.id('key'), name: role, role, expiresAt: null, ...rights },
      secret,
    )
    return secret.reveal()
  }
  const checkAnswer = contractOf(app)

  async function send(request: InjectOptions): Promise<Answer> {
    const response = await app.inject(request)
    const type = String(response.headers['content-type'] ?? '')
    const answer = {
      status: response.statusCode,
      headers: response.headers,
      body: /[/+]json/.test(type) && response.body !== '' ? JSON.parse(response.body) : response.body,
    }
    // The answer to HEAD is the one to GET without its body: nothing to hold to the document.
    if (request.method !== 'HEAD') checkAnswer(String(request.method), String(request.url), answer)
    return answer
  }

  return {
    app,
    db,
    vault,
    operator: await makeKey('operator', null),
    send,
    makeKey,
    call: (key, method, url, body, headers = {}) =>
      send({
        method: method as 'GET',
        url: `/api/v1${url}`,
        headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      }),
    makeTenant: async (tenantId) => {
      await saveTenant(db.of(tenantId), `Tenant ${tenantId}`)
      return tenantId
    },
    connect: async (
      tenantId,
      {
        seller = `A${tenantId.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}0000000000`.slice(0, 14),
        token = true,
        importedCursor,
      } = {},
    ) => {
      const connectionId = systemRandom.id('con')
      const sealedRefreshToken = token
        ? await vault.seal(tenantId, refreshTokenContext(connectionId), new Secret('Atzr|test'))
        : null
      await saveConnection(db.of(tenantId), {
        connectionId,
        region: 'EU',
        sellingPartnerId: seller,
        marketplaceIds: [],
        sealedRefreshToken,
        importedCursor: importedCursor ?? null,
      })
      return connectionId
    },
    startWorker: (decide) => startWorker(db, decide),
    close: async () => {
      await app.close()
      await db.close()
    },
  }
}

function startWorker(
  db: TestDatabase,
  decide: (tenantId: string, connectionId: string) => Partial<TargetOutcome> | null,
): { stop(): Promise<void> } {
  const stopped = new AbortController()
  const work = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      const claimed = await db.transaction((tx) => claimTargets(tx, 100))
      for (const { tenantId, connectionId } of claimed) {
        const outcome = decide(tenantId, connectionId)
        if (outcome === null) continue
        const whole = {
          runId: null,
          status: 'success',
          reasonCode: 'SUCCESS',
          message: 'done',
          ordersProcessed: 0,
          itemsProcessed: 0,
          ...outcome,
        } as const
        await db.of(tenantId).transaction((tx) => settleTargets(tx, connectionId, whole))
      }
      await systemClock.sleep(20)
    }
  }
  const done = work()
  return {
    stop: async () => {
      stopped.abort()
      await done
    },
  }
}

/** Holds every answer to the OpenAPI document: a shape that is not published fails the test that saw it. */
function contractOf(app: FastifyInstance): (method: string, url: string, answer: Answer) => void {
  interface Operation {
    responses: Record<string, { content?: Record<string, { schema: object }> }>
  }
  const document = app.swagger() as unknown as { paths: Record<string, Record<string, Operation>> }
  const paths = Object.entries(document.paths)
    .map(([path, operations]) => ({
      pattern: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
      parameters: path.split('{').length,
      operations,
    }))
    // `/orders/changes` is itself before it is an order.
    .sort((a, b) => a.parameters - b.parameters)
  const compiled = new Map<object, ReturnType<typeof Compile>>()
  return (method, url, { status, headers, body }) => {
    expect(headers['x-request-id']).toMatch(/^req_/)
    if (status >= 400 && String(headers['content-type']).startsWith('application/problem+json')) {
      expect(body).toMatchObject({
        status,
        code: expect.any(String),
        title: expect.any(String),
        detail: expect.any(String),
        requestId: headers['x-request-id'],
      })
      return
    }
    const operation = paths.find(({ pattern }) => pattern.test(url.split('?')[0] ?? ''))?.operations[
      method.toLowerCase()
    ]
    const schema = operation?.responses[String(status)]?.content?.['application/json']?.schema
    if (schema === undefined) return
    const validator = compiled.get(schema) ?? Compile(schema as never)
    compiled.set(schema, validator)
    expect({ method, url, status, faults: validator.Errors(body) }).toEqual({
      method,
      url,
      status,
      faults: [],
    })
  }
}
