import Fastify, { type FastifyInstance } from 'fastify'
import { noTracer } from '../runtime/tracer.ts'
import { registerAppstoreLogin } from './amazon-oauth/appstore-login.ts'
import { registerConsentCallback } from './amazon-oauth/consent-callback.ts'
import { registerCreateApiKey } from './api-keys/create-api-key.ts'
import { registerListApiKeys } from './api-keys/list-api-keys.ts'
import { registerRevokeApiKey } from './api-keys/revoke-api-key.ts'
import { registerRotateApiKey } from './api-keys/rotate-api-key.ts'
import { registerExportAudit } from './audit-log/export-audit.ts'
import { registerListAudit } from './audit-log/list-audit.ts'
import { createRefusalAudit } from './audit-refusals.ts'
import { registerGetBackfillStatus } from './backfill/get-backfill-status.ts'
import { registerMoveBackfill } from './backfill/move-backfill.ts'
import { registerRunBackfill } from './backfill/run-backfill.ts'
import { registerRunGlobalBackfill } from './backfill/run-global-backfill.ts'
import { answerConnectionError } from './connection-error.ts'
import { registerAuthorizeConnection } from './connections/authorize-connection.ts'
import { registerChangeConnection } from './connections/change-connection.ts'
import { registerCreateConnection } from './connections/create-connection.ts'
import { registerDeleteConnection } from './connections/delete-connection.ts'
import { registerGetConnection } from './connections/get-connection.ts'
import { registerListConnections } from './connections/list-connections.ts'
import { registerListQuotas } from './connections/list-quotas.ts'
import { registerPauseConnection } from './connections/pause-connection.ts'
import type { Api, ApiContext, ApiDependencies } from './context.ts'
import { registerDashboard } from './dashboard/serve-dashboard.ts'
import { arrivalLimits, refuseLongAddresses } from './edge/arrival.ts'
import { AuditBudget } from './edge/audit-budget.ts'
import { CallLimits } from './edge/call-limits.ts'
import { registerCors } from './edge/cors.ts'
import { defaultEdge, type EdgeSettings } from './edge/edge-settings.ts'
import { GuessGuard } from './edge/guess-guard.ts'
import { sendError, sendProblem } from './error-handler.ts'
import { registerIdentity } from './identity.ts'
import { registerListMarketplaces } from './marketplaces/list-marketplaces.ts'
import { registerDocsPage, registerOpenApi } from './openapi.ts'
import { registerGetApplication } from './operation/get-application.ts'
import { registerGetMetrics } from './operation/get-metrics.ts'
import { registerHealthRoutes } from './operation/health-routes.ts'
import { registerListChanges } from './orders/changes/list-changes.ts'
import { registerStreamChanges } from './orders/changes/stream-changes.ts'
import { registerDeleteBuyer } from './orders/delete-buyer.ts'
import { registerExportOrders } from './orders/export-orders.ts'
import { registerGetOrder } from './orders/get-order.ts'
import { registerGetStatusCounts } from './orders/get-status-counts.ts'
import { registerImportOne } from './orders/import-one.ts'
import { registerListOrders } from './orders/list-orders.ts'
import { registerReplayOrders } from './orders/replay-orders.ts'
import { Problem } from './problem.ts'
import { registerListQuarantine } from './quarantine/list-quarantine.ts'
import { registerReplayQuarantine } from './quarantine/replay-quarantine.ts'
import { registerInput } from './read-input.ts'
import { registerRequestContext, registerTenantContext } from './request-context.ts'
import { RouteTable } from './route-table.ts'
import { registerSecurityHeaders } from './security-headers.ts'
import { registerCreateSignInLink } from './session/create-sign-in-link.ts'
import { registerGetSession } from './session/get-session.ts'
import { registerOidcCallback } from './session/oidc-callback.ts'
import { registerOidcSignIn } from './session/oidc-sign-in.ts'
import { registerCookies } from './session/session-cookie.ts'
import { registerSignIn } from './session/sign-in.ts'
import { registerSignOut } from './session/sign-out.ts'
import { registerGetRun } from './sync/get-run.ts'
import { registerGetStatus } from './sync/get-status.ts'
import { registerListRunOrders } from './sync/list-run-orders.ts'
import { registerListRuns } from './sync/list-runs.ts'
import { registerRunGlobal } from './sync/run-global.ts'
import { registerRunSingle } from './sync/run-single.ts'
import { registerStreamStatus } from './sync/stream-status.ts'
import { registerDeleteTenant } from './tenants/delete-tenant.ts'
import { registerGetTenant } from './tenants/get-tenant.ts'
import { registerListErasures } from './tenants/list-erasures.ts'
import { registerListTenants } from './tenants/list-tenants.ts'
import { registerPutTenant } from './tenants/put-tenant.ts'
import { registerCreateWebhook } from './webhooks/create-webhook.ts'
import { registerDeleteWebhook } from './webhooks/delete-webhook.ts'
import { registerGetWebhook } from './webhooks/get-webhook.ts'
import { registerListDeliveries } from './webhooks/list-deliveries.ts'
import { registerListWebhooks } from './webhooks/list-webhooks.ts'
import { registerPauseWebhook } from './webhooks/pause-webhook.ts'
import { registerReplayDeliveries } from './webhooks/replay-deliveries.ts'
import { registerRotateWebhookSecret } from './webhooks/rotate-webhook-secret.ts'
import { registerTestWebhook } from './webhooks/test-webhook.ts'
import { registerUpdateWebhook } from './webhooks/update-webhook.ts'

/** Every route under /api/v1. */
const routes: readonly ((api: Api, context: ApiContext) => void)[] = [
  registerSignIn,
  registerGetSession,
  registerSignOut,
  registerCreateSignInLink,
  registerOidcSignIn,
  registerOidcCallback,
  registerRunSingle,
  registerRunGlobal,
  registerGetStatus,
  registerStreamStatus,
  registerListRuns,
  registerGetRun,
  registerListRunOrders,
  registerRunBackfill,
  registerRunGlobalBackfill,
  registerMoveBackfill,
  registerGetBackfillStatus,
  registerListOrders,
  registerGetStatusCounts,
  registerExportOrders,
  registerImportOne,
  registerGetOrder,
  registerDeleteBuyer,
  registerReplayOrders,
  registerListChanges,
  registerStreamChanges,
  registerListQuarantine,
  registerReplayQuarantine,
  registerListTenants,
  registerGetTenant,
  registerPutTenant,
  registerDeleteTenant,
  registerListErasures,
  registerListMarketplaces,
  registerListConnections,
  registerCreateConnection,
  registerAuthorizeConnection,
  registerConsentCallback,
  registerAppstoreLogin,
  registerGetConnection,
  registerChangeConnection,
  registerDeleteConnection,
  registerPauseConnection,
  registerListQuotas,
  registerListWebhooks,
  registerCreateWebhook,
  registerGetWebhook,
  registerUpdateWebhook,
  registerDeleteWebhook,
  registerPauseWebhook,
  registerRotateWebhookSecret,
  registerTestWebhook,
  registerListDeliveries,
  registerReplayDeliveries,
  registerListApiKeys,
  registerCreateApiKey,
  registerRevokeApiKey,
  registerRotateApiKey,
  registerListAudit,
  registerExportAudit,
  registerHealthRoutes,
  registerGetMetrics,
  registerGetApplication,
]

declare module 'fastify' {
  interface FastifyInstance {
    routeTable: RouteTable
  }
}

/** Builds the API; whoever wants a port listens. */
export async function buildApi(dependencies: ApiDependencies): Promise<FastifyInstance> {
  const { log, random } = dependencies
  const stopping = new AbortController()
  const edge = { ...defaultEdge, ...dependencies.edge }
  const context = openContext(dependencies, edge, stopping.signal)
  const app = Fastify({
    bodyLimit: 64 * 1024,
    requestIdHeader: false,
    genReqId: () => random.id('req'),
    exposeHeadRoutes: true,
    trustProxy: edge.trustedProxies.length > 0 ? [...edge.trustedProxies] : false,
    ...arrivalLimits(edge),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 256 },
    frameworkErrors: (error, request, reply) => void sendError(log, error, request, reply),
    clientErrorHandler: (error, socket) => answerConnectionError(error, socket, random),
  })
  const api = app as unknown as Api
  const table = new RouteTable()
  api.decorate('routeTable', table)
  api.addHook('preClose', async () => {
    stopping.abort()
    // A connection on which nobody ever asked anything counts as busy, and would hold up the stop for good.
    setTimeout(() => app.server.closeAllConnections(), edge.closingMs).unref()
  })

  table.watch(api)
  registerRequestContext(api, dependencies.tracer ?? noTracer)
  registerSecurityHeaders(api, edge)
  registerCors(api, edge)
  refuseLongAddresses(api)
  registerInput(api)
  await registerCookies(api)
  registerIdentity(api, context)
  registerTenantContext(api)
  api.setErrorHandler(async (error, request, reply) => {
    // A refusal that cannot be written down is not given: the caller is told that the database cannot be reached.
    const answer = await context.auditRefusal(request, error).then(
      () => error,
      (failure: unknown) => failure,
    )
    return sendError(log, answer, request, reply)
  })
  api.setNotFoundHandler((request, reply) => {
    const allowed = table.methodsOf(request.url.split('?')[0] ?? '')
    const problem =
      allowed.length === 0 || allowed.includes(request.method)
        ? new Problem('not_found', 'There is nothing at this address. The API is described at /docs.')
        : new Problem('method_not_allowed', `Allowed here: ${allowed.join(', ')}.`, {
            headers: { allow: allowed.join(', ') },
          })
    return sendProblem(problem, request, reply)
  })

  await registerOpenApi(api, context)
  await api.register(
    async (scope) => {
      for (const register of routes) register(scope as unknown as Api, context)
    },
    { prefix: '/api/v1' },
  )
  registerHealthRoutes(api, context)
  registerGetMetrics(api, context)
  await registerDashboard(api, context)
  await registerDocsPage(api)
  return app
}

function openContext(dependencies: ApiDependencies, edge: EdgeSettings, stopping: AbortSignal): ApiContext {
  const { clock } = dependencies
  return {
    ...dependencies,
    edge,
    stopping,
    guard: new GuessGuard(clock, edge.refusedCallsPerMinute),
    limits: new CallLimits(clock, edge),
    auditRefusal: createRefusalAudit(dependencies, new AuditBudget(clock)),
  }
}
