import type { FastifyReply } from 'fastify'
import type { Api } from './context.ts'
import type { EdgeSettings } from './edge/edge-settings.ts'

/** What an answer for programs may do in a browser: nothing. */
const policyOfData = "default-src 'none'; frame-ancestors 'none'"

/** What a page of ours may do: show and run what this server sends, and talk to it. Nothing inline runs. */
const policyOfPages = [
  "default-src 'self'",
  "script-src 'self'",
  // Component libraries set styles on elements; that runs nothing.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * An answer that a browser neither guesses about, keeps, frames, nor runs. A page that needs a policy of its own sets
 * it itself.
 */
export function registerSecurityHeaders(api: Api, { publicUrl }: Pick<EdgeSettings, 'publicUrl'>): void {
  api.addHook('onSend', async (request, reply) => {
    reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    })
    if (publicUrl?.protocol === 'https:') {
      reply.header('strict-transport-security', 'max-age=31536000')
    }
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    if (!reply.hasHeader('content-security-policy')) {
      reply.header('content-security-policy', isPage(reply) ? policyOfPages : policyOfData)
    }
  })
}

function isPage(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type') ?? '').startsWith('text/html')
}
