import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { Api, ApiContext } from '../context.ts'
import { type BrowserState, type Language, readBrowserState, strangersBrowser } from './browser-state.ts'
import { PageRenderer, type Rendering } from './page-renderer.ts'
import { factsOf, readDocumentToRenderInto } from './read-dashboard-page.ts'

/** The pages that are worth it: what is on them is there before a slow browser has begun. */
const rendered: readonly string[] = ['/orders', '/orders/:orderId', '/fleet', '/tenants/:tenantId']
const signIn = '/sign-in'
const sessionPath = '/api/v1/session'

/** A document as it is sent: in pieces, the first of them before the page has been rendered. */
type Document = Readable | string

/**
 * Renders the pages of the dashboard for browsers that have told how they show pages, and the sign-in for strangers. What it
 * returns sends a request its document; null where the page is left to the browser.
 */
export function openRenderedPages(
  api: Api,
  folder: string,
  context: ApiContext,
): (request: FastifyRequest) => Promise<Document | null> {
  const renderer = new PageRenderer(join(folder, 'renderer', 'main.js'), (error) =>
    context.log.warn({ event: 'page_not_rendered' }, `A page is left to the browser: ${error.message}`),
  )
  api.addHook('onClose', async () => renderer.close())
  const signIns = new Map<Language, { readonly document: string; readonly rendering: Rendering }>()

  /** For somebody who is signed in: all that is on the page the API answers this person. */
  async function renderForPerson(request: FastifyRequest, browser: BrowserState): Promise<Document | null> {
    const facts = factsOf(request, context)
    const document = await readDocumentToRenderInto(folder, facts, browser.language)
    if (document === null) return null
    let isSessionOver = false
    const page = renderer.render({ address: request.url, browser, facts }, async (url) => {
      const headers = { cookie: request.headers.cookie ?? '' }
      const { statusCode, body } = await api.inject({ url, headers, remoteAddress: request.ip })
      if (url === sessionPath && statusCode === 401) isSessionOver = true
      return { status: statusCode, body }
    })
    const root = page.then((rendering) =>
      writeRendering(rendering ?? (isSessionOver ? sessionOver : nothing)),
    )
    // The browser gets the styles and scripts while the page is rendered.
    return Readable.from([document.before, root, document.after])
  }

  /** It is the same for all strangers of one language, and rendered once; the first one does not wait for it. */
  async function renderSignIn(request: FastifyRequest): Promise<Document | null> {
    const told = readBrowserState(request.cookies.ordersync_browser)
    const browser = strangersBrowser(told?.language ?? request.headers['accept-language'])
    const facts = factsOf(request, context)
    const document = await readDocumentToRenderInto(folder, facts, browser.language)
    if (document === null) return null
    const known = signIns.get(browser.language)
    // Another build names other scripts.
    if (known?.document === document.before) {
      return document.before + writeRendering(known.rendering) + document.after
    }
    void renderer.render({ address: signIn, browser, facts }, refuse).then((rendering) => {
      if (rendering !== null) signIns.set(browser.language, { document: document.before, rendering })
    })
    return null
  }

  return async (request) => {
    if (request.method !== 'GET' || context.settings.rendersPages === false) return null
    void renderer.prepare()
    const isStranger = factsOf(request, context).session === 'none'
    if (isStranger) return isSignIn(request.url) ? renderSignIn(request) : null
    const browser = readBrowserState(request.cookies.ordersync_browser)
    return browser !== null && isRendered(request) ? renderForPerson(request, browser) : null
  }
}

/**
 * The other tabs of a tenant are files of their own, which come after the dashboard has begun: a form in one would be replaced
 * under the hands of who is quick.
 */
function isRendered({ routeOptions, url }: FastifyRequest): boolean {
  return (
    rendered.includes(routeOptions.url ?? '') && !new URL(url, 'http://localhost').searchParams.has('tab')
  )
}

/** With what somebody is told there who could not sign in elsewhere, it is another page. */
function isSignIn(url: string): boolean {
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  return pathname === signIn && !searchParams.has('problem')
}

/** A page for strangers asks for nothing. */
async function refuse(): Promise<never> {
  throw new Error('The sign-in asked for something.')
}

/** The browser finds out by itself. */
const nothing: Rendering = { html: '', page: '' }
const sessionOver: Rendering = { html: '', page: 'null' }

/**
 * The end of the element that the dashboard lives in, and what it was rendered from, as JSON in which nothing can end the
 * element that it is in.
 */
function writeRendering({ html, page }: Rendering): string {
  const json = page.replaceAll('<', '\\u003c')
  return `${html}</div><script type="application/json" id="rendered">${json}</script>`
}
