import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import { registerAppstoreLogin } from './amazon-oauth/appstore-login.ts'
import { registerConsentCallback } from './amazon-oauth/consent-callback.ts'
import { registerConsentDonePage } from './amazon-oauth/done-page.ts'
import { registerCreateApiKey } from './api-keys/create-api-key.ts'
import { registerListApiKeys } from './api-keys/list-api-keys.ts'
import { registerRevokeApiKey } from './api-keys/revoke-api-key.ts'
import { registerGetBackfillStatus } from './backfill/get-backfill-status.ts'
import { registerMoveBackfill } from './backfill/move-backfill.ts'
import { registerRunBackfill } from './backfill/run-backfill.ts'
import { answerConnectionError } from './connection-error.ts'
import { registerAuthorizeConnection } from './connections/authorize-connection.ts'
import { registerCreateConnection } from './connections/create-connection.ts'
import { registerDeleteConnection } from './connections/delete-connection.ts'
import { registerGetConnection } from './connections/get-connection.ts'
import { registerListConnections } from './connections/list-connections.ts'
import { registerListQuotas } from './connections/list-quotas.ts'
import { registerPauseConnection } from './connections/pause-connection.ts'
import type { Api, ApiContext, ApiDependencies } from './context.ts'
import { sendError, sendProblem } from './error-handler.ts'
import { registerHomePage } from './home/home-page.ts'
import { registerIdentity } from './identity.ts'
import { registerDocsPage, registerOpenApi } from './openapi.ts'
import { registerGetApplication } from './operation/get-application.ts'
import { registerGetMetrics } from './operation/get-metrics.ts'
import { registerHealthRoutes } from './operation/health-routes.ts'
import { registerExportOrders } from './orders/export-orders.ts'
import { registerGetOrder } from './orders/get-order.ts'
import { registerGetStatusCounts } from './orders/get-status-counts.ts'
import { registerImportOne } from './orders/import-one.ts'
import { registerListOrders } from './orders/list-orders.ts'
import { Problem } from './problem.ts'
import { registerListQuarantine } from './quarantine/list-quarantine.ts'
import { registerInput } from './read-input.ts'
import { RouteTable } from './route-table.ts'
import { registerSecurityHeaders } from './security-headers.ts'
import { registerGetRun } from './sync/get-run.ts'
import { registerGetStatus } from './sync/get-status.ts'
import { registerListRunOrders } from './sync/list-run-orders.ts'
import { registerListRuns } from './sync/list-runs.ts'
import { registerRunGlobal } from './sync/run-global.ts'
import { registerRunSingle } from './sync/run-single.ts'
import { registerDeleteTenant } from './tenants/delete-tenant.ts'
import { registerGetTenant } from './tenants/get-tenant.ts'
import { registerListTenants } from './tenants/list-tenants.ts'
import { registerPutTenant } from './tenants/put-tenant.ts'

/** Every route under /api/v1. */
const routes: readonly ((api: Api, context: ApiContext) => void)[] = [
  registerRunSingle,
  registerRunGlobal,
  registerGetStatus,
  registerListRuns,
  registerGetRun,
  registerListRunOrders,
  registerRunBackfill,
  registerMoveBackfill,
  registerGetBackfillStatus,
  registerListOrders,
  registerGetStatusCounts,
  registerExportOrders,
  registerImportOne,
  registerGetOrder,
  registerListQuarantine,
  registerListTenants,
  registerGetTenant,
  registerPutTenant,
  registerDeleteTenant,
  registerListConnections,
  registerCreateConnection,
  registerAuthorizeConnection,
  registerConsentCallback,
  registerAppstoreLogin,
  registerGetConnection,
  registerDeleteConnection,
  registerPauseConnection,
  registerListQuotas,
  registerListApiKeys,
  registerCreateApiKey,
  registerRevokeApiKey,
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
  const context: ApiContext = { ...dependencies, stopping: stopping.signal }
  const app = Fastify({
    bodyLimit: 64 * 1024,
    requestIdHeader: false,
    genReqId: () => random.id('req'),
    exposeHeadRoutes: false,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 256 },
    frameworkErrors: (error, request, reply) => void sendError(log, error, request, reply),
    clientErrorHandler: (error, socket) => answerConnectionError(error, socket, random),
  })
  const api = app as unknown as Api
  const table = new RouteTable()
  api.decorate('routeTable', table)
  api.addHook('preClose', async () => stopping.abort())

  table.watch(api)
  await api.register(cookie)
  registerSecurityHeaders(api)
  registerInput(api)
  registerIdentity(api, context)
  api.setErrorHandler((error, request, reply) => sendError(log, error, request, reply))
  api.setNotFoundHandler((request, reply) => {
    const allowed = table.methodsOf(request.url.split('?')[0] ?? '')
    const problem =
      allowed.length === 0
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
  registerConsentDonePage(api)
  registerHomePage(api, context)
  await registerDocsPage(api)
  return app
}
