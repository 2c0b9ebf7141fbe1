import { findMissing, type Span } from '../../domain/backfill-plan.ts'
import { planStart } from '../../domain/backfill-planner.ts'
import { findFollowedSince } from '../../store/backfill-status.ts'
import { type Backfill, createBackfill, listBackfills } from '../../store/backfills.ts'
import { listCoverage } from '../../store/coverage.ts'
import type { TenantQueryable } from '../../store/database.ts'
import type { ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { toEntry } from './backfill-answer.ts'
import type { BackfillEntry } from './backfill-schemas.ts'
import { isActive } from './connection-history.ts'

export interface BackfillWish {
  readonly connectionId: string
  readonly days: number
  readonly range: Span
}

/** Starts the backfill of a connection, unless one is active or nothing is missing. */
export async function startBackfill(
  tx: TenantQueryable,
  { random }: Pick<ApiContext, 'random'>,
  wish: BackfillWish,
): Promise<BackfillEntry> {
  const { connectionId, days, range } = wish
  const active = await findActive(tx, connectionId)
  if (active !== null) return toEntry(active, false)
  const missing = findMissing(
    range,
    await listCoverage(tx, connectionId),
    await findFollowedSince(tx, connectionId),
  )
  const start = planStart(missing)
  if (start === null) {
    const [newest] = await listBackfills(tx, connectionId)
    return { backfillId: newest?.backfillId ?? null, connectionId, days, status: 'success', changed: false }
  }
  const created = await createBackfill(tx, {
    backfillId: random.id('bf'),
    connectionId,
    days,
    isRepair: false,
    ...start,
  })
  if (created === null) {
    // Somebody else started one since we looked.
    const other = await findActive(tx, connectionId)
    if (other !== null) return toEntry(other, false)
    throw new Problem('conflict', 'The backfill is being changed by somebody else: try again.')
  }
  return toEntry(created, true)
}

async function findActive(tx: TenantQueryable, connectionId: string): Promise<Backfill | null> {
  const backfills = await listBackfills(tx, connectionId)
  return backfills.find((backfill) => isActive(backfill.status)) ?? null
}
