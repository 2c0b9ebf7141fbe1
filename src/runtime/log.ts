import { type DestinationStream, pino } from 'pino'
import { maskSecrets } from './mask-secrets.ts'
import { presentWork } from './work-context.ts'

/** What the code logs through. The first argument is an object of allow-listed fields, the second a sentence. */
export interface Log {
  debug(fields: LogFields, message: string): void
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  error(fields: LogFields, message: string): void
}

/**
 * Everything that may appear in a log line. A list of what is allowed rather than of what is masked: a field that
 * is not here does not compile, so no document, header or token finds its way into a log by accident.
 */
export interface LogFields {
  readonly event?: string
  readonly tenantId?: string
  readonly connectionId?: string
  readonly lane?: string
  readonly webhookId?: string
  readonly runId?: string
  readonly globalRunId?: string
  readonly requestId?: string
  readonly amazonRequestId?: string
  readonly operation?: string
  readonly region?: string
  readonly reasonCode?: string
  readonly status?: string | number
  readonly method?: string
  readonly path?: string
  readonly durationMs?: number
  readonly count?: number
  readonly pages?: number
  readonly orders?: number
  readonly waitMs?: number
  readonly at?: string
  readonly queue?: string
  readonly port?: number
  readonly url?: string
  readonly version?: string
  readonly detail?: string
  readonly error?: unknown
}

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** A JSON log on standard error (or where a test wants it), one line an event. Errors are reduced to type, code, message and stack. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { error: describeError },
      mixin: () => ({ ...presentWork() }),
    },
    destination ?? pino.destination({ dest: 2, sync: true }),
  )
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) {
    const { message } = (error ?? {}) as { message?: unknown }
    return { message: maskSecrets(typeof message === 'string' ? message : String(error)) }
  }
  const { code } = error as { code?: unknown }
  return {
    type: error.name,
    message: maskSecrets(error.message),
    ...(typeof code === 'string' ? { code } : {}),
    stack: maskSecrets(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}
