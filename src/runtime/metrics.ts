import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What is counted, in Prometheus' form. No label has a tenant in it: its values stay few at any number of tenants. */
export interface Metrics {
  /** Everything. */
  readonly registry: Registry
  /** What this process did and is, without the state of the installation, which any process with an API tells. */
  readonly ofProcess: Registry
  runFinished(run: { readonly lane: string; readonly status: string; readonly reasonCode: string }): void
  amazonCalled(call: {
    readonly operation: string
    readonly region: string
    readonly status: number | 'error'
    readonly durationMs: number
  }): void
  /** A call to our API that was refused: 401, 403 or 429, by its route and the code of its problem. */
  apiCallRefused(call: { readonly route: string; readonly code: string }): void
  webhookAttempted(outcome: 'delivered' | 'failed'): void
  /** Adds a figure that is read when somebody asks, such as a count in the database. Null leaves it out. */
  gauge(name: string, help: string, read: () => Promise<number | null>): void
  /** The same for several figures that one label tells apart. */
  gaugeBy(
    name: string,
    help: string,
    label: string,
    read: () => Promise<Readonly<Record<string, number>>>,
  ): void
  /** The same for figures of this process. */
  processGaugeBy(
    name: string,
    help: string,
    label: string,
    read: () => Readonly<Record<string, number>>,
  ): void
}

/**
 * How long a figure is waited for. Prometheus gives a scrape ten seconds, and a process whose database is beyond a dead
 * network shall still be seen to run.
 */
const figureTimeoutMs = 3000

/** The call of a cron job: its refusals are counted from zero, so that already the first one is seen to be one. */
const globalRun = { route: 'POST /api/v1/orders/sync/run/global', code: 'unauthenticated' }

export function createMetrics(): Metrics {
  const ofProcess = new Registry()
  collectDefaultMetrics({ register: ofProcess, prefix: 'ordersync_process_' })
  const registry = Registry.merge([ofProcess])
  const registers = [ofProcess, registry]
  const runs = new Counter({
    name: 'ordersync_runs_total',
    help: 'Finished runs by lane, status and reason code.',
    labelNames: ['lane', 'status', 'reason_code'],
    registers,
  })
  const calls = new Counter({
    name: 'ordersync_amazon_calls_total',
    help: 'Calls to Amazon by operation, region and HTTP status; "error" is a call without an answer.',
    labelNames: ['operation', 'region', 'status'],
    registers,
  })
  const callSeconds = new Histogram({
    name: 'ordersync_amazon_call_seconds',
    help: 'How long Amazon took to answer.',
    labelNames: ['operation'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers,
  })
  const refusals = new Counter({
    name: 'ordersync_api_calls_refused_total',
    help: 'Calls to the API that were refused (401, 403, 429), by route and code of the problem.',
    labelNames: ['route', 'code'],
    registers,
  })
  refusals.inc(globalRun, 0)
  const attempts = new Counter({
    name: 'ordersync_webhook_attempts_total',
    help: 'Requests to webhooks by outcome.',
    labelNames: ['outcome'],
    registers,
  })
  return {
    registry,
    ofProcess,
    runFinished: ({ lane, status, reasonCode }) => runs.inc({ lane, status, reason_code: reasonCode }),
    amazonCalled: ({ operation, region, status, durationMs }) => {
      calls.inc({ operation, region, status: String(status) })
      callSeconds.observe({ operation }, durationMs / 1000)
    },
    apiCallRefused: ({ route, code }) => refusals.inc({ route, code }),
    webhookAttempted: (outcome) => attempts.inc({ outcome }),
    gauge: (name, help, read) => {
      new Gauge({
        name,
        help,
        registers: [registry],
        async collect() {
          // A database that does not answer leaves the figure out rather than showing an old or invented one.
          this.reset()
          const value = await soonOr(null, read())
          if (value === null) this.remove()
          else this.set(value)
        },
      })
    },
    gaugeBy: (name, help, label, read) => {
      new Gauge({
        name,
        help,
        labelNames: [label],
        registers: [registry],
        async collect() {
          this.reset()
          setEach(this, label, await soonOr({}, read()))
        },
      })
    },
    processGaugeBy: (name, help, label, read) => {
      new Gauge({
        name,
        help,
        labelNames: [label],
        registers,
        collect() {
          setEach(this, label, read())
        },
      })
    },
  }
}

/** What was read; `otherwise` when that fails or takes too long. */
async function soonOr<T>(otherwise: T, reading: Promise<T>): Promise<T> {
  const { promise: timeout, resolve } = Promise.withResolvers<T>()
  const timer = setTimeout(() => resolve(otherwise), figureTimeoutMs)
  try {
    return await Promise.race([reading, timeout])
  } catch {
    return otherwise
  } finally {
    clearTimeout(timer)
  }
}

function setEach(gauge: Gauge, label: string, values: Readonly<Record<string, number>>): void {
  for (const [key, value] of Object.entries(values)) gauge.set({ [label]: key }, value)
}
