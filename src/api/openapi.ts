import swagger from '@fastify/swagger'
import reference from '@scalar/fastify-api-reference'
import type { FastifySchema } from 'fastify'
import type { Api, ApiContext } from './context.ts'
import { findPermission } from './permissions.ts'
import { problemCatalogue } from './problem-catalogue.ts'
import { ProblemSchema } from './schemas.ts'
import { cookieName } from './session/session-cookie.ts'

const documentUrl = '/api/v1/openapi.json'

/** The OpenAPI document, made from the schemas of the routes that are registered after this. */
export async function registerOpenApi(api: Api, { edge, version }: ApiContext): Promise<void> {
  await api.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Ordersync',
        version,
        description:
          'Every Amazon order of every seller, in your own PostgreSQL. Errors are problems as in RFC 9457; their codes are listed at /docs/errors.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            description: 'An API key, or a token of the identity provider.',
          },
          session: { type: 'apiKey', in: 'cookie', name: cookieName(edge, 'session') },
        },
      },
      security: [{ bearer: [] }, { session: [] }],
    },
    transform: ({ schema, url, route }) => {
      const isPublic = findPermission([route.method].flat()[0] ?? '', url) === 'public'
      return { url, schema: withProblems(schema ?? {}, isPublic) }
    },
  })
  api.get(documentUrl, { schema: { hide: true } }, async () => api.swagger() as unknown)
}

/** A page that shows the document, with everything it needs from this server. */
export async function registerDocsPage(api: Api): Promise<void> {
  await api.register(async (docs) => {
    docs.addHook('onSend', async (_request, reply) => {
      reply.header(
        'content-security-policy',
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'",
      )
    })
    docs.get('/docs/errors', { schema: { hide: true } }, async (_request, reply) =>
      reply.type('text/html; charset=utf-8').send(errorsPage()),
    )
    await docs.register(reference, {
      routePrefix: '/docs',
      configuration: {
        url: documentUrl,
        pageTitle: 'Ordersync API',
        withDefaultFonts: false,
        hideClientButton: true,
        telemetry: false,
        // The page stands alone: nothing of it calls or advertises somebody else's service.
        showDeveloperTools: 'never',
        agent: { disabled: true },
        mcp: { disabled: true },
      },
    })
  })
}

/** Adds what every route can also answer to those answers that the route declares itself. */
function withProblems(schema: FastifySchema, isPublic: boolean): FastifySchema {
  if (schema.hide === true) return schema
  const problem = { 'application/problem+json': { schema: ProblemSchema } }
  const declared = Object.entries((schema.response ?? {}) as Record<string, AnswerSchema>)
  const response = Object.fromEntries(
    declared.map(([status, body]) => {
      const description = body.description ?? (status < '400' ? 'Done' : 'Not done')
      // An answer without a body, such as a redirection.
      if (body.type === 'null') return [status, { description }]
      const content = { 'application/json': { schema: body }, ...(status < '400' ? {} : problem) }
      return [status, { description, content }]
    }),
  )
  return {
    ...schema,
    ...(isPublic ? { security: [] } : {}),
    response: {
      ...(isPublic ? {} : refusals(problem)),
      ...response,
      '4XX': { description: 'The caller must change something', content: problem },
      '5XX': { description: 'It did not work', content: problem },
    },
  }
}

interface AnswerSchema {
  readonly type?: string
  readonly description?: string
}

/** What every route can answer to a caller that it does not know, does not serve, or that calls too often. */
function refusals(content: object): Record<string, object> {
  return {
    '401': { description: 'The caller did not prove who it is', content },
    '403': { description: 'This caller may not do that, or not for that tenant', content },
    '429': { description: 'Too many calls: try again after `Retry-After` seconds', content },
  }
}

function errorsPage(): string {
  const rows = Object.entries(problemCatalogue)
    .map(([code, { status, title }]) => `<tr id="${code}"><td><code>${code}</code><td>${status}<td>${title}`)
    .join('\n')
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Ordersync: errors</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui;max-width:50rem;margin:3rem auto;padding:0 1rem}
td,th{padding:.3rem 1rem .3rem 0;text-align:left}:target{outline:2px solid}</style>
<h1>Errors</h1><p>Every error is a problem (RFC 9457) with one of these codes.</p>
<table><tr><th>Code<th>Status<th>Title
${rows}</table></html>`
}
