import { type Static, Type } from 'typebox'
import { reasonCodes } from '../../domain/reason-code.ts'
import { nullable, TenantId } from '../schemas.ts'

export const ReasonCodeSchema = Type.Enum([...reasonCodes])
export const OutcomeStatus = Type.Enum(['success', 'skipped', 'failed'])

const RunId = nullable(Type.String({ description: 'The run in the history; null when there was none.' }))

/** What became of one connection. */
export const ConnectionResult = Type.Object({
  connectionId: nullable(Type.String()),
  runId: RunId,
  status: OutcomeStatus,
  reasonCode: ReasonCodeSchema,
  message: Type.String(),
  ordersProcessed: Type.Integer(),
  itemsProcessed: Type.Integer(),
  lastUpdatedAfter: nullable(Type.String()),
})

/** The answer to a sync of one tenant. */
export const SingleResult = Type.Object({
  mode: Type.Literal('single'),
  tenantId: TenantId,
  success: Type.Boolean({ description: 'Whether every connection of the tenant was synced.' }),
  ordersProcessed: Type.Integer(),
  itemsProcessed: Type.Integer(),
  errors: Type.Array(Type.String(), { description: 'What to do about it; empty on success.' }),
  lastUpdatedAfter: nullable(
    Type.String({ description: 'Everything that changed at Amazon up to here is stored.' }),
  ),
  status: OutcomeStatus,
  reasonCode: ReasonCodeSchema,
  message: Type.String(),
  runId: Type.String({ description: 'For GET /orders/sync/runs/{runId}.' }),
  connections: Type.Array(ConnectionResult),
})

/** One tenant in the answer to a sync of all. */
export const TenantResult = Type.Object({
  tenantId: TenantId,
  success: Type.Boolean(),
  ordersProcessed: Type.Integer(),
  itemsProcessed: Type.Integer(),
  error: Type.Optional(Type.String({ description: 'Only when it was not a success.' })),
  status: OutcomeStatus,
  reasonCode: ReasonCodeSchema,
  message: Type.String(),
  runId: RunId,
})

/** The answer to a sync of all tenants. */
export const GlobalResult = Type.Object({
  mode: Type.Literal('global'),
  success: Type.Boolean({
    description: 'False only when nothing could be attempted; then the HTTP status is 503.',
  }),
  tenantsProcessed: Type.Integer({ description: 'Tenants that were attempted: success and failed.' }),
  tenantsSkipped: Type.Integer(),
  totalDuration: Type.Integer({ description: 'In milliseconds.' }),
  results: Type.Array(TenantResult),
  summary: Type.Object({
    total: Type.Integer(),
    success: Type.Integer(),
    skipped: Type.Integer(),
    failed: Type.Integer(),
  }),
  runId: Type.String({ description: 'For GET /orders/sync/runs/{runId}.' }),
})

/** The answer while a sync goes on. */
export const SyncUnderWay = Type.Object({
  mode: Type.Enum(['single', 'global']),
  tenantId: nullable(TenantId),
  runId: Type.String({ description: 'For GET /orders/sync/runs/{runId}.' }),
  status: Type.Literal('running'),
  message: Type.String(),
  progress: Type.Object({ total: Type.Integer(), done: Type.Integer() }),
})

export type ConnectionResult = Static<typeof ConnectionResult>
export type SingleResult = Static<typeof SingleResult>
export type TenantResult = Static<typeof TenantResult>
export type GlobalResult = Static<typeof GlobalResult>
export type SyncUnderWay = Static<typeof SyncUnderWay>
