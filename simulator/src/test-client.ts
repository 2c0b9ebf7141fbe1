import { createManualClock, type ManualClock } from './clock.ts'
import { chaosFleet } from './fleets.ts'
import type { Fleet, SimulatedSeller } from './seller.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from './start-simulator.ts'

/** A plain caller for the simulator's own tests. */
export interface TestClient {
  accessToken: string
  search(query: Record<string, string>, headers?: Record<string, string>): Promise<TestAnswer>
  get(path: string, headers?: Record<string, string>): Promise<TestAnswer>
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<TestAnswer>
  /** All pages of a search; gives up after 500. */
  searchAll(query: Record<string, string>): Promise<TestOrder[]>
}

export interface TestAnswer {
  status: number
  headers: Headers
  text: string
  // Tests look into whatever came back.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  body: any
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export type TestOrder = Record<string, any>

export const TEST_EPOCH = new Date('2026-08-01T12:00:00Z')
export const USER_AGENT = 'SimulatorTest/1.0 (Language=TypeScript/7; Platform=Linux)'
export const EVERYTHING =
  'BUYER,RECIPIENT,PROCEEDS,EXPENSE,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES,TAX,PAYMENT,FULFILLMENT_ORDERS'
const AMPLE = { ratePerSecond: 1000, burst: 100_000 }
export const AMPLE_QUOTAS = {
  searchOrders: AMPLE,
  getOrder: AMPLE,
  createReport: AMPLE,
  getReport: AMPLE,
  getReports: AMPLE,
  getReportDocument: AMPLE,
  cancelReport: AMPLE,
}

export interface TestBench {
  simulator: Simulator
  clock: ManualClock
  seller: SimulatedSeller
  client: TestClient
}

/** A simulator on a manual clock with one European seller, and a client that speaks for it. */
export async function startTestBench(
  sellerOptions: Partial<SimulatedSeller> = {},
  options: Partial<SimulatorOptions> = {},
): Promise<TestBench> {
  const clock = createManualClock(TEST_EPOCH)
  const fleet = options.fleet ?? oneSellerFleet(sellerOptions)
  const simulator = await startSimulator({ seed: 'test', epoch: TEST_EPOCH, clock, ...options, fleet })
  const seller = fleet.sellers[0]
  if (!seller) throw new Error('an empty fleet')
  return { simulator, clock, seller, client: await connect(simulator, seller) }
}

export function oneSellerFleet(options: Partial<SimulatedSeller> = {}): Fleet {
  const fleet = chaosFleet('test', 1, { ordersPerMonth: 600, historyDays: 20 })
  return {
    ...fleet,
    sellers: fleet.sellers.map((seller) => ({ ...seller, quotas: AMPLE_QUOTAS, ...options })),
  }
}

export async function requestToken(simulator: Simulator, form: Record<string, string>): Promise<TestAnswer> {
  const { clientId, clientSecrets } = simulator.application
  const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecrets[0] ?? '', ...form })
  return read(await fetch(`${simulator.url}/auth/o2/token`, { method: 'POST', body }))
}

export async function connect(
  simulator: Simulator,
  seller: SimulatedSeller,
  tokenIndex = 0,
): Promise<TestClient> {
  const refreshToken = seller.refreshTokens[tokenIndex] ?? ''
  const granted = await requestToken(simulator, { grant_type: 'refresh_token', refresh_token: refreshToken })
  const accessToken: string = granted.body.access_token
  const get = async (path: string, headers: Record<string, string> = {}) =>
    read(
      await fetch(`${simulator.url}/${seller.region}${path}`, {
        headers: { 'x-amz-access-token': accessToken, 'user-agent': USER_AGENT, ...headers },
      }),
    )
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    read(
      await fetch(`${simulator.url}/${seller.region}${path}`, {
        method,
        headers: {
          'x-amz-access-token': accessToken,
          'user-agent': USER_AGENT,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
  const search = (query: Record<string, string>, headers: Record<string, string> = {}) =>
    get(`/orders/2026-01-01/orders?${new URLSearchParams(query)}`, headers)
  return {
    accessToken,
    get,
    send,
    search,
    searchAll: async (query) => {
      const orders: TestOrder[] = []
      let token: string | undefined
      for (let page = 0; page < 500; page++) {
        const answer = await search(token === undefined ? query : { ...query, paginationToken: token })
        if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.text}`)
        orders.push(...answer.body.orders)
        token = answer.body.pagination?.nextToken
        if (token === undefined) return orders
      }
      throw new Error('more than 500 pages')
    },
  }
}

async function read(response: Response): Promise<TestAnswer> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== '' ? JSON.parse(text) : null,
  }
}
