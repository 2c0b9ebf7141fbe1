import { SIMULATED_APPLICATION, type SimulatedSeller } from '@ordersync/simulator'
import { usagePlans } from '../src/domain/quota.ts'

type Operation = 'searchOrders' | 'getOrder' | 'getReports'

/** A bare client of the simulated Amazon that calls as early as the quota allows and skips the time in between. */
export class PacedClient {
  calls = 0
  readonly #url: string
  readonly #seller: SimulatedSeller
  readonly #now: () => Date
  readonly #skip: (ms: number) => void
  readonly #buckets = new Map<Operation, { tokens: number; atMs: number }>()
  #accessToken = ''
  #expiresAtMs = 0

  constructor(url: string, seller: SimulatedSeller, now: () => Date, skip: (ms: number) => void) {
    this.#url = url
    this.#seller = seller
    this.#now = now
    this.#skip = skip
  }

  async get<T>(operation: Operation, path: string): Promise<T> {
    if (this.#now().getTime() >= this.#expiresAtMs) await this.#authorize()
    this.#takeToken(operation)
    this.calls += 1
    let response = await this.#ask(path)
    // On a busy machine the request before may have arrived late; this one was early then, by as much.
    for (let early = 0; response.status === 429 && early < 20; early += 1) {
      await response.body?.cancel()
      this.#skip(250)
      response = await this.#ask(path)
    }
    if (!response.ok) {
      throw new Error(`${operation} answered ${response.status}: ${(await response.text()).slice(0, 200)}`)
    }
    return (await response.json()) as T
  }

  #ask(path: string): Promise<Response> {
    return fetch(`${this.#url}/${this.#seller.region}${path}`, {
      headers: {
        'x-amz-access-token': this.#accessToken,
        'user-agent': 'OrdersyncBench/1.0 (Language=TypeScript)',
      },
    })
  }

  #takeToken(operation: Operation): void {
    const { ratePerSecond, burst } = usagePlans[operation]
    const bucket = this.#buckets.get(operation) ?? { tokens: burst, atMs: this.#now().getTime() }
    const level = (): number =>
      Math.min(burst, bucket.tokens + ((this.#now().getTime() - bucket.atMs) / 1000) * ratePerSecond)
    // A request arrives a little later than it is sent; a moment more keeps the next one from being too early.
    if (level() < 1) this.#skip(Math.ceil(((1 - level()) / ratePerSecond) * 1000) + 50)
    this.#buckets.set(operation, { tokens: level() - 1, atMs: this.#now().getTime() })
  }

  async #authorize(): Promise<void> {
    const { clientId, clientSecrets } = SIMULATED_APPLICATION
    const response = await fetch(`${this.#url}/auth/o2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: this.#seller.refreshTokens[0] ?? '',
        client_id: clientId,
        client_secret: clientSecrets[0] ?? '',
      }),
    })
    const granted = (await response.json()) as { access_token: string; expires_in: number }
    this.#accessToken = granted.access_token
    this.#expiresAtMs = this.#now().getTime() + (granted.expires_in - 60) * 1000
  }
}
