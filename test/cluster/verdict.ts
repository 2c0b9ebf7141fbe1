import { compareWithTruth, settledAfterMs } from '../compare-with-truth.ts'
import { type Cluster, hasEnded, until } from './cluster.ts'

/** What is wrong in the end: every figure should be 0. */
export interface Verdict {
  readonly lost: number
  readonly doubled: number
  readonly stale: number
  readonly phantom: number
  readonly crossTenant: number
  /** Runs of one connection and lane that were at Amazon at the same time. */
  readonly overlaps: number
  readonly interleaved: number
  readonly openRuns: number
  /** Sellers said to be disconnected, applications said to be refused, orders said to be unreadable: none of it is true. */
  readonly lies: number
  /** Processes that ended by themselves. */
  readonly deaths: number
}

/** Lets Amazon stand still and the workers catch up, then compares. Answers besides how many orders were compared. */
export async function judge(
  cluster: Cluster,
): Promise<{ verdict: Verdict; compared: number; runs: number; examples: readonly string[] }> {
  const { admin, simulator, fleet } = cluster
  simulator.control.clearFaults()
  const frozenAt = simulator.control.freeze()
  const target = new Date(frozenAt.getTime() + settledAfterMs)
  const expected = fleet.roster.filter((entry) => entry.refreshToken !== null).length
  await until('every watermark passes the end of the world', 400_000, async () => {
    const { rows } = await admin.query<{ passed: number }>(
      `SELECT count(*)::integer AS passed FROM ordersync.sync_states WHERE lane = 'delta' AND watermark >= $1`,
      [target],
    )
    return rows[0]?.passed === expected
  })
  const openRuns = await countAbandonedRuns(cluster)
  const { compared, examples, ...difference } = await compareWithTruth(admin, fleet.roster, (sellerId) =>
    simulator.control.truth({ sellerId }),
  )
  const tokens = simulator.control.stats().tokens
  const { rows } = await admin.query<{ lies: number; runs: number }>(
    `SELECT ((SELECT count(*) FROM ordersync.connections WHERE status = 'reauthorization_required')
       + (SELECT count(*) FROM ordersync.refused_applications) + (SELECT count(*) FROM ordersync.quarantine))::integer AS lies,
       (SELECT count(*)::integer FROM ordersync.runs) AS runs`,
  )
  return {
    compared,
    examples,
    runs: rows[0]?.runs ?? 0,
    verdict: {
      ...difference,
      overlaps: tokens.reduce((sum, token) => sum + token.overlaps, 0),
      interleaved: tokens.reduce((sum, token) => sum + token.interleaved, 0),
      openRuns,
      lies: rows[0]?.lies ?? 0,
      deaths: cluster.members.filter(({ child }) => child === null || hasEnded(child)).length,
    },
  }
}

/** Runs that are open although nobody holds their lane's lock, once the janitor has had its time. */
async function countAbandonedRuns({ admin, time }: Cluster): Promise<number> {
  const open = async (): Promise<number> => {
    const { rows } = await admin.query<{ open: number }>(
      `SELECT count(*)::integer AS open FROM ordersync.runs
       WHERE finished_at IS NULL AND started_at < ordersync.now() - make_interval(secs => $1)`,
      [60 * time.speed],
    )
    return rows[0]?.open ?? 0
  }
  await until('runs without a process are closed', 60_000, async () => (await open()) === 0).catch(() => {})
  return open()
}
