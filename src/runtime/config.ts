import { isIP } from 'node:net'
import type { ClockSettings } from './clock.ts'
import type { LogLevel } from './log.ts'
import { isLoopback } from './loopback.ts'
import { parseRoleMap, type RoleMap } from './role-map.ts'
import { Secret } from './secret.ts'
import { type Environment, SettingReader } from './setting-reader.ts'

/** Everything that the environment decides, read once at start and passed on in pieces. */
export interface Config {
  /** Null: the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | null
  /** Signs in as the owner of the tables, to migrate them. Null: as `databaseUrl`. */
  readonly migrationDatabaseUrl: string | null
  /** Work on a database that a newer version has migrated: to go back to this version for a while. */
  readonly acceptNewerDatabase: boolean
  readonly dataDir: string
  readonly host: string
  readonly port: number
  /** Where browsers reach this server, without a slash at its end. */
  readonly publicUrl: string
  /** Null: each command has its own idea of how much to say. */
  readonly logLevel: LogLevel | null
  /** Null: a key is made and kept in `dataDir`, for a local installation. */
  readonly masterKey: Secret | null
  readonly masterKeyFile: string | null
  /** The key before a rotation, or before the move to KMS: opens what it wrapped, wraps nothing new. */
  readonly previousMasterKey: Secret | null
  /** A key in AWS KMS instead of one of our own. */
  readonly kmsKeyId: string | null
  /** An operator key to begin with. */
  readonly adminKey: Secret | null
  /** Null: no credentials are set, so `up` starts the simulator. */
  readonly amazon: AmazonConfig | null
  readonly sync: {
    readonly initialSyncDays: number
    readonly minIntervalMs: number
    /** How much history a new connection fetches by itself; 0 for none until somebody asks. */
    readonly initialBackfillDays: number
    readonly globalBatchSize: number | null
    readonly globalTenantDelayMs: number
  }
  /** How long changes are kept: the reach of the feed and of timelines. */
  readonly changesRetentionDays: number
  /** Only for tests and simulations: webhooks may be at private addresses and without TLS. */
  readonly allowPrivateWebhooks: boolean
  /** How many lanes one process runs at a time. */
  readonly workerConcurrency: number
  readonly databaseConnections: number
  /** Where a worker, which has no API, answers probes and shows its metrics; null: nowhere. */
  readonly probePort: number | null
  /** An OTLP collector for traces; null: nothing is traced. */
  readonly tracesEndpoint: string | null
  readonly edge: EdgeConfig
  /** Null: only keys of our own open anything. */
  readonly oidc: OidcConfig | null
  /** Only with every Amazon address on loopback: time passes faster, for simulations. */
  readonly simulatedClock: ClockSettings | null
}

export interface AmazonConfig {
  readonly clientId: string
  readonly clientSecret: Secret
  readonly previousClientSecret: Secret | null
  readonly lwaUrl: string
  readonly spapiUrls: { readonly NA: string; readonly EU: string; readonly FE: string }
  /** How sellers connect by consent; null: only with pasted refresh tokens. */
  readonly consent: ConsentConfig | null
  /** The SQS queue on which Amazon sends the application's new secrets and their expiry; null: nobody listens. */
  readonly applicationQueueUrl: string | null
}

export interface ConsentConfig {
  /** `amzn1.sp.solution.…`: names the application on the consent page; another one than the client id. */
  readonly applicationId: string
  /** The application is not published yet. */
  readonly isDraft: boolean
  /** For simulations: instead of the Seller Central of each marketplace. */
  readonly sellerCentralUrl: string | null
}

/** The outside edge of the API. */
export interface EdgeConfig {
  readonly sessionHours: number
  readonly sessionIdleMinutes: number
  /** Addresses and networks whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[]
  readonly corsOrigins: readonly string[]
  readonly metricsToken: Secret | null
  readonly callsPerMinute: number
}

/** An OpenID Connect provider whose tokens are accepted, beside our own keys. */
export interface OidcConfig {
  readonly issuer: string
  readonly audience: string | null
  readonly tenantClaim: string
  readonly roleClaim: string
  readonly roles: RoleMap
  readonly client: { readonly id: string; readonly secret: Secret } | null
}

/** Every problem of the settings at once, each naming its variable and what to set. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`Settings to correct:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

/** Reads the settings. Throws ConfigError with all problems, before anything is touched. */
export function readConfig(env: Environment): Config {
  const problems: string[] = []
  const read = new SettingReader(env, problems)
  const amazon = readAmazon(read)
  const port = read.integer('PORT', 3000, 0, 65_535)
  const config: Config = {
    databaseUrl: read.url('DATABASE_URL', ['postgres:', 'postgresql:']),
    migrationDatabaseUrl: read.url('MIGRATION_DATABASE_URL', ['postgres:', 'postgresql:']),
    acceptNewerDatabase: read.boolean('ACCEPT_NEWER_DATABASE'),
    dataDir: read.text('DATA_DIR') ?? '.ordersync',
    host: read.text('HOST') ?? '127.0.0.1',
    port,
    publicUrl: read.origin('PUBLIC_URL') ?? `http://127.0.0.1:${port}`,
    logLevel: read.oneOf('LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'silent']),
    masterKey: read.masterKey('ORDERSYNC_MASTER_KEY'),
    masterKeyFile: read.text('ORDERSYNC_MASTER_KEY_FILE'),
    previousMasterKey: read.masterKey('ORDERSYNC_MASTER_KEY_PREVIOUS'),
    kmsKeyId: read.kmsKeyId('ORDERSYNC_KMS_KEY_ID'),
    adminKey: read.longSecret('ORDERSYNC_ADMIN_KEY', 24),
    amazon,
    sync: {
      initialSyncDays: read.integer('INITIAL_SYNC_DAYS', 1, 1, 730),
      initialBackfillDays: read.integer('INITIAL_BACKFILL_DAYS', 365, 0, 730),
      minIntervalMs: read.integer('SPAPI_MIN_INTERVAL_MS', 0, 0, 60_000),
      globalBatchSize: read.integer('GLOBAL_SYNC_BATCH_SIZE', 0, 0, 10_000) || null,
      globalTenantDelayMs: read.integer('GLOBAL_SYNC_TENANT_DELAY_MS', 0, 0, 600_000),
    },
    changesRetentionDays: read.integer('CHANGES_RETENTION_DAYS', 365, 2, 3650),
    allowPrivateWebhooks: read.oneOf('WEBHOOK_ALLOW_PRIVATE_ADDRESSES', ['true', 'false']) === 'true',
    workerConcurrency: read.integer('WORKER_CONCURRENCY', 100, 1, 1000),
    databaseConnections: read.integer('DATABASE_CONNECTIONS', 20, 4, 500),
    probePort: read.text('PROBE_PORT') === null ? null : read.integer('PROBE_PORT', 0, 0, 65_535),
    tracesEndpoint: read.url('OTEL_EXPORTER_OTLP_ENDPOINT', ['http:', 'https:']),
    edge: readEdge(read),
    oidc: readOidc(read),
    simulatedClock: readSimulatedClock(read, amazon),
  }
  const { masterKey, masterKeyFile, kmsKeyId, previousMasterKey } = config
  if ([masterKey, masterKeyFile, kmsKeyId].filter((key) => key !== null).length > 1) {
    problems.push(
      'Of ORDERSYNC_MASTER_KEY, ORDERSYNC_MASTER_KEY_FILE and ORDERSYNC_KMS_KEY_ID more than one is set: keep one of them.',
    )
  }
  if (previousMasterKey !== null && masterKey === null && kmsKeyId === null) {
    problems.push(
      'ORDERSYNC_MASTER_KEY_PREVIOUS goes with ORDERSYNC_MASTER_KEY or ORDERSYNC_KMS_KEY_ID; a key file holds earlier keys in its further lines.',
    )
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return config
}

function readEdge(read: SettingReader): EdgeConfig {
  return {
    sessionHours: read.integer('SESSION_HOURS', 12, 1, 168),
    sessionIdleMinutes: read.integer('SESSION_IDLE_MINUTES', 60, 5, 1440),
    trustedProxies: read.list('TRUSTED_PROXIES', isNetwork, 'addresses or networks such as 10.0.0.0/8'),
    corsOrigins: read.list('CORS_ORIGINS', isOrigin, 'origins such as https://shop.example'),
    metricsToken: read.longSecret('METRICS_TOKEN', 24),
    callsPerMinute: read.integer('RATE_LIMIT_PER_MINUTE', 600, 10, 1_000_000),
  }
}

function readOidc(read: SettingReader): OidcConfig | null {
  const issuer = read.secureUrl('OIDC_ISSUER')
  const audience = read.text('OIDC_AUDIENCE')
  const clientId = read.text('OIDC_CLIENT_ID')
  const clientSecret = read.text('OIDC_CLIENT_SECRET')
  const tenantClaim = read.text('OIDC_TENANT_CLAIM') ?? 'tenant_id'
  const roleClaim = read.text('OIDC_ROLE_CLAIM') ?? 'role'
  const roleMap = parseRoleMap(read.text('OIDC_ROLE_MAP'))
  if (typeof roleMap === 'string') read.problem(`OIDC_ROLE_MAP ${roleMap}`)
  if ((clientId === null) !== (clientSecret === null)) {
    read.problem('OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set both or neither.')
  }
  if (issuer === null) {
    if (audience !== null || clientId !== null) {
      read.problem('OIDC_ISSUER must be set for the other OIDC settings to mean something.')
    }
    return null
  }
  if (audience === null && clientId === null) {
    read.problem('OIDC_ISSUER needs OIDC_AUDIENCE (bearer tokens), OIDC_CLIENT_ID (the dashboard), or both.')
  }
  return {
    issuer,
    audience,
    tenantClaim,
    roleClaim,
    roles: typeof roleMap === 'string' ? new Map() : roleMap,
    client:
      clientId === null || clientSecret === null ? null : { id: clientId, secret: new Secret(clientSecret) },
  }
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const version = isIP(address)
  if (version === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && url.origin === text && /^https?:$/.test(url.protocol)
}

const amazonVariables = ['AMAZON_CLIENT_ID', 'AMAZON_CLIENT_SECRET'] as const

function readAmazon(read: SettingReader): AmazonConfig | null {
  const clientId = read.text('AMAZON_CLIENT_ID')
  const clientSecret = read.text('AMAZON_CLIENT_SECRET')
  const previous = read.text('AMAZON_CLIENT_SECRET_PREVIOUS')
  const urls = {
    lwaUrl: read.amazonUrl('AMAZON_LWA_URL', 'https://api.amazon.com/auth/o2/token'),
    spapiUrls: {
      NA: read.amazonUrl('AMAZON_SPAPI_URL_NA', 'https://sellingpartnerapi-na.amazon.com'),
      EU: read.amazonUrl('AMAZON_SPAPI_URL_EU', 'https://sellingpartnerapi-eu.amazon.com'),
      FE: read.amazonUrl('AMAZON_SPAPI_URL_FE', 'https://sellingpartnerapi-fe.amazon.com'),
    },
  }
  const consent = readConsent(read)
  const applicationQueueUrl = read.queueUrl('APPLICATION_QUEUE_URL')
  if (clientId === null && clientSecret === null) return null
  if (clientId === null || clientSecret === null) {
    read.problem(
      `${amazonVariables.join(' and ')} belong together: set both, or neither to use the simulated Amazon.`,
    )
    return null
  }
  return {
    clientId,
    clientSecret: new Secret(clientSecret),
    previousClientSecret: previous === null ? null : new Secret(previous),
    ...urls,
    consent,
    applicationQueueUrl,
  }
}

function readConsent(read: SettingReader): ConsentConfig | null {
  const applicationId = read.text('AMAZON_APPLICATION_ID')
  const isDraft = read.boolean('AMAZON_APPLICATION_DRAFT')
  const sellerCentralUrl = read.origin('AMAZON_SELLER_CENTRAL_URL')
  if (applicationId === null) return null
  if (!/^amzn1\.(sp\.solution|sellerapps\.app)\.[\w.-]+$/.test(applicationId)) {
    read.problem(
      'AMAZON_APPLICATION_ID must be the application id, amzn1.sp.solution.… or amzn1.sellerapps.app.…; the client id is another one.',
    )
  }
  return { applicationId, isDraft, sellerCentralUrl }
}

/** `<simulated start>/<real start>/<speed>`, two ISO instants and a number. */
function readSimulatedClock(read: SettingReader, amazon: AmazonConfig | null): ClockSettings | null {
  const text = read.text('SIMULATED_CLOCK')
  if (text === null) return null
  const [simulated, real, speed] = text.split('/')
  const settings = {
    simulatedStart: new Date(simulated ?? ''),
    realStart: new Date(real ?? ''),
    speed: Number(speed),
  }
  if (
    Number.isNaN(settings.simulatedStart.getTime()) ||
    Number.isNaN(settings.realStart.getTime()) ||
    !(settings.speed > 0)
  ) {
    read.problem(
      'SIMULATED_CLOCK must be <simulated start>/<real start>/<speed>, for example 2026-01-01T00:00:00Z/2026-01-01T00:00:00Z/60.',
    )
    return null
  }
  const addresses = amazon === null ? [] : [amazon.lwaUrl, ...Object.values(amazon.spapiUrls)]
  if (!addresses.every((address) => isLoopback(new URL(address).hostname))) {
    read.problem('SIMULATED_CLOCK is for simulations only: it needs every Amazon address on loopback.')
    return null
  }
  return settings
}
