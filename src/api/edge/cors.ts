import type { FastifyReply } from 'fastify'
import type { Api } from '../context.ts'
import type { EdgeSettings } from './edge-settings.ts'

/**
 * Lets the pages of the named sites call the API with a key. Never with a session: without
 * `Access-Control-Allow-Credentials`, a browser sends no cookie along. For every other site, nothing is said and the
 * browser refuses.
 */
export function registerCors(api: Api, { corsOrigins }: Pick<EdgeSettings, 'corsOrigins'>): void {
  if (corsOrigins.length === 0) return
  api.addHook('onRequest', async (request, reply) => {
    reply.header('vary', 'origin')
    const { origin } = request.headers
    if (origin === undefined || !corsOrigins.includes(origin)) return
    reply.header('access-control-allow-origin', origin)
    reply.header('access-control-expose-headers', 'retry-after, x-request-id')
    if (request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined) {
      return answerPreflight(reply)
    }
  })
}

function answerPreflight(reply: FastifyReply): FastifyReply {
  return reply
    .code(204)
    .header('access-control-allow-methods', 'GET, HEAD, POST, PUT, PATCH, DELETE')
    .header('access-control-allow-headers', 'authorization, content-type, x-tenant-id, x-user-email')
    .header('access-control-max-age', '600')
    .send()
}
