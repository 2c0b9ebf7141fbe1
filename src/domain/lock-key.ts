import { createHash } from 'node:crypto'
import type { Lane } from './lane.ts'

/** The 64-bit key of a lane's lock. A signed integer, as PostgreSQL's advisory locks take it. */
export function laneLockKey(tenantId: string, connectionId: string, lane: Lane): bigint {
  return createHash('sha256').update(`lane/${tenantId}/${connectionId}/${lane}`).digest().readBigInt64BE(0)
}
