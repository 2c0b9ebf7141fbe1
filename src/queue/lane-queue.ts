import type pg from 'pg'
import { type ConstructorOptions, type Job, type JobResult, PgBoss } from 'pg-boss'
import type { Lane, RunTrigger } from '../domain/lane.ts'
import type { Log } from '../runtime/log.ts'
import { asApplication } from '../store/application-role.ts'
import type { Queryable } from '../store/database.ts'
import { SteadyClient } from '../store/steady-client.ts'
import type { DueLane } from '../store/sync-states.ts'

/** A lane to be run: one job. */
export interface LaneJob extends DueLane {
  readonly trigger: RunTrigger
  /** The first look into a new seller's history: it is taken before what others' histories still need. */
  readonly isFirst?: boolean
}

/**
 * What changes, what somebody waits for, history and its details have queues and places of their own: however many
 * backfills import at once, no poll and no person waits for them, and no new seller for other sellers' details.
 */
const queueNames = ['delta', 'import', 'history', 'detail'] as const
const batchSize = 10
const pooledConnections = 5
/** What a worker's queue takes of PostgreSQL's connections at most: its pool, and one that listens for new jobs. */
export const queueConnections = pooledConnections + 1

function queueOf(lane: Lane): (typeof queueNames)[number] {
  return lane === 'backfill' ? 'history' : lane
}

function keyOf({ tenantId, connectionId, lane }: DueLane): string {
  return `${tenantId}/${connectionId}/${lane}`
}

/** The more somebody waits for it, the earlier it is taken. */
const priorities: Readonly<Record<RunTrigger, number>> = { manual: 10, global: 5, schedule: 0 }

/**
 * The work of all processes, in pg-boss on the same PostgreSQL: who runs what, where. A lane is queued or running
 * at most once (policy `exclusive`, keyed by the lane); that saves work, while mutual exclusion itself rests on the
 * lane's lock. A job that a dead process held goes to another one when `closeAbandonedRuns` finds its run, within seconds; at the
 * latest when its heartbeat is missed for ten.
 */
export class LaneQueue {
  readonly #boss: PgBoss
  readonly #log: Log

  constructor(connectionString: string, log: Log) {
    this.#log = log
    const settings: ConstructorOptions & pg.PoolConfig = {
      Client: SteadyClient,
      connectionString: asApplication(connectionString),
      schema: 'ordersync_queue',
      // The migration made it, for the application's role.
      createSchema: false,
      application_name: 'ordersync queue',
      max: pooledConnections,
      schedule: false,
      // How soon a job of a dead process is noticed, once its heartbeat is missing.
      superviseIntervalSeconds: 1,
      monitorIntervalSeconds: 1,
      useListenNotify: true,
    }
    this.#boss = new PgBoss(settings)
    // Without a listener, a database failover would end the process; pg-boss goes on by itself.
    this.#boss.on('error', (error) =>
      log.warn({ event: 'queue_error', error }, 'the queue could not reach its tables; it tries again'),
    )
  }

  /** Creates or upgrades the queue's own tables and makes the queue ready. */
  async start(): Promise<void> {
    await this.#boss.start()
    for (const name of queueNames) {
      await this.#boss.createQueue(name, {
        policy: 'exclusive',
        notify: true,
        heartbeatSeconds: 10,
        expireInSeconds: 3600,
        retryLimit: 5,
        retryDelay: 1,
        retryBackoff: true,
        retryDelayMax: 60,
        // Done work says nothing that `runs` does not; at ten thousand tenants a week of it would be 67 million rows.
        deleteAfterSeconds: 300,
      })
    }
  }

  /** Whether the queue's own tables answer. Throws when the database does not. */
  async isThere(): Promise<boolean> {
    return (await this.#boss.getQueue(queueNames[0])) !== null
  }

  /** Since somebody here last asked for a job of the first queue, also in vain, in milliseconds; 0 before `work`. */
  silentForMs(): number {
    const places = this.#boss.getWipData().filter(({ name }) => name === queueNames[0])
    const signs = places.flatMap(({ createdOn, lastFetchedOn, lastErrorOn }) => [
      createdOn,
      lastFetchedOn ?? 0,
      lastErrorOn ?? 0,
    ])
    return signs.length === 0 ? 0 : Math.max(0, Date.now() - Math.max(...signs))
  }

  /** Queues lanes, in the caller's transaction. One that is queued or running already stays as it is. */
  async enqueue(tx: Queryable, jobs: readonly LaneJob[]): Promise<void> {
    for (const [name, own] of Map.groupBy(jobs, (job) => queueOf(job.lane))) {
      await this.#boss.insert(
        name,
        own.map((job) => ({
          data: job,
          singletonKey: keyOf(job),
          priority: priorities[job.trigger] + (job.isFirst === true ? 1 : 0),
        })),
        { db: { executeSql: (text, values) => tx.query(text, values) } },
      )
    }
  }

  /** Whether somebody got the job of a lane so lately that they may not have its lock yet. */
  async wasJustTaken(lane: DueLane): Promise<boolean> {
    const { rows } = await this.#boss.getDb().executeSql(
      `SELECT FROM ordersync_queue.job WHERE name = $1 AND singleton_key = $2 AND state = 'active'
         AND started_on > now() - interval '3 s'`,
      [queueOf(lane.lane), keyOf(lane)],
    )
    return rows.length > 0
  }

  /** Lets another process have the job of a lane whose own has died. The caller holds the lane's lock. */
  async giveBack(lane: DueLane): Promise<void> {
    const name = queueOf(lane.lane)
    const { rows } = await this.#boss
      .getDb()
      .executeSql(
        `SELECT id FROM ordersync_queue.job WHERE name = $1 AND singleton_key = $2 AND state = 'active'`,
        [name, keyOf(lane)],
      )
    for (const { id } of rows) await this.#boss.fail(name, id, { reason: 'its process has died' })
  }

  /**
   * Takes jobs, at most `concurrency` at a time in this process. The handler answers `again` to give a job back for
   * another process; so does one that throws. It never disturbs the other jobs.
   */
  async work(concurrency: number, handle: (job: LaneJob) => Promise<'done' | 'again'>): Promise<void> {
    const polling = {
      perJobResults: true,
      pollingIntervalSeconds: 1,
      notifyPollingIntervalSeconds: 1,
    } as const
    const settle = (jobs: Job<LaneJob>[]): Promise<JobResult[]> =>
      Promise.all(jobs.map((job) => this.#settle(job, handle)))
    await this.#boss.work(
      'delta',
      {
        ...polling,
        batchSize: Math.min(batchSize, concurrency),
        localConcurrency: Math.ceil(concurrency / batchSize),
        burstWhenBatchFull: true,
      },
      settle,
    )
    // One at a time in each place: a report may take minutes, and nobody shall wait for a neighbour in its batch.
    for (const name of ['import', 'history', 'detail'] as const) {
      await this.#boss.work(
        name,
        { ...polling, localConcurrency: Math.max(2, Math.ceil(concurrency / 20)) },
        settle,
      )
    }
  }

  /** Stops taking jobs and waits for those that run, up to `timeoutMs`. */
  async stop(timeoutMs: number): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: timeoutMs })
  }

  async #settle(job: Job<LaneJob>, handle: (job: LaneJob) => Promise<'done' | 'again'>): Promise<JobResult> {
    try {
      return { id: job.id, status: (await handle(job.data)) === 'done' ? 'completed' : 'failed' }
    } catch (error) {
      const { tenantId, connectionId, lane } = job.data
      this.#log.warn(
        { event: 'job_failed', tenantId, connectionId, lane, error },
        'a lane could not be run; it is tried again',
      )
      return { id: job.id, status: 'failed' }
    }
  }
}
