import { type Static, Type } from 'typebox'
import type { Run, RunWithCalls } from '../../store/runs.ts'
import { Instant, nullable, TenantId } from '../schemas.ts'
import { ReasonCodeSchema } from './sync-schemas.ts'

export const RunStatusSchema = Type.Enum(['success', 'skipped', 'failed', 'interrupted'])

export const RunView = Type.Object({
  runId: Type.String(),
  tenantId: TenantId,
  connectionId: Type.String(),
  lane: Type.String(),
  trigger: Type.Enum(['schedule', 'manual', 'global']),
  startedAt: Instant,
  finishedAt: nullable(Instant),
  status: nullable(RunStatusSchema),
  reasonCode: nullable(ReasonCodeSchema),
  message: nullable(Type.String()),
  pages: Type.Integer(),
  ordersProcessed: Type.Integer(),
  itemsProcessed: Type.Integer(),
  ordersChanged: Type.Integer(),
  quarantined: Type.Integer(),
  watermarkBefore: nullable(Instant),
  watermarkAfter: nullable(Instant),
})

/** One run with what it asked Amazon. */
export const RunDetail = Type.Object({
  ...RunView.properties,
  calls: Type.Array(
    Type.Object({
      operation: Type.String(),
      sentAt: Instant,
      status: Type.Union([Type.Integer(), Type.Literal('error')], {
        description: "Amazon's HTTP status; `error` when no answer came.",
      }),
      durationMs: Type.Integer(),
      amazonRequestId: nullable(Type.String({ description: "For Amazon's support." })),
    }),
    {
      description:
        'The requests to Amazon, in order. Empty while it runs, and when its process ended before it was done.',
    },
  ),
})

export type RunView = Static<typeof RunView>

export function toRunView(run: Run): RunView {
  return {
    runId: run.runId,
    tenantId: run.tenantId,
    connectionId: run.connectionId,
    lane: run.lane,
    trigger: run.trigger,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    status: run.status,
    reasonCode: run.reasonCode,
    message: run.message,
    pages: run.pages,
    ordersProcessed: run.ordersProcessed,
    itemsProcessed: run.itemsProcessed,
    ordersChanged: run.ordersChanged,
    quarantined: run.quarantined,
    watermarkBefore: run.watermarkBefore?.toISOString() ?? null,
    watermarkAfter: run.watermarkAfter?.toISOString() ?? null,
  }
}

export function toRunDetail(run: RunWithCalls): Static<typeof RunDetail> {
  return {
    ...toRunView(run),
    calls: run.calls.map((call) => ({ ...call, sentAt: call.sentAt.toISOString() })),
  }
}
