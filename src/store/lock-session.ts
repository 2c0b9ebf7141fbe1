import pg from 'pg'
import { LockLostError } from '../domain/errors.ts'
import type { Log } from '../runtime/log.ts'
import { asApplication } from './application-role.ts'
import type { FleetQueryable, Queryable } from './database.ts'

/** A lock that is held. Its signal aborts when the lock may be lost: stop working, another process may hold it. */
export interface Lease {
  readonly signal: AbortSignal
  release(): Promise<void>
}

const heartbeatMs = 2500
/** As long as nobody else can take over what we hold. */
const silenceMs = 8000
/** A lock on a server that is no longer the primary keeps nobody out: others take the same one on the new primary. */
const writable = "SELECT NOT current_setting('transaction_read_only')::boolean AS answer"

/** The keys of the locks that somebody holds at this moment. */
export async function listHeldLocks(db: FleetQueryable): Promise<ReadonlySet<bigint>> {
  const { rows } = await db.query<{ key: string }>(
    `SELECT (classid::bigint << 32 | objid::bigint)::text AS key FROM pg_locks
     WHERE locktype = 'advisory' AND objsubid = 1 AND granted
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  )
  return new Set(rows.map(({ key }) => BigInt(key)))
}

/**
 * PostgreSQL's session advisory locks on one dedicated connection.
 *
 * They belong to the session that took them: through a pool, a lock would be released on another session (so
 * held for ever) or granted twice to one. Here every lock of a process lives on one connection that is used for
 * nothing else, and PostgreSQL frees them when the process dies. A session may take its own lock twice, so this
 * object refuses that itself. Losing the connection aborts every lease; the run number stops what still writes.
 */
export class LockSession {
  readonly #connectionString: string
  readonly #log: Log
  readonly #held = new Map<bigint, AbortController>()
  #client: Promise<pg.Client> | null = null
  #heartbeat: NodeJS.Timeout | null = null
  #closed = false
  /** The driver wants one question at a time on a connection. */
  #lastAnswer: Promise<unknown> = Promise.resolve()

  constructor(connectionString: string, log: Log) {
    this.#connectionString = connectionString
    this.#log = log
  }

  /** The lock, or null when somebody else holds it. Throws when the database cannot be reached. */
  async tryAcquire(key: bigint): Promise<Lease | null> {
    if (this.#held.has(key)) return null
    const controller = new AbortController()
    this.#held.set(key, controller)
    try {
      const client = await this.#connect()
      const locked = await this.#ask(client, 'SELECT pg_try_advisory_lock($1) AS answer', [key.toString()])
      // The connection may have been lost and replaced while we waited: then this grant is worth nothing.
      if (locked === true && !controller.signal.aborted) {
        return { signal: controller.signal, release: () => this.#release(key, controller, client) }
      }
    } catch (error) {
      this.#held.delete(key)
      throw error
    }
    this.#held.delete(key)
    return null
  }

  /** Gives all locks back and ends the connection. */
  async close(): Promise<void> {
    this.#closed = true
    if (this.#heartbeat !== null) clearInterval(this.#heartbeat)
    const client = await this.#client?.catch(() => null)
    this.#client = null
    await client?.end().catch(() => {})
  }

  async #release(key: bigint, controller: AbortController, client: pg.Client): Promise<void> {
    if (this.#held.get(key) !== controller) return
    try {
      if (!controller.signal.aborted)
        await this.#ask(client, 'SELECT pg_advisory_unlock($1) AS answer', [key.toString()])
    } catch (error) {
      // The session is gone, and the lock with it.
      this.#log.warn(
        { event: 'lock_release_failed', error },
        'a lock could not be released; its session has ended',
      )
    } finally {
      if (this.#held.get(key) === controller) this.#held.delete(key)
    }
  }

  #ask(client: pg.Client, question: string, values: readonly string[]): Promise<boolean | undefined> {
    const answer = this.#lastAnswer.then(async () => {
      const { rows } = await client.query<{ answer: boolean }>(question, [...values])
      return rows[0]?.answer
    })
    this.#lastAnswer = answer.catch(() => {})
    return answer
  }

  #connect(): Promise<pg.Client> {
    if (this.#closed) return Promise.reject(new Error('the lock session is closed'))
    this.#client ??= this.#open().catch((error: unknown) => {
      this.#client = null
      throw error
    })
    return this.#client
  }

  async #open(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: asApplication(this.#connectionString),
      application_name: 'ordersync locks',
      keepAlive: true,
      connectionTimeoutMillis: 15_000,
      query_timeout: silenceMs,
    })
    client.on('error', (error) => this.#lose(client, error))
    client.on('end', () => this.#lose(client, new Error('the connection ended')))
    await client.connect()
    // Whatever keeps us from asking (a cut wire, a proxy that holds on to a dead connection, a machine that sleeps):
    // after a while without a heartbeat PostgreSQL ends the session and frees our locks.
    await client.query(`SET idle_session_timeout = ${silenceMs}`)
    // A connection can be dead without saying so; a question that is not answered says it.
    this.#heartbeat ??= setInterval(() => void this.#beat(), heartbeatMs).unref()
    return client
  }

  async #beat(): Promise<void> {
    const client = await this.#client?.catch(() => null)
    if (client === null || client === undefined) return
    await this.#ask(client, writable, [])
      .then((answer) => {
        if (answer !== true) throw new Error('the server takes no writes any more')
      })
      .catch((error: Error) => {
        this.#lose(client, error)
        void client.end().catch(() => {})
      })
  }

  #lose(client: pg.Client, error: Error): void {
    void this.#client?.then(
      (current) => {
        if (current !== client) return
        this.#client = null
        if (this.#closed) return
        this.#log.warn(
          { event: 'lock_session_lost', count: this.#held.size, error },
          'the lock connection was lost; its runs stop',
        )
        for (const controller of this.#held.values()) controller.abort(new LockLostError())
        this.#held.clear()
      },
      () => {},
    )
  }
}

/** Whether any process holds the lock now, without touching it. */
export async function isLocked(db: Queryable, key: bigint): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND (classid::bigint << 32 | objid::bigint) = $1`,
    [key.toString()],
  )
  return rows.length > 0
}
