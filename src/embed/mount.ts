import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'

/** What `http.createServer`, Express and Connect call for each request. */
export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => void

/**
 * The API as a plugin of somebody else's Fastify. It takes every address below its prefix, with its own errors, limits
 * and headers; nothing of the host's applies to it, and the host closes it with itself.
 */
export function createFastifyPlugin(openApi: () => Promise<FastifyInstance>): FastifyPluginAsync {
  return async (host) => {
    const api = await openApi()
    // The body is left on the wire: our own parsers read it.
    host.removeAllContentTypeParsers()
    host.addContentTypeParser('*', (_request, _payload, done) => done(null))
    host.addHook('preClose', () => api.close())
    const { prefix } = host
    for (const url of ['/', '/*']) {
      host.all(url, { exposeHeadRoute: false }, (request, reply) => {
        reply.hijack()
        request.raw.url = (request.raw.url ?? '/').slice(prefix.length) || '/'
        api.routing(request.raw, reply.raw)
      })
    }
  }
}
