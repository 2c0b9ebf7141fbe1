import type { FastifyRequest } from 'fastify'
import type { OpenSpan, Tracer } from '../runtime/tracer.ts'
import { asPartOf } from '../runtime/work-context.ts'
import type { Api } from './context.ts'

const spans = new WeakMap<FastifyRequest, OpenSpan>()

/**
 * Everything that is done for a request knows so: its id is in each line of the log, and its spans are parts of one.
 * To be called before anything else has a hook.
 */
export function registerRequestContext(api: Api, tracer: Tracer): void {
  api.addHook('onRequest', (request, _reply, done) => {
    const { method, routeOptions } = request
    const route = routeOptions.url ?? 'none'
    const span = tracer.begin(`${method} ${route}`, {
      'http.request.method': method,
      'http.route': route,
      'ordersync.request_id': request.id,
    })
    spans.set(request, span)
    span.within(() => asPartOf({ requestId: request.id }, done))
  })
  api.addHook('onResponse', (request, reply, done) => {
    const span = spans.get(request)
    span?.note({ 'http.response.status_code': reply.statusCode })
    span?.end(reply.statusCode >= 500 ? new Error('answered with an error') : undefined)
    done()
  })
}

/**
 * The same once more, with the tenant: reading a body loses what was known before. To be called after the hooks that find
 * out which tenant it is.
 */
export function registerTenantContext(api: Api): void {
  api.addHook('preHandler', (request, _reply, done) => {
    const { tenantId } = request
    const context = { requestId: request.id, ...(tenantId === null ? {} : { tenantId }) }
    const span = spans.get(request)
    if (tenantId !== null) span?.note({ 'ordersync.tenant_id': tenantId })
    if (span === undefined) asPartOf(context, done)
    else span.within(() => asPartOf(context, done))
  })
}
