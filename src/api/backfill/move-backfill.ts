import type { BackfillStatus } from '../../domain/backfill-progress.ts'
import { type Backfill, listBackfills, moveBackfill } from '../../store/backfills.ts'
import type { TenantQueryable } from '../../store/database.ts'
import { requireConnection } from '../connections/connection-view.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { requireTenant } from '../tenant-choice.ts'
import { toAnswer, toEntry } from './backfill-answer.ts'
import { BackfillAnswer, BackfillMove } from './backfill-schemas.ts'

/** What each wish moves from where to where, and what is said when there is nothing to move. */
const moves = {
  pause: {
    summary: 'Stop fetching history; every finished window is kept',
    from: ['in_progress'],
    to: 'paused',
    refusal: 'backfill_not_running',
  },
  resume: {
    summary: 'Let a paused backfill go on from where it stopped',
    from: ['paused'],
    to: 'in_progress',
    refusal: 'backfill_not_paused',
  },
  cancel: {
    summary: 'Give up the rest of a backfill; what it stored is kept',
    from: ['in_progress', 'paused'],
    to: 'cancelled',
    refusal: 'backfill_not_running',
  },
} as const satisfies Record<
  string,
  {
    readonly summary: string
    readonly from: readonly BackfillStatus[]
    readonly to: BackfillStatus
    readonly refusal: 'backfill_not_running' | 'backfill_not_paused'
  }
>

type Wish = keyof typeof moves

/** Pause, resume and cancel: the same call, with the wish in its address. */
export function registerMoveBackfill(api: Api, { db }: ApiContext): void {
  for (const wish of Object.keys(moves) as Wish[]) {
    const { summary, to } = moves[wish]
    api.post(
      `/orders/sync/backfill/${wish}`,
      {
        schema: {
          operationId: `${wish}Backfill`,
          tags: ['Backfill'],
          summary,
          description:
            'Of every connection of the tenant unless one is named; 409 with the present status when there is none to move, and then nothing is changed.',
          querystring: BackfillMove,
          body: BackfillMove,
          response: { 200: BackfillAnswer },
        },
      },
      async (request) => {
        const { tenantId } = await requireTenant(db, request)
        const connectionId = request.body.connectionId ?? request.query.connectionId ?? null
        if (connectionId !== null) await requireConnection(db, tenantId, connectionId)
        const { moved, kept } = await db.of(tenantId).transaction((tx) => move(tx, connectionId, wish))
        return toAnswer(tenantId, `The backfill is ${to === 'in_progress' ? 'going on' : to}.`, [
          ...moved.map((backfill) => toEntry({ ...backfill, status: to }, true)),
          ...kept.map((backfill) => toEntry(backfill, false)),
        ])
      },
    )
  }
}

/** Moves the newest backfill of each connection that the wish fits. Throws a 409 when it fits none. */
async function move(
  tx: TenantQueryable,
  connectionId: string | null,
  wish: Wish,
): Promise<{ readonly moved: readonly Backfill[]; readonly kept: readonly Backfill[] }> {
  const { from, to } = moves[wish]
  const newest = newestOfEach(await listBackfills(tx, connectionId))
  const moved: Backfill[] = []
  for (const backfill of newest) {
    if (await moveBackfill(tx, backfill.backfillId, from, to)) moved.push(backfill)
  }
  if (moved.length > 0) return { moved, kept: newest.filter((backfill) => !moved.includes(backfill)) }
  const [present] = newestOfEach(await listBackfills(tx, connectionId))
  const detail =
    present === undefined
      ? 'There is no backfill to'
      : `The backfill is ${present.status}: there is nothing to`
  throw new Problem(moves[wish].refusal, `${detail} ${wish}.`, {
    extra: { backfillId: present?.backfillId ?? null, backfillStatus: present?.status ?? null },
  })
}

function newestOfEach(backfills: readonly Backfill[]): readonly Backfill[] {
  return [...Map.groupBy(backfills, (backfill) => backfill.connectionId).values()].flatMap((own) =>
    own.slice(0, 1),
  )
}
