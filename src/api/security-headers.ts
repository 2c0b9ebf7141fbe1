import type { Api } from './context.ts'

/** An answer that a browser neither guesses about, keeps, nor runs. Pages for people widen the policy themselves. */
export function registerSecurityHeaders(api: Api): void {
  api.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    if (!reply.hasHeader('content-security-policy')) {
      reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
    }
  })
}
