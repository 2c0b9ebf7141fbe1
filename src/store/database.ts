import { finished } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { isTenantId } from '../domain/tenant-id.ts'
import type { Log } from '../runtime/log.ts'
import { noTracer, type Tracer } from '../runtime/tracer.ts'
import { asApplication } from './application-role.ts'
import { SteadyClient } from './steady-client.ts'

/** Runs SQL. */
export interface Queryable {
  query<Row extends pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ): Promise<pg.QueryResult<Row>>
}

/**
 * Runs SQL for one tenant (`string`), whose rows are then all that it sees and writes, or for nobody (`null`): then no
 * tenant's rows, only the tables without tenant and what `ordersync.fleet_…` shows. PostgreSQL sees to it.
 */
export interface Scoped<Tenant extends string | null> extends Queryable {
  readonly tenantId: Tenant
}

export type TenantQueryable = Scoped<string>
export type FleetQueryable = Scoped<null>

/** Rows of one table of ours, in COPY's text format. */
export interface RowBatch {
  readonly table: string
  /** Those that the rows have, in their order, with commas between them. */
  readonly columns: string
  readonly rows: string
}

/** What `work` of a transaction gets. */
export interface Transaction<Tenant extends string | null = string> extends Scoped<Tenant> {
  /** Inserts new rows by COPY, all of them in one piece: a batch, not a document. */
  insertRows(batch: RowBatch): Promise<void>
}

/** Statements and transactions of one tenant, or of nobody. */
export interface Handle<Tenant extends string | null> extends Scoped<Tenant> {
  /**
   * Runs `work` in one transaction and answers what it answered. A serialization failure or a deadlock rolls
   * back and runs it again (three times at most), so `work` must have no effect outside the transaction.
   */
  transaction<T>(work: (tx: Transaction<Tenant>) => Promise<T>): Promise<T>
}

export type TenantDatabase = Handle<string>

export interface Database extends Handle<null> {
  /** The database as one tenant has it, or with null as nobody has it. Throws when that is no tenant's id. */
  of(tenantId: string): TenantDatabase
  of(tenantId: string | null): TenantDatabase | Handle<null>
  /** The pool of this process now. */
  connections(): PoolCounts
  close(): Promise<void>
}

export interface PoolCounts {
  readonly busy: number
  readonly idle: number
  /** Callers that wait for a connection. */
  readonly waiting: number
}

export interface DatabaseOptions {
  readonly connectionString: string
  readonly applicationName: string
  readonly maxConnections: number
}

/** SQLSTATEs after which the same transaction may succeed: serialization_failure, deadlock_detected. */
const retryableStates = new Set(['40001', '40P01'])

/** Opens a pool. Connections are made on first use; a lost one is replaced by itself. */
export function openDatabase(options: DatabaseOptions, log: Log, tracer: Tracer = noTracer): Database {
  const pool = new pg.Pool({
    Client: SteadyClient,
    connectionString: asApplication(options.connectionString),
    application_name: options.applicationName,
    max: options.maxConnections,
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 30_000,
    // A statement that waits for ever would keep its lane for ever.
    statement_timeout: 60_000,
    // An answer that never comes, because the network swallowed it, ends the connection a little later.
    query_timeout: 65_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    // Statements that need not wait for each other's answers share a round trip.
    pipeline: true,
  })
  // Without a listener, a connection lost while idle (a failover) would end the process.
  pool.on('error', (error) =>
    log.warn({ event: 'database_connection_lost', error }, 'a pooled database connection was lost'),
  )

  const nobody: Handle<null> = {
    tenantId: null,
    query: (text, values) => traced(tracer, text, () => pool.query(text, values as unknown[])),
    transaction: (work) =>
      tracer.tracePart('SQL transaction', sql, () => runTransaction(pool, tracer, null, work)),
  }
  const ofTenant = (tenantId: string): TenantDatabase => {
    if (!isTenantId(tenantId)) throw new TypeError('not the id of a tenant')
    return {
      tenantId,
      query: (text, values) =>
        traced(tracer, text, () => runStatement(pool, tenantId, text, values as unknown[])),
      transaction: (work) =>
        tracer.tracePart('SQL transaction', sql, () => runTransaction(pool, tracer, tenantId, work)),
    }
  }
  return {
    ...nobody,
    of: ((tenantId: string | null) => (tenantId === null ? nobody : ofTenant(tenantId))) as Database['of'],
    connections: () => ({
      busy: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    close: () => pool.end(),
  }
}

const sql = { 'db.system.name': 'postgresql' }

/** The text of a statement has parameters in it, never values. */
function traced<T>(tracer: Tracer, text: string, ask: () => Promise<T>): Promise<T> {
  return tracer.tracePart(`SQL ${/\w+/.exec(text)?.[0] ?? ''}`, { ...sql, 'db.query.text': text }, ask)
}

/** One statement of a tenant: the transaction around it costs no further round trip. */
function runStatement<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  tenantId: string,
  text: string,
  values: unknown[] | undefined,
): Promise<pg.QueryResult<Row>> {
  return attempt(pool, tenantId, async (client, begun) => {
    const [begin, answer, commit] = await Promise.allSettled([
      begun,
      client.query<Row>(text, values),
      client.query('COMMIT'),
    ])
    for (const each of [begin, answer, commit]) if (each.status === 'rejected') throw each.reason
    return (answer as PromiseFulfilledResult<pg.QueryResult<Row>>).value
  })
}

async function runTransaction<Tenant extends string | null, T>(
  pool: pg.Pool,
  tracer: Tracer,
  tenantId: Tenant,
  work: (tx: Transaction<Tenant>) => Promise<T>,
): Promise<T> {
  for (let number = 1; ; number += 1) {
    try {
      return await attempt(pool, tenantId, async (client, begun) => {
        const result = await work({
          tenantId,
          query: (text, values) => traced(tracer, text, () => client.query(text, values as unknown[])),
          insertRows: async (batch) => {
            await begun
            await insertRows(client, batch)
          },
        })
        await begun
        await client.query('COMMIT')
        return result
      })
    } catch (error) {
      if (number >= 3 || !retryableStates.has(sqlState(error) ?? '')) throw error
    }
  }
}

/**
 * Lends a connection whose transaction has been begun, though perhaps not answered yet, and which `work` commits.
 * Whatever goes wrong, the next one to have the connection finds it clean or does not get it.
 */
async function attempt<T>(
  pool: pg.Pool,
  tenantId: string | null,
  work: (client: pg.PoolClient, begun: Promise<unknown>) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  const lost = { error: undefined as Error | undefined }
  const onError = (error: Error): void => {
    lost.error = error
  }
  client.on('error', onError)
  try {
    const begun = client.query(beginSql(tenantId))
    // Whoever awaits it hears of its failure; nobody has to.
    begun.catch(() => {})
    const result = await work(client, begun)
    client.off('error', onError)
    client.release()
    return result
  } catch (error) {
    const rollbackFailure = await client.query('ROLLBACK').then(
      () => undefined,
      (failure: Error) => failure,
    )
    client.off('error', onError)
    // A connection to a server that takes no writes goes, so that the next one may lead to the new primary.
    const misled = sqlState(error) === readOnly ? (error as Error) : undefined
    client.release(rollbackFailure ?? lost.error ?? misled)
    throw error
  }
}

/** The tenant is set for the transaction only: nothing of it is left on the connection, also behind a pooler. */
function beginSql(tenantId: string | null): string {
  if (tenantId === null) return 'BEGIN'
  return `BEGIN; SELECT set_config('ordersync.tenant_id', ${pg.escapeLiteral(tenantId)}, true)`
}

/**
 * PostgreSQL takes no COPY into a table under row-level security, so the rows go into a temporary table first. That
 * costs neither log nor index, and is several times as fast as anything that parses rows in an INSERT.
 */
async function insertRows(client: pg.PoolClient, { table, columns, rows }: RowBatch): Promise<void> {
  const incoming = `pg_temp.incoming_${table}`
  await client.query(
    `CREATE TEMPORARY TABLE IF NOT EXISTS incoming_${table} ON COMMIT DELETE ROWS
     AS SELECT ${columns} FROM ordersync.${table} WITH NO DATA`,
  )
  await copyRows(client, `COPY ${incoming} (${columns}) FROM STDIN`, rows)
  await client.query(
    `INSERT INTO ordersync.${table} (${columns}) SELECT ${columns} FROM ${incoming}; TRUNCATE ${incoming}`,
  )
}

/** The driver refuses COPY on a connection that shares round trips, so this one does not meanwhile. */
async function copyRows(client: pg.PoolClient, statement: string, rows: string): Promise<void> {
  Object.assign(client, { pipeline: false })
  try {
    const stream = client.query(copyFrom(statement))
    stream.end(rows)
    // When PostgreSQL refuses a row while later ones are still being sent, the stream fails a second time at their end;
    // `finished` leaves its listeners on it, so that nobody is surprised.
    await finished(stream)
  } finally {
    Object.assign(client, { pipeline: true })
  }
}

/** The SQLSTATE of an error that PostgreSQL raised, or null for any other error. */
export function sqlState(error: unknown): string | null {
  return error instanceof pg.DatabaseError && error.code !== undefined ? error.code : null
}

/** What the system says of a server that is not there (now); its name may be missing in DNS during a failover, too. */
const unreachable = new Set(
  'ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT ENOENT EHOSTUNREACH EHOSTDOWN ENETUNREACH ENOTFOUND EAI_AGAIN'.split(
    ' ',
  ),
)

/** The server takes no writes (read_only_sql_transaction): after a failover, the one that was the primary. */
const readOnly = '25006'

/**
 * Whether an error says that PostgreSQL cannot be reached, is shutting down or is no longer the primary, so that trying
 * again later is right: class 08 (connection exception), 57P0x (admin shutdown, crash, cannot connect now), 53300 (too
 * many connections), 25006, and the driver's own network errors.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  const state = sqlState(error)
  if (state !== null)
    return state.startsWith('08') || state.startsWith('57P') || state === '53300' || state === readOnly
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  return (
    unreachable.has(String(code)) ||
    /connection terminated|timeout exceeded when trying to connect|^timeout expired$|query read timeout|client has encountered a connection error/i.test(
      error.message,
    )
  )
}
