import { becomeBrowser } from './browser.ts'
import { type PageToRender, type Rendering, renderPage } from './render-page.tsx'

/** Asks the API for what is at a path. */
type AskApi = (path: string) => Promise<{ readonly status: number; readonly body: string }>

/** What the server (src/api/dashboard/render-process.ts) calls once: this place renders one page, and is left. */
Object.assign(globalThis, {
  renderPage: (page: PageToRender, askApi: AskApi): Promise<Rendering | null> => {
    globalThis.fetch = async (input) => {
      const { pathname, search } = new URL(input instanceof Request ? input.url : input)
      const { status, body } = await askApi(pathname + search)
      return new Response(body, { status, headers: { 'content-type': 'application/json' } })
    }
    becomeBrowser(page.browser, page.facts)
    return renderPage(page)
  },
})
