import { createHttp } from '../../amazon/http.ts'
import { createLwaClient } from '../../amazon/lwa-client.ts'
import { systemClock } from '../../runtime/clock.ts'
import type { AmazonConfig } from '../../runtime/config.ts'
import { createLog } from '../../runtime/log.ts'
import type { Secret } from '../../runtime/secret.ts'
import { version } from '../../version.ts'
import { compareClocks } from './check-clock.ts'
import { type Finding, ok, problem, warning } from './finding.ts'

const timeoutMs = 10_000

export interface AmazonTools {
  /** The application's secrets, those that Amazon sent by queue included. */
  readonly secrets: () => Promise<readonly Secret[]>
  readonly now: () => Date
  /** Whether time passes as it does at Amazon: not in a simulation. */
  readonly comparesClocks: boolean
}

/**
 * Asks Login with Amazon for a token that concerns no seller, which shows whether the application's secret is right, and
 * each host of the SP-API for any answer at all.
 */
export async function checkAmazon(amazon: AmazonConfig, tools: AmazonTools): Promise<readonly Finding[]> {
  const hosts = Object.entries(amazon.spapiUrls)
  return [
    await checkApplication(amazon, tools),
    ...(await Promise.all(hosts.map(([region, url]) => checkHost(region, url)))),
    ...(tools.comparesClocks ? await checkClock(amazon.lwaUrl, tools.now) : []),
  ]
}

async function checkApplication(amazon: AmazonConfig, { secrets }: AmazonTools): Promise<Finding> {
  const http = createHttp({ userAgent: `Ordersync/${version}`, totalTimeoutMs: timeoutMs })
  try {
    const client = createLwaClient({
      application: { clientId: amazon.clientId, secrets },
      lwaUrl: amazon.lwaUrl,
      http,
      clock: systemClock,
      log: createLog('silent'),
    })
    const answer = await client.ask({
      grant_type: 'client_credentials',
      scope: 'sellingpartnerapi::notifications',
    })
    switch (answer.kind) {
      case 'token':
        return ok('amazon', "Login with Amazon accepts the application's secret.")
      case 'client_refused':
        return problem(
          'amazon',
          'Login with Amazon refuses AMAZON_CLIENT_ID or AMAZON_CLIENT_SECRET: nobody is synced until they are right (developer console, LWA credentials).',
        )
      case 'grant_refused':
        return ok('amazon', 'Login with Amazon knows the application, which may have no token of its own.')
      case 'unavailable':
        return problem(
          'amazon',
          `Login with Amazon cannot be reached at ${new URL(amazon.lwaUrl).host} (${answer.reason}): check the firewall, the proxy and the name server.`,
        )
    }
  } finally {
    await http.close()
  }
}

async function checkHost(region: string, url: string): Promise<Finding> {
  const { host } = new URL(url)
  return fetch(url, { signal: AbortSignal.timeout(timeoutMs) }).then(
    // Any answer will do: without a token it is a refusal.
    () => ok('amazon', `The SP-API of ${region} answers at ${host}.`),
    (error: Error) =>
      problem(
        'amazon',
        `The SP-API of ${region} cannot be reached at ${host} (${reasonOf(error)}): check the firewall, the proxy and the name server.`,
      ),
  )
}

function reasonOf(error: Error): string {
  const { code } = (error.cause ?? {}) as { code?: string }
  return code ?? error.name
}

async function checkClock(url: string, now: () => Date): Promise<readonly Finding[]> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) }).catch(() => null)
  // That nobody answers is said already.
  if (answer === null) return []
  const shows = new Date(answer.headers.get('date') ?? Number.NaN)
  if (Number.isNaN(shows.getTime())) {
    return [
      warning(
        'clock',
        `The clock could not be compared with Amazon's: the answer of ${new URL(url).host} tells no time. Does a proxy answer in its place?`,
      ),
    ]
  }
  return [compareClocks({ whose: "Amazon's", shows, lookedAt: now() })]
}
