import type { Lane } from '../../src/domain/lane.ts'
import { laneLockKey } from '../../src/domain/lock-key.ts'
import type { Queryable } from '../../src/store/database.ts'
import { type Cluster, type Member, until } from './cluster.ts'

/** A lane that a process has at this moment. */
interface HeldLane {
  readonly tenantId: string
  readonly connectionId: string
  readonly lane: Lane
  readonly runNumber: string
}

/** What a worker is working on: the lanes whose locks its sessions hold. */
async function lanesOf({ admin }: Cluster, member: Member): Promise<readonly HeldLane[]> {
  const { rows: locks } = await admin.query<{ key: string }>(
    `SELECT (classid::bigint << 32 | objid::bigint)::text AS key FROM pg_locks JOIN pg_stat_activity USING (pid)
     WHERE locktype = 'advisory' AND objsubid = 1 AND granted AND application_name = $1`,
    [member.name],
  )
  const held = new Set(locks.map(({ key }) => key))
  return (await readLanes(admin)).filter(({ tenantId, connectionId, lane }) =>
    held.has(laneLockKey(tenantId, connectionId, lane).toString()),
  )
}

async function readLanes(admin: Queryable): Promise<readonly HeldLane[]> {
  const { rows } = await admin.query<HeldLane>(
    `SELECT tenant_id AS "tenantId", connection_id AS "connectionId", lane, run_number AS "runNumber"
     FROM ordersync.sync_states`,
  )
  return rows
}

/** Waits until the worker holds at least so many lanes, and answers them. */
export async function whileBusy(
  cluster: Cluster,
  member: Member,
  atLeast: number,
): Promise<readonly HeldLane[]> {
  let lanes: readonly HeldLane[] = []
  await until(`${member.name} works on ${atLeast} lanes`, 120_000, async () => {
    lanes = await lanesOf(cluster, member)
    return lanes.length >= atLeast
  })
  return lanes
}

/** Those of the lanes whose runs a process left unfinished: a run may have ended in the moment in which its process broke. */
async function findUnfinished(admin: Queryable, lanes: readonly HeldLane[]): Promise<readonly HeldLane[]> {
  const { rows } = await admin.query<HeldLane>(
    `SELECT tenant_id AS "tenantId", connection_id AS "connectionId", lane, run_number AS "runNumber" FROM ordersync.runs
     WHERE finished_at IS NULL OR status = 'interrupted'`,
  )
  const keyOf = (lane: HeldLane): string => JSON.stringify([lane.connectionId, lane.lane, lane.runNumber])
  const unfinished = new Set(rows.map(keyOf))
  return lanes.filter((lane) => unfinished.has(keyOf(lane)))
}

/** Seconds until another process had begun the next run of each of these lanes, which a broken one had. */
export async function measureTakeover(
  { admin }: Cluster,
  held: readonly HeldLane[],
): Promise<readonly number[]> {
  const startedAt = Date.now()
  const lanes = await findUnfinished(admin, held)
  if (lanes.length === 0) throw new Error('the process had nothing under way when it broke')
  const taken = new Map<string, number>()
  await until('every lane is taken over', 60_000, async () => {
    const rows = await readLanes(admin)
    for (const { tenantId, connectionId, lane, runNumber } of lanes) {
      const now = rows.find(
        (row) => row.tenantId === tenantId && row.connectionId === connectionId && row.lane === lane,
      )
      const name = `${tenantId}/${connectionId}/${lane}`
      if (now !== undefined && BigInt(now.runNumber) > BigInt(runNumber) && !taken.has(name))
        taken.set(name, (Date.now() - startedAt) / 1000)
    }
    return taken.size === lanes.length
  }).catch((error: Error) => {
    const left = lanes.map((lane) => `${lane.tenantId}/${lane.connectionId}/${lane.lane}`)
    throw new Error(`${error.message}: ${left.filter((name) => !taken.has(name)).join(', ')}`)
  })
  return [...taken.values()].sort((a, b) => a - b)
}
