import type { Secret } from '../../runtime/secret.ts'
import type { SessionLimits } from '../../store/sessions.ts'

/** What the environment decides about the outside edge of the API. */
export interface EdgeSettings {
  /** Where browsers find this server, if it is told: decides about secure cookies and what counts as our own page. */
  readonly publicUrl: URL | null
  readonly session: SessionLimits
  /** Addresses and networks whose `X-Forwarded-For` is believed; none unless set. */
  readonly trustedProxies: readonly string[]
  /** Other sites whose pages may call the API with a key. */
  readonly corsOrigins: readonly string[]
  /** Lets Prometheus read the metrics and nothing else; null: operators only. */
  readonly metricsToken: Secret | null
  /** Calls that a tenant's key or session may make in a minute; an operator's may make ten times as many. */
  readonly callsPerMinute: number
  /** Calls that an address may make in a minute to what is open to everybody. */
  readonly publicCallsPerMinute: number
  /** Calls of an address that may be refused in a minute because they prove nothing; a wrong key counts thrice. */
  readonly refusedCallsPerMinute: number
  /** How long the headers of a request may take to arrive; all of it may take twice as long. */
  readonly arrivalMs: number
  /** How long a server that stops waits for the requests that it has, and for those that never arrive whole. */
  readonly closingMs: number
}

export const defaultEdge: EdgeSettings = {
  publicUrl: null,
  session: { hours: 12, idleMinutes: 60 },
  trustedProxies: [],
  corsOrigins: [],
  metricsToken: null,
  callsPerMinute: 600,
  publicCallsPerMinute: 1200,
  refusedCallsPerMinute: 30,
  arrivalMs: 15_000,
  closingMs: 10_000,
}
