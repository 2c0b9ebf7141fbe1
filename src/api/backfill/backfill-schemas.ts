import { type Static, Type } from 'typebox'
import { longestHistoryDays, usualHistoryDays } from '../../domain/backfill-plan.ts'
import { backfillStatuses } from '../../domain/backfill-progress.ts'
import { Id, Instant, nullable, strict, TenantId } from '../schemas.ts'
import { waitingFor } from './connection-history.ts'

/** Which backfill a call is about: the tenant's, or that of one of its connections. */
export const BackfillChoice = {
  tenantId: Type.Optional(TenantId),
  connectionId: Type.Optional({
    ...Id,
    description: 'One connection; every one of the tenant unless given.',
  }),
}

export const Days = Type.Optional(
  Type.Integer({
    minimum: 1,
    maximum: longestHistoryDays,
    description: `How far back, by the time when orders were placed; ${usualHistoryDays} unless given.`,
  }),
)

export const BackfillStatusSchema = Type.Enum([...backfillStatuses])

const Percent = nullable(
  Type.Number({ minimum: 0, maximum: 100, description: 'How much of the time that is fetched is done.' }),
)
const SecondsLeft = nullable(
  Type.Integer({
    minimum: 0,
    description:
      'From the quotas and from how long the reports took so far; null when nobody can know, such as while it is paused or Amazon does not answer.',
  }),
)

const OrdersReceived = Type.Integer({
  description:
    'Orders that this backfill received, each time that one came: what was stored before counts, and what was read again. How many are stored: ordersCount and counts.',
})
const LastError = nullable(Type.String())
const WaitingFor = nullable(
  Type.Enum([...waitingFor], {
    description:
      'What an unfinished backfill waits for: that its connection is resumed, or that the seller connects Amazon, or does so again.',
  }),
)

/** The history of a tenant in one line. */
export const BackfillSummary = Type.Object({
  status: BackfillStatusSchema,
  percent: Percent,
  ordersStored: OrdersReceived,
  estimatedSecondsLeft: SecondsLeft,
  lastError: LastError,
  waitingFor: WaitingFor,
})

const Window = Type.Object({
  connectionId: Type.String(),
  number: Type.Integer({ description: '1 is the newest.' }),
  from: Instant,
  to: Instant,
  source: Type.Enum(['report', 'search']),
  state: Type.Enum(['planned', 'requesting', 'requested', 'done']),
  attempts: Type.Integer(),
  orders: Type.Integer(),
  brokenRows: Type.Integer({
    description: 'Rows of the report that could not be read: see GET /quarantine.',
  }),
  error: nullable(Type.String()),
  nextTryAt: nullable(Instant),
})

const Progress = Type.Object({
  state: nullable(
    Type.Enum([...backfillStatuses], {
      description:
        'Of the newest backfill, a cancelled one included, as it was last moved: also in_progress while nothing succeeds.',
    }),
  ),
  phase: nullable(
    Type.Enum(['search', 'windows'], {
      description: 'search: the newest orders, with the burst. windows: the rest, by reports.',
    }),
  ),
  paused: Type.Boolean(),
  repair: Type.Boolean({
    description: 'The newest backfill was begun by the engine itself, to close a gap that it had found.',
  }),
  windowsDone: Type.Integer(),
  windowsTotal: Type.Integer({ description: '0 until the first phase has shown what it leaves.' }),
  ordersStored: OrdersReceived,
  percent: Percent,
  estimatedSecondsLeft: SecondsLeft,
  windows: Type.Array(Window),
})

const history = {
  backfillId: nullable(Type.String({ description: 'The newest backfill; null when there was none.' })),
  initialBackfillDays: nullable(Type.Integer()),
  initialBackfillDoneAt: nullable(Instant),
  initialBackfillStatus: nullable(
    Type.Enum(['in_progress', 'paused', 'success', 'failed'], {
      description:
        'A cancelled backfill does not count: then it is that of the one before, or null. failed: nobody can go on with it, lastError says why; it goes on by itself when that is over.',
    }),
  ),
  lastError: LastError,
  waitingFor: WaitingFor,
  coverageCheckedAt: nullable(
    Type.String({
      format: 'date-time',
      description: 'When the finished history was last seen to have no gap.',
    }),
  ),
  progress: Progress,
}

/** The answer about a tenant. */
export const BackfillReport = Type.Object({
  tenantId: TenantId,
  ...history,
  ordersCount: Type.Integer(),
  oldestOrderDate: nullable(Instant),
  coverage: Type.Array(
    Type.Object({
      connectionId: Type.String(),
      from: Instant,
      to: Instant,
      level: Type.Enum(['full', 'outline']),
      proof: Type.Enum(['search', 'report', 'empty', 'delta']),
    }),
    {
      description:
        'Times of which every order is stored, oldest first, with what proved it. delta: what changed has been followed since then.',
    },
  ),
  gaps: Type.Array(Type.Object({ connectionId: Type.String(), from: Instant, to: Instant }), {
    description:
      'Times that a finished backfill had fetched and that nothing proves complete any more, newest first. The engine looks once a day and fetches them again by itself.',
  }),
  detail: Type.Object({
    full: Type.Integer(),
    outline: Type.Integer({ description: 'Orders of a report whose items and packages are yet to come.' }),
  }),
  connections: Type.Array(Type.Object({ connectionId: Type.String(), ...history })),
})

/** One connection in the answer to a call that starts or moves backfills. */
const BackfillEntry = Type.Object({
  backfillId: nullable(Type.String()),
  connectionId: Type.String(),
  days: Type.Integer(),
  status: BackfillStatusSchema,
  changed: Type.Boolean({ description: 'Whether this call started or moved it.' }),
})

/** The answer to a call that starts or moves backfills. */
export const BackfillAnswer = Type.Object({
  backfillId: nullable(
    Type.String({ description: 'Null when nothing was missing and none was ever needed.' }),
  ),
  tenantId: TenantId,
  days: Type.Integer(),
  status: BackfillStatusSchema,
  message: Type.String(),
  backfills: Type.Array(BackfillEntry),
})

export const BackfillMove = strict(BackfillChoice)

export type BackfillSummary = Static<typeof BackfillSummary>
export type BackfillReport = Static<typeof BackfillReport>
export type BackfillEntry = Static<typeof BackfillEntry>
export type BackfillAnswer = Static<typeof BackfillAnswer>
