import { finished } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Log } from '../runtime/log.ts'

/** Runs SQL: the pool itself, or one transaction of it. */
export interface Queryable {
  query<Row extends pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ): Promise<pg.QueryResult<Row>>
}

/** What `work` of a transaction gets. */
export interface Transaction extends Queryable {
  /** Runs `COPY … FROM STDIN` with rows in COPY's text format, all of them in one piece: a batch, not a document. */
  copy(statement: string, rows: string): Promise<void>
}

export interface Database extends Queryable {
  /**
   * Runs `work` in one transaction and answers what it answered. A serialization failure or a deadlock rolls
   * back and runs it again (three times at most), so `work` must have no effect outside the transaction.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  readonly pool: pg.Pool
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly connectionString: string
  readonly applicationName: string
  readonly maxConnections: number
}

/** SQLSTATEs after which the same transaction may succeed: serialization_failure, deadlock_detected. */
const retryableStates = new Set(['40001', '40P01'])

/** Opens a pool. Connections are made on first use; a lost one is replaced by itself. */
export function openDatabase(options: DatabaseOptions, log: Log): Database {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    application_name: options.applicationName,
    max: options.maxConnections,
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 30_000,
    // A statement that waits for ever would keep its lane for ever.
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
  })
  // Without a listener, a connection lost while idle (a failover) would end the process.
  pool.on('error', (error) =>
    log.warn({ event: 'database_connection_lost', error }, 'a pooled database connection was lost'),
  )

  return {
    pool,
    query: (text, values) => pool.query(text, values as unknown[]),
    transaction: (work) => runTransaction(pool, work),
    close: () => pool.end(),
  }
}

async function runTransaction<T>(pool: pg.Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect()
    const lost = { error: undefined as Error | undefined }
    const onError = (error: Error): void => {
      lost.error = error
    }
    client.on('error', onError)
    try {
      await client.query('BEGIN')
      const result = await work({
        query: (text, values) => client.query(text, values as unknown[]),
        copy: (statement, rows) => copyRows(client, statement, rows),
      })
      await client.query('COMMIT')
      client.off('error', onError)
      client.release()
      return result
    } catch (error) {
      const rollbackFailure = await client.query('ROLLBACK').then(
        () => undefined,
        (failure: Error) => failure,
      )
      client.off('error', onError)
      client.release(rollbackFailure ?? lost.error)
      if (attempt >= 3 || !retryableStates.has(sqlState(error) ?? '')) throw error
    }
  }
}

async function copyRows(client: pg.ClientBase, statement: string, rows: string): Promise<void> {
  const stream = client.query(copyFrom(statement))
  stream.end(rows)
  // When PostgreSQL refuses a row while later ones are still being sent, the stream fails a second time at their end;
  // `finished` leaves its listeners on it, so that nobody is surprised.
  await finished(stream)
}

/** The SQLSTATE of an error that PostgreSQL raised, or null for any other error. */
export function sqlState(error: unknown): string | null {
  return error instanceof pg.DatabaseError && error.code !== undefined ? error.code : null
}

/**
 * Whether an error says that PostgreSQL cannot be reached or is shutting down, so that trying again later is right:
 * class 08 (connection exception), 57P0x (admin shutdown, crash, cannot connect now), 53300 (too many
 * connections), and the driver's own network errors.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  const state = sqlState(error)
  if (state !== null) return state.startsWith('08') || state.startsWith('57P') || state === '53300'
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  return (
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT'].includes(String(code)) ||
    /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i.test(
      error.message,
    )
  )
}
