import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify'
import type { ConsentApplication } from '../domain/consent-url.ts'
import type { IdentityProvider } from '../oidc/identity-provider.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Log } from '../runtime/log.ts'
import type { Random } from '../runtime/random.ts'
import type { Tracer } from '../runtime/tracer.ts'
import type { Database } from '../store/database.ts'
import type { Vault } from '../store/vault.ts'
import type { AskAmazon } from './amazon-oauth/ask-amazon.ts'
import type { Cursors } from './cursor.ts'
import type { CallLimits } from './edge/call-limits.ts'
import type { EdgeSettings } from './edge/edge-settings.ts'
import type { GuessGuard } from './edge/guess-guard.ts'
import type { Replay } from './replay.ts'

/** What the API is built from. */
export interface ApiDependencies {
  readonly db: Database
  readonly vault: Vault
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly version: string
  readonly settings: ApiSettings
  /** Who else vouches for callers, besides our own keys. */
  readonly identityProvider?: IdentityProvider | null
  /** The outside edge; what is left out is as `defaultEdge` has it. */
  readonly edge?: Partial<EdgeSettings>
  readonly replay: Replay
  /** The metrics of this process as Prometheus reads them. */
  readonly metrics?: () => Promise<string>
  /** Where the time of requests goes; unless given, nobody measures. */
  readonly tracer?: Tracer
  /** Told of every call that is refused: 401, 403, 429. */
  readonly countRefusal?: (call: { readonly route: string; readonly code: string }) => void
  /** For connecting sellers; without it nobody asks Amazon, and a pasted token is not checked. */
  readonly askAmazon?: AskAmazon
  /** Adds a figure of the API to them. */
  readonly gauge?: (name: string, help: string, read: () => Promise<number>) => void
}

export interface ApiSettings {
  /** How many connections a global run has under way at a time; null leaves it to the workers. */
  readonly globalBatchSize: number | null
  readonly globalTenantDelayMs: number
  /** The application whose quotas are shown: its LWA client id. */
  readonly applicationId: string
  /** Whether Amazon is simulated: every page that a person sees says so. */
  readonly simulated: boolean
  /** Where browsers reach this server, without a slash at its end. */
  readonly publicUrl?: string
  /** How the application is registered for consent; without it sellers are connected by refresh token only. */
  readonly consent?: Omit<ConsentApplication, 'redirectUri'> | null
  /** Where the built dashboard lies; beside this program unless given. */
  readonly dashboardFolder?: string
  /** Whether the server renders pages of the dashboard first. It does unless told not to: then browsers render by themselves. */
  readonly rendersPages?: boolean
  /** How long a caller that waits for a sync is kept waiting, in real time. Ten minutes unless given. */
  readonly waitLimitMs?: number
  /** How streams of changes behave: life sign, patience with a reader that does not read, open streams per key. */
  readonly streams?: {
    readonly heartbeatMs?: number
    readonly patienceMs?: number
    readonly perCaller?: number
  }
  /** Only for tests and simulations: webhooks may be at private addresses and without TLS. */
  readonly allowPrivateWebhooks?: boolean
}

/** What each route is given. */
export interface ApiContext extends ApiDependencies {
  readonly edge: EdgeSettings
  /** Writes to the audit log that a call was refused, if `error` is a refusal. */
  readonly auditRefusal: (request: FastifyRequest, error: unknown) => Promise<void>
  readonly cursors: Cursors
  readonly guard: GuessGuard
  readonly limits: CallLimits
  /** Aborts when the server stops: whoever waits is answered at once. */
  readonly stopping: AbortSignal
}

export type Api = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>
