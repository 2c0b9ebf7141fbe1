import type { Random } from '../runtime/random.ts'
import type { Database } from '../store/database.ts'
import { type ReplayedBatch, replayMapping } from './replay-mapping.ts'
import { type ReplayedPiece, replayQuarantined } from './replay-quarantine.ts'

/** Reading stored documents again, on a given database. */
export function createReplay(
  db: Database,
  random: Random,
): {
  mapping(tenantId: string, after: string | null, limit: number): Promise<ReplayedBatch>
  quarantined(tenantId: string, quarantineId: string): Promise<ReplayedPiece | null>
} {
  return {
    mapping: (tenantId, after, limit) => replayMapping(db, tenantId, after, limit, random),
    quarantined: (tenantId, quarantineId) => replayQuarantined(db, tenantId, quarantineId, random),
  }
}
