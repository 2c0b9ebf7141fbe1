import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { fastifyStatic } from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { sendConsentDonePage } from '../amazon-oauth/done-page.ts'
import { defaultReturnTo } from '../amazon-oauth/return-to.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { factsOf, readDashboardPage } from './read-dashboard-page.ts'
import { openRenderedPages } from './rendered-pages.ts'

/** What `npm run build -w web` makes. */
const builtFolder = fileURLToPath(new URL('../../../web/dist', import.meta.url))

/** The addresses of the dashboard's pages. Its own router (web/src/app/router.ts) shows what belongs there. */
export const dashboardPages = [
  '/',
  '/sign-in',
  '/orders',
  '/orders/:orderId',
  '/fleet',
  '/tenants/:tenantId',
  '/connect',
] as const

/** Where only programs look: what is missing there is told to them as a problem, whoever asks. */
const placesOfPrograms: readonly string[] = ['api', 'assets', 'docs']

/** The dashboard: one document for all its pages, and the files that this document names. */
export async function registerDashboard(api: Api, context: ApiContext): Promise<void> {
  const folder = folderOf(context)
  const render = openRenderedPages(api, folder, context)
  // Their names change with their content, so a browser never has to ask again.
  await api.register(fastifyStatic, {
    root: `${folder}/assets`,
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    index: false,
    suppressWarning: true,
    schemaHide: true,
  })
  for (const page of dashboardPages) {
    api.get(page, { schema: { hide: true } }, async (request, reply) => {
      if (!isForBrowser(request)) throw pageForBrowsers()
      const rendered = await render(request)
      if (rendered !== null) return sendPage(reply.header('cache-control', 'no-store'), rendered)
      return sendPage(reply, await readDashboardPage(folder, factsOf(request, context)))
    })
  }
  registerConsentDone(api, (request) => readDashboardPage(folder, factsOf(request, context)))
}

/**
 * Shows a person at an address that nobody knows the dashboard, whose router says so and where to go on. False for
 * programs, and when nothing is built: they are told by a problem.
 */
export async function sendUnknownPage(
  request: FastifyRequest,
  reply: FastifyReply,
  context: ApiContext,
): Promise<boolean> {
  const isAsked = request.method === 'GET' || request.method === 'HEAD'
  const [, place = ''] = request.url.split(/[/?]/)
  if (!isAsked || !isForBrowser(request) || placesOfPrograms.includes(place)) return false
  const html = await readDashboardPage(folderOf(context), factsOf(request, context))
  if (html === null) return false
  sendPage(reply.code(404), html)
  return true
}

function folderOf({ settings }: ApiContext): string {
  return settings.dashboardFolder ?? builtFolder
}

/** Where a consent ends. A seller who knows nothing of us comes here too: it works without a dashboard. */
function registerConsentDone(api: Api, readPage: (request: FastifyRequest) => Promise<string | null>): void {
  const querystring = Type.Object({ problem: Type.Optional(Type.String()) }, { additionalProperties: true })
  api.get(defaultReturnTo, { schema: { hide: true, querystring } }, async (request, reply) => {
    const html = await readPage(request)
    return html === null ? sendConsentDonePage(reply, request.query.problem) : sendPage(reply, html)
  })
}

function isForBrowser(request: FastifyRequest): boolean {
  return request.headers.accept?.includes('text/html') === true
}

/** A script that forgot `/api/v1` is told so, instead of getting a page that it cannot read. */
function pageForBrowsers(): Problem {
  return new Problem(
    'not_found',
    'This is a page for browsers. The API is under /api/v1 and described at /docs.',
  )
}

function sendPage(reply: FastifyReply, html: string | Readable | null): FastifyReply {
  // A tab that is opened again may be shown what was kept, but not what was kept without a session once there is one.
  reply.type('text/html; charset=utf-8').header('vary', 'origin, cookie')
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-cache')
  if (html !== null) return reply.send(html)
  return reply.code(503).send(notBuilt)
}

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Ordersync</title>
<h1>The dashboard is not built</h1><p>Run <code>npm run build -w web</code>, then load this page again. The API works
without it: <a href="/docs/">its documentation</a>.</p></html>`
