import Fastify, { type FastifyInstance } from 'fastify'
import { noTracer } from '../runtime/tracer.ts'
import { findCursorKey } from '../store/cursor-key.ts'
import { createRefusalAudit } from './audit-refusals.ts'
import { answerConnectionError } from './connection-error.ts'
import type { Api, ApiContext, ApiDependencies } from './context.ts'
import { createCursors } from './cursor.ts'
import { registerDashboard, sendUnknownPage } from './dashboard/serve-dashboard.ts'
import { arrivalLimits, refuseLongAddresses } from './edge/arrival.ts'
import { AuditBudget } from './edge/audit-budget.ts'
import { CallLimits } from './edge/call-limits.ts'
import { registerCors } from './edge/cors.ts'
import { defaultEdge, type EdgeSettings } from './edge/edge-settings.ts'
import { GuessGuard } from './edge/guess-guard.ts'
import { watchSilentConnections } from './edge/silent-connections.ts'
import { sendError, sendProblem } from './error-handler.ts'
import { registerIdentity } from './identity.ts'
import { registerDocsPage, registerOpenApi } from './openapi.ts'
import { registerGetMetrics } from './operation/get-metrics.ts'
import { registerHealthRoutes } from './operation/health-routes.ts'
import { Problem } from './problem.ts'
import { registerInput } from './read-input.ts'
import { registerRequestContext, registerTenantContext } from './request-context.ts'
import { RouteTable } from './route-table.ts'
import { routes } from './routes.ts'
import { registerSecurityHeaders } from './security-headers.ts'
import { registerCookies } from './session/session-cookie.ts'

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
  const closeSilent = watchSilentConnections(app.server)
  api.addHook('preClose', async () => {
    stopping.abort()
    closeSilent()
    // A connection whose first request never arrives whole counts as busy, and would hold up the stop for good.
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
  api.setNotFoundHandler(async (request, reply) => {
    const allowed = table.methodsOf(request.url.split('?')[0] ?? '')
    if (allowed.length === 0 && (await sendUnknownPage(request, reply, context))) return reply
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
  const { clock, db } = dependencies
  return {
    ...dependencies,
    edge,
    stopping,
    cursors: createCursors(() => findCursorKey(db)),
    guard: new GuessGuard(clock, edge.refusedCallsPerMinute),
    limits: new CallLimits(clock, edge),
    auditRefusal: createRefusalAudit(dependencies, new AuditBudget(clock)),
  }
}
