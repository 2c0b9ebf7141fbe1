import type { Backfill } from '../../store/backfills.ts'
import type { BackfillAnswer, BackfillEntry } from './backfill-schemas.ts'
import { worstStatus } from './connection-history.ts'

export function toEntry(
  backfill: Pick<Backfill, 'backfillId' | 'connectionId' | 'days' | 'status'>,
  changed: boolean,
): BackfillEntry {
  const { backfillId, connectionId, days, status } = backfill
  return { backfillId, connectionId, days, status, changed }
}

/** What became of each connection; the first that the call changed speaks for all. */
export function toAnswer(
  tenantId: string,
  message: string,
  backfills: readonly BackfillEntry[],
): BackfillAnswer {
  const changed = backfills.filter((entry) => entry.changed)
  const speakers = changed.length > 0 ? changed : backfills
  return {
    backfillId: speakers.find((entry) => entry.backfillId !== null)?.backfillId ?? null,
    tenantId,
    days: speakers[0]?.days ?? 0,
    status: worstStatus(speakers.map((entry) => entry.status)) ?? 'success',
    message,
    backfills: [...backfills],
  }
}
