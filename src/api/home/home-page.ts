import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Api, ApiContext } from '../context.ts'

const source = readFileSync(new URL('./home.html', import.meta.url), 'utf8')

/** A first page: what this is, and a live table for whoever has a key. It holds no data itself. */
export function registerHomePage(api: Api, { settings, version }: ApiContext): void {
  const page = source
    .replaceAll('{{version}}', version)
    .replaceAll('{{amazon}}', settings.simulated ? 'simulated' : 'real')
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(page, 'script')}'`,
    `style-src '${hashOf(page, 'style')}'`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  api.get('/', { schema: { hide: true } }, async (_request, reply) =>
    reply.header('content-security-policy', policy).type('text/html; charset=utf-8').send(page),
  )
}

/** Allows the one inline element of this name and nothing else. */
function hashOf(page: string, element: 'script' | 'style'): string {
  const content = new RegExp(`<${element}>([^]*?)</${element}>`).exec(page)?.[1] ?? ''
  return `sha256-${createHash('sha256').update(content).digest('base64')}`
}
