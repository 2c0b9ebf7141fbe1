import type { ReasonCode } from '../../domain/reason-code.ts'
import type { RequestTarget, SyncRequest } from '../../store/sync-requests.ts'
import type {
  ConnectionResult,
  GlobalResult,
  SingleResult,
  SyncUnderWay,
  TenantResult,
} from './sync-schemas.ts'

/** How bad an outcome is: of several, the worst one speaks. */
const severity = { success: 0, skipped: 1, failed: 2 } as const

/** Reasons for which a connection was not asked at all: somebody has to act, or wanted it so. */
const notAttempted: ReadonlySet<ReasonCode> = new Set(['TOKEN_MISSING', 'TOKEN_REVOKED', 'NOT_CONNECTED'])

/** Reasons that concern all tenants alike. When every attempt ended with one, nothing could be attempted. */
const troubleOfAll: ReadonlySet<ReasonCode> = new Set([
  'APPLICATION_SECRET_REFUSED',
  'SECRET_STORE_UNAVAILABLE',
])

/** A finished request of one tenant: a success only if all of its connections are one. */
export function toSingleResult(
  request: SyncRequest,
  tenantId: string,
  targets: readonly RequestTarget[],
): SingleResult {
  const connections = targets.map(toConnectionResult)
  const worst = worstOf(connections) ?? erasedMeanwhile
  return {
    mode: 'single',
    tenantId,
    success: worst.status === 'success',
    ordersProcessed: sum(connections, (result) => result.ordersProcessed),
    itemsProcessed: sum(connections, (result) => result.itemsProcessed),
    errors: [worst, ...connections]
      .filter((result, index, all) => result.status !== 'success' && all.indexOf(result) === index)
      .map((result) => result.message),
    lastUpdatedAfter: oldest(connections),
    status: worst.status,
    reasonCode: worst.reasonCode,
    message: worst.message,
    runId: request.requestId,
    connections,
  }
}

/**
 * A finished request of all tenants. One tenant's failure never fails the run: `success` is false only when tenants
 * were attempted (their connection ended as success or failed; one that waits for its quota or is not connected
 * counts neither way) and every one of them met a trouble that concerns all tenants alike.
 */
export function toGlobalResult(request: SyncRequest, targets: readonly RequestTarget[]): GlobalResult {
  const results = [...Map.groupBy(targets, (target) => target.tenantId)].map(([tenantId, own]) =>
    toTenantResult(tenantId, own.map(toConnectionResult)),
  )
  const count = (status: TenantResult['status']): number =>
    results.filter((result) => result.status === status).length
  const summary = {
    total: results.length,
    success: count('success'),
    skipped: count('skipped'),
    failed: count('failed'),
  }
  const attempted = results.filter((result) => result.status !== 'skipped')
  const finishedAt = request.finishedAt ?? request.requestedAt
  return {
    mode: 'global',
    success: attempted.length === 0 || attempted.some((result) => !troubleOfAll.has(result.reasonCode)),
    tenantsProcessed: attempted.length,
    tenantsSkipped: summary.skipped,
    totalDuration: Math.max(0, finishedAt.getTime() - request.requestedAt.getTime()),
    results,
    summary,
    runId: request.requestId,
  }
}

export function toUnderWay(
  request: SyncRequest,
  tenantId: string | null,
  targets: readonly RequestTarget[],
): SyncUnderWay {
  return {
    mode: request.mode,
    tenantId,
    runId: request.requestId,
    status: 'running',
    message: `The sync goes on; its result will be at /api/v1/orders/sync/runs/${request.requestId}.`,
    progress: { total: targets.length, done: targets.filter((target) => target.done).length },
  }
}

/** One tenant of a global run: connections that could not be asked do not spoil what the others did. */
function toTenantResult(tenantId: string, connections: readonly ConnectionResult[]): TenantResult {
  const asked = connections.filter(
    (result) => result.status !== 'skipped' || !notAttempted.has(result.reasonCode),
  )
  const worst = worstOf(asked) ?? worstOf(connections) ?? erasedMeanwhile
  const aside = connections.filter((result) => asked.length > 0 && !asked.includes(result))
  const message = [
    worst.message,
    ...aside.map((result) => `connection ${result.connectionId} was skipped: ${result.message}`),
  ].join('; ')
  return {
    tenantId,
    success: worst.status === 'success',
    ordersProcessed: sum(connections, (result) => result.ordersProcessed),
    itemsProcessed: sum(connections, (result) => result.itemsProcessed),
    ...(worst.status === 'success' ? {} : { error: message }),
    status: worst.status,
    reasonCode: worst.reasonCode,
    message,
    runId: worst.runId,
  }
}

function toConnectionResult(target: RequestTarget): ConnectionResult {
  return {
    connectionId: target.connectionId,
    runId: target.runId,
    status: target.status === 'success' || target.status === 'skipped' ? target.status : 'failed',
    reasonCode: target.reasonCode ?? 'UNKNOWN_ERROR',
    message: target.message ?? 'It ended without saying why.',
    ordersProcessed: target.ordersProcessed,
    itemsProcessed: target.itemsProcessed,
    lastUpdatedAfter: target.watermark?.toISOString() ?? null,
  }
}

/** Stands for a tenant whose rows are gone: it was erased while the sync was under way. */
const erasedMeanwhile: ConnectionResult = {
  connectionId: null,
  runId: null,
  status: 'skipped',
  reasonCode: 'NOT_CONNECTED',
  message: 'The tenant was removed while the sync was under way.',
  ordersProcessed: 0,
  itemsProcessed: 0,
  lastUpdatedAfter: null,
}

function worstOf(results: readonly ConnectionResult[]): ConnectionResult | undefined {
  return results.toSorted((a, b) => severity[b.status] - severity[a.status])[0]
}

function sum(results: readonly ConnectionResult[], of: (result: ConnectionResult) => number): number {
  return results.reduce((total, result) => total + of(result), 0)
}

/** The least recent of the watermarks: up to here all connections are stored. Unknown as long as one has none. */
function oldest(results: readonly ConnectionResult[]): string | null {
  const all = results.map((result) => result.lastUpdatedAfter)
  return all.includes(null) ? null : (all.toSorted()[0] ?? null)
}
